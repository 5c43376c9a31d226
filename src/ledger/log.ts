// src/ledger/log.ts —— 日志:one agency's log, opened, appended to, signed and read
import './hashNode.ts';
import { newId } from '../base/ids.ts';
import { type Db, tables } from '../store/database.ts';
import { inTurn } from '../store/turns.ts';
import { type Erasure, eraseWork } from './keep/erase.ts';
import { LogDamaged, readBundle, readSize, readTile } from './keep/head.ts';
import { LOG_STARTED } from './keep/ownEvents.ts';
import { type Hide, makeReceipt } from './keep/receipts.ts';
import { type CheckpointSigner, openSigner, signingOf } from './keep/signer.ts';
import { checkStart, confront, LogRefused, type Opened } from './keep/startCheck.ts';
import type { Signer } from './proof/note.ts';
import type { Receipt } from './proof/receipt.ts';
import { widthAt } from './proof/tiles.ts';
import type { LedgerTables } from './tables.ts';
import { withCosignatures } from './vouching/cosignatures.ts';
import { type Appended, type LogWriter, openWriter, type RunOptions, type Work } from './writer.ts';

export { LogRefused } from './keep/startCheck.ts';

/** How to open a log. `checkpointFile` (HEMING_CHECKPOINTS) belongs on another disk than the database; `witnessed` are
 * the checkpoints its witnesses remember; `clock` is for tests and stories;
 * `timely` throws when the time cannot be right, and then nothing is appended; `report` hears sentences for the operator. */
export type LogOptions = {
  agency: string;
  origin: string;
  signKey: Signer;
  checkpointFile?: string;
  witnessed?: readonly string[];
  clock?: () => Date;
  timely?: () => void;
  report?: (sentence: string) => void;
};

/** An open log. After a refusal it only reads, and `run`, `erase` and `sign` throw LogRefused. */
export type Log = LogWriter & {
  agency: string;
  origin: string;
  vkey: string;
  /** Length, signed length, works waiting to be decided, and why nothing is appended any more. */
  status(): { size: number; signedSize: number; waiting: number; refusal?: LogRefused };
  /** The receipt of an event by its id, with segments withheld as `hide` says; undefined when there is no such event. */
  receipt(id: string, hide?: Hide): Promise<Receipt | undefined>;
  /** The newest signed checkpoint; undefined before the first. */
  checkpoint(): string | undefined;
  /** The same with the cosignatures it has got so far. */
  cosigned(): Promise<string | undefined>;
  /** Holds a checkpoint that a witness remembers against the log, which refuses to go on when it does not contain it; false when the note is
   * not signed by this log and so proves nothing. */
  confront(note: string): Promise<boolean>;
  /** A tile of hashes, for everyone; undefined beyond the signed log. */
  tile(level: number, n: number, width: number): Promise<Uint8Array | undefined>;
  /** A bundle of headers, for authenticated mirrors only; undefined beyond the signed log. */
  entries(n: number, width: number): Promise<Uint8Array | undefined>;
  /** Deletes the payload of an event on a legal ground and records that, in one transaction with `beside`; throws ErasureRefused. */
  erase(erasure: Erasure, beside?: (tx: Db) => Promise<unknown>): Promise<Appended>;
  /** Signs now what is not signed yet, instead of within the second. */
  sign(): Promise<void>;
};

/** Opens an agency's log, beginning it with a first leaf that names its key; a log that contradicts itself is opened for reading only. */
export async function openLog(db: Db, options: LogOptions): Promise<Log> {
  const { agency, origin, signKey, clock = () => new Date(), report = () => {} } = options;
  const opened = await inTurn(db, signingOf(agency), () =>
    checkStart(db, {
      agency,
      origin,
      vkey: signKey.vkey,
      checkpointFile: options.checkpointFile,
      witnessed: options.witnessed,
    }),
  );
  const guard = refusing(opened, report, options.timely);
  let signer: CheckpointSigner;
  const writer = openWriter(db, { agency, head: opened.head, mayAppend: guard.checkAppend, committed: () => signer.schedule() });
  const { signed, file } = opened;
  signer = openSigner(db, { agency, origin, signer: signKey, signed, file, clock, head: writer.head, failed: guard.signingFailed });
  if (!guard.refusal() && opened.head.frontier.size === 0) await begin(db, agency, origin, signKey.vkey, writer, clock);
  if (!guard.refusal()) signer.schedule();

  const sign = async () => {
    guard.check();
    await signer.sign().catch((error) => {
      guard.signingFailed(error);
      throw error;
    });
  };
  return {
    agency,
    origin,
    vkey: signKey.vkey,
    run: <T>(work: Work<T>, how?: RunOptions<T>) => writer.run(work, how),
    status: () => ({
      size: writer.head().frontier.size,
      signedSize: signer.signed().size,
      waiting: writer.waiting(),
      refusal: guard.refusal(),
    }),
    receipt: async (id, hide) => makeReceipt(db, { agency, origin, vkey: signKey.vkey, signed: await signer.newest() }, id, hide),
    checkpoint: () => signer.signed().note,
    cosigned: async () => {
      const { size, note } = await signer.newest();
      return note === undefined ? undefined : withCosignatures(db, agency, { size, note });
    },
    confront: (note) =>
      confront(db, { agency, origin, vkey: signKey.vkey }, note).catch((error) => {
        guard.refuse(error);
        return true;
      }),
    tile: async (level, n, width) =>
      width >= 1 && width <= widthAt((await signer.newest()).size, level, n) ? readTile(db, agency, { level, n, width }) : undefined,
    entries: async (n, width) =>
      width >= 1 && width <= widthAt((await signer.newest()).size, 'entries', n) ? readBundle(db, agency, n, width) : undefined,
    erase: (erasure, beside) => writer.run(eraseWork(agency, erasure, clock, beside)),
    sign,
    async close() {
      await writer.close();
      await signer.stop();
      if (!guard.refusal()) await sign().catch(() => {}); // reported; the next start signs what is left
      await file?.close();
    },
  };
}

/** Remembers the first reason not to go on; damage found while signing is one, a full disk is not. */
function refusing(opened: Opened, report: (sentence: string) => void, timely: () => void = () => {}) {
  let refusal = opened.refusal;
  if (refusal) report(refusal.message);
  return {
    refusal: () => refusal,
    check: () => {
      if (refusal) throw refusal;
    },
    checkAppend: () => {
      if (refusal) throw refusal;
      timely();
    },
    refuse: (error: unknown) => {
      if (!(error instanceof LogRefused)) throw error;
      if (!refusal) report(error.message);
      refusal ??= error;
    },
    signingFailed: (error: unknown) => {
      if (error instanceof LogDamaged) refusal ??= new LogRefused('damaged', `${error.message}。请运行 npm run fsck 查明损坏的位置。`);
      report(refusal?.message ?? `检查点暂时没有签成，会再试：${error instanceof Error ? error.message : error}`);
      return refusal === undefined;
    },
  };
}

async function begin(db: Db, agency: string, origin: string, vkey: string, writer: LogWriter, clock: () => Date): Promise<void> {
  await tables<LedgerTables>(db)
    .insertInto('log_head')
    .values({ agency, origin, size: 0 })
    .onConflict((conflict) => conflict.column('agency').doNothing())
    .execute();
  await writer.run(async (tx) => {
    const segments = Object.entries({ origin, vkey }).map(([path, value]) => ({ path, value }));
    const first = { type: LOG_STARTED, id: newId(), at: clock().toISOString(), by: 'log', segments };
    return { append: (await readSize(tx, agency)) === 0 ? [first] : [], result: () => undefined };
  });
}
