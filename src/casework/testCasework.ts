// src/casework/testCasework.ts —— for tests: a whole casework over a database in memory, with the Panjin pack and a clock that stands still
import { join, resolve } from 'node:path';
import { newId } from '../base/ids.ts';
import { evidenceMigrations } from '../evidence/tables.ts';
import { newSigner } from '../ledger/keys.ts';
import { openLog } from '../ledger/log.ts';
import { ledgerMigrations } from '../ledger/tables.ts';
import { loadPack } from '../registers/load.ts';
import { readPack } from '../registers/pack.ts';
import { keepRegisters } from '../registers/registers.ts';
import { registerMigrations } from '../registers/tables.ts';
import type { Migrations } from '../store/database.ts';
import { migrate, openMemoryStore, type Store } from '../store/database.ts';
import { openCaseFiles } from './caseFiles.ts';
import { type Casework, type Performed, perform, type Submission } from './perform.ts';
import type { Projection } from './readModels.ts';
import { caseworkMigrations } from './tables.ts';

const pack = await readPack(join(resolve(import.meta.dirname, '..', '..'), 'agencies', 'panjin'));

export type TestCasework = Casework & { store: Store; at(instant: string): void; people: Record<string, string>; close(): Promise<void> };

/** Opens it; `at` sets the clock (ISO with zone). People by name. */
export async function openTestCasework(more: { migrations?: Migrations; projections?: Projection[] } = {}): Promise<TestCasework> {
  const store = await openMemoryStore();
  await migrate(store, { ...ledgerMigrations, ...evidenceMigrations, ...registerMigrations, ...caseworkMigrations, ...more.migrations });
  let now = new Date('2025-02-10T09:00:00+08:00');
  const clock = () => now;
  await loadPack(store.db, pack, { by: 'system', at: now.toISOString() });
  const agency = pack['agency.json'].id;
  const origin = `example.test/${agency}`;
  const log = await openLog(store.db, { agency, origin, signKey: newSigner(origin), clock });
  const people = Object.fromEntries(pack['people.json'].people.map((person) => [person.name, person.id]));
  return {
    agency,
    db: store.db,
    log,
    files: openCaseFiles(agency),
    registers: keepRegisters(agency),
    lawDigest: '0'.repeat(64),
    projections: more.projections ?? [],
    clock,
    store,
    people,
    at(instant) {
      now = new Date(instant);
    },
    async close() {
      await log.close();
      await store.close();
    },
  };
}

/** Performs with defaults: today, entered by the first signer, a fresh key. */
export const act = (
  casework: TestCasework,
  given: Pick<Submission, 'caseId' | 'step' | 'seen'> & {
    by: string[];
    particulars?: unknown;
    on?: string;
    id?: string;
    enteredBy?: string;
  },
): Promise<Performed> => {
  const by = given.by.map((name) => casework.people[name] ?? name);
  return perform(casework, {
    id: given.id ?? newId(),
    caseId: given.caseId,
    step: given.step,
    on: given.on ?? new Date(casework.clock().getTime() + 8 * 3_600_000).toISOString().slice(0, 10),
    by,
    particulars: given.particulars ?? {},
    seen: given.seen,
    enteredBy: given.enteredBy ? (casework.people[given.enteredBy] ?? given.enteredBy) : by[0]!,
  });
};
