// src/portal/deps.ts —— 门户要用的:what the portal is given by the server, and what each page gets of it
import type { PlainDate } from '../base/dates.ts';
import type { Log } from '../ledger/log.ts';
import type { RegisterSnapshot } from '../registers/registers.ts';
import type { Db } from '../store/database.ts';
import type { Assets } from './frame/assets.ts';
import type { View } from './frame/view.ts';

/** `fingerprint` of the log key as printed on papers; `witnesses` the key texts of its witnesses; `assets` is the folder of the built verification script. */
export type PortalDeps = {
  db: Db;
  agency: string;
  registers: (db: Db) => Promise<RegisterSnapshot>;
  log: Pick<Log, 'receipt' | 'vkey' | 'origin'>;
  today: () => PlainDate;
  fingerprint: string;
  /** Our address as the operator names it; without it the address a connection reached. */
  publicUrl?: string;
  witnesses?: readonly string[];
  assets: string;
  files?: unknown;
};

/** One request: the registers as they stand, the day, how the reader wants pages to look. */
export type Visit = {
  db: Db;
  agency: string;
  registers: RegisterSnapshot;
  log: PortalDeps['log'];
  today: PlainDate;
  fingerprint: string;
  witnesses: readonly string[];
  assets: Assets;
  view: View;
  /** Our address, for what is printed on paper. */
  origin: string;
};
