// src/ledger/writer.ts —— 记账员:one queue per log; whatever waits is decided, appended and made durable in one transaction
// Crash points: before COMMIT nothing exists; after it every act of the batch does. Nobody is answered before COMMIT.
import { type KyselyPlugin, sql } from 'kysely';
import { isId } from '../base/ids.ts';
import { type Db, tables } from '../store/database.ts';
import {
  type Appended,
  type EventDraft,
  HeadMoved,
  loadTails,
  openStage,
  type Prepared,
  prepare,
  stage,
  writeStaged,
} from './keep/append.ts';
import { forkHead, type Head, readHead } from './keep/head.ts';
import { appendQuickly, decideQuickly, type Place, type Quick } from './keep/quick.ts';
import type { LedgerTables } from './tables.ts';

export type { Appended, EventDraft } from './keep/append.ts';
export { DraftRefused } from './keep/append.ts';
export type { Beside, Place, Quick } from './keep/quick.ts';

/** What a work decided: events to append, rows to write beside them, and the answer to give once both are durable. */
export type Outcome<T> = {
  append: EventDraft[];
  write?: (tx: Db, appended: Appended[]) => Promise<void>;
  result: (appended: Appended[]) => T;
};

/** A decision over the log. It may run more than once; only the last run counts. It must not swallow database errors. */
export type Work<T> = (tx: Db, place: Pick<Place, 'epoch'>) => Promise<Outcome<T>>;

/**
 * `key` (a case id) promises that the work reads nothing of other keys, and so lets it share a flush with them. `quick` is the same
 * decision made without reading, tried first: what it appends costs one statement for all that wait, and no transaction is held.
 */
export type RunOptions<T> = { key?: string; quick?: Quick<T> };

/** Appends to one log. */
export type LogWriter = { run<T>(work: Work<T>, options?: RunOptions<T>): Promise<T>; close(): Promise<void> };

/** What the writer needs from its log: the head to start from, whether it may append, and who wants to know of commits. */
export type WriterOptions = { agency: string; head: Head; mayAppend: () => void; committed?: () => void };

type Job = {
  work: Work<unknown>;
  key?: string;
  quick?: Quick<unknown>;
  resolve: (value: unknown) => void;
  reject: (error: unknown) => void;
};
type Decided = { job: Job; outcome: Outcome<unknown>; prepared: Prepared[]; appended: Appended[] };
type Refused = { job: Job; error: unknown };

const MAX_BATCH = 100;
const REMEMBERED_CASES = 20_000;

/** Opens the queue of one log; `head()` is the end of the log as of the last commit, `waiting()` how many works have not begun. */
export function openWriter(
  db: Db,
  { agency, head: start, mayAppend, committed }: WriterOptions,
): LogWriter & { head(): Head; waiting(): number } {
  let head = start;
  const queue: Job[] = [];
  let draining: Promise<void> | undefined;
  let closed = false;
  let epoch = 0;

  async function drain(): Promise<void> {
    await undefined; // let everything asked for in this turn join the first batch
    while (queue.length > 0) {
      const { left, moved } = await settleQuickly(queue.splice(0, MAX_BATCH));
      if (left.length > 0) await settle(left, moved);
    }
    draining = undefined;
  }

  /** Settles what can be decided without reading; returns the jobs that need a transaction, all of them when the statement failed, and
   * whether the log is longer than known. */
  async function settleQuickly(jobs: Job[]): Promise<{ left: Job[]; moved: boolean }> {
    try {
      mayAppend();
      const batch = decideQuickly(agency, head, epoch, jobs);
      if (batch.decided.length === 0) return { left: jobs, moved: false };
      await appendQuickly(db, agency, batch).catch(async (error) => {
        if (error instanceof HeadMoved || !(await isCommitted(db, agency, batch.decided))) throw error;
      });
      head = remember(head, batch.head);
      committed?.();
      for (const { job, outcome, appended } of batch.decided) answer(job, () => outcome.result(appended));
      return { left: batch.left, moved: false };
    } catch (error) {
      return { left: jobs, moved: error instanceof HeadMoved }; // their works meet whatever is wrong again, and can tell whose fault it is
    }
  }

  async function settle(jobs: Job[], locking: boolean): Promise<void> {
    try {
      mayAppend();
      const { decided, refused } = await attempt(jobs, locking).catch((error) => retry(jobs, error));
      for (const { job, outcome, appended } of decided) answer(job, () => outcome.result(appended));
      for (const { job, error } of refused) job.reject(error);
    } catch (error) {
      // The batch failed as a whole: alone, each work fails or succeeds by itself.
      if (jobs.length === 1) jobs[0]!.reject(error);
      else for (const job of jobs) await settle([job], locking);
    }
  }

  // Another process appended: start from the database's head, and hold its lock while deciding.
  async function retry(jobs: Job[], error: unknown) {
    if (!(error instanceof HeadMoved)) throw error;
    return attempt(jobs, true);
  }

  async function attempt(jobs: Job[], locking: boolean): Promise<{ decided: Decided[]; refused: Refused[] }> {
    let batch: Batch | undefined;
    try {
      await db.transaction().execute(async (tx) => {
        const from = locking ? await lockHead(tx, agency, head) : head;
        if (from !== head) epoch += 1;
        const running = openBatch(tx, agency, from, epoch);
        for (const job of jobs) await running.decide(job);
        await running.flush();
        batch = running;
      });
    } catch (error) {
      // A connection lost during COMMIT leaves us not knowing: ask the database before trying again.
      if (!batch || !(await isCommitted(db, agency, batch.decided))) throw error;
    }
    head = remember(batch!.base, batch!.head);
    if (batch!.decided.some(({ appended }) => appended.length > 0)) committed?.();
    return batch!;
  }

  return {
    head: () => head,
    waiting: () => queue.length,
    run<T>(work: Work<T>, { key, quick }: RunOptions<T> = {}): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        if (closed) return reject(new Error('日志已经关闭，不再接受新的记录'));
        queue.push({ work, key, quick, resolve: resolve as Job['resolve'], reject });
        draining ??= drain();
      });
    },
    async close() {
      closed = true;
      await draining;
    },
  };
}

function answer(job: Job, result: () => unknown): void {
  try {
    job.resolve(result());
  } catch (error) {
    job.reject(error);
  }
}

type Batch = { base: Head; head: Head; decided: Decided[]; refused: Refused[]; decide(job: Job): Promise<void>; flush(): Promise<void> };

function openBatch(tx: Db, agency: string, base: Head, epoch: number): Batch {
  const head = forkHead(base);
  const decided: Decided[] = [];
  const refused: Refused[] = [];
  const ids = new Set<string>();
  let waiting: Decided[] = [];
  let lastAt = base.lastAt;

  // COMMIT of a failed transaction silently rolls back, so a failed statement must not go unseen even when a work swallowed its error.
  const watched = watch(tx);
  const assertAlive = async () => {
    if (watched.unfinished()) await sql`select`.execute(tx);
  };

  /** Writes what was decided since the last flush, then what the works want written beside it. */
  async function flush(): Promise<void> {
    if (waiting.length === 0) return assertAlive();
    const writing = waiting;
    waiting = [];
    const drafts = writing.flatMap(({ prepared }) => prepared);
    await findTails(drafts.map(({ caseId }) => caseId));
    const staged = openStage(head);
    for (const entry of writing) entry.appended = stage(agency, head, staged, entry.prepared);
    // Statements are carried out in the order they are sent: the writes follow the leaves without waiting for their answer.
    // Works of one flush have different keys, so their writes may take turns statement by statement.
    const leaves = drafts.length > 0 ? writeStaged(tx, agency, staged) : undefined;
    const done = await Promise.allSettled([leaves, ...writing.map(({ outcome, appended }) => outcome.write?.(watched.tx, appended))]);
    for (const one of done) if (one.status === 'rejected') throw one.reason;
    await assertAlive();
  }

  async function findTails(caseIds: readonly (string | undefined)[]): Promise<void> {
    const unknown = new Set<string>();
    for (const caseId of caseIds) {
      if (caseId === undefined || head.tails.has(caseId)) continue;
      const known = base.tails.get(caseId);
      if (known) head.tails.set(caseId, known);
      else unknown.add(caseId);
    }
    await loadTails(tx, agency, head, [...unknown]);
  }

  // What a job without a key writes may be read under any key: a change of the registers, an erasure.
  const touches = (key: string) =>
    waiting.some(
      ({ job, outcome, prepared }) =>
        job.key === key || (job.key === undefined && outcome.write) || prepared.some(({ caseId }) => caseId === key),
    );

  async function decide(job: Job): Promise<void> {
    if (waiting.length > 0 && (job.key === undefined || touches(job.key))) await flush();
    // The key is most likely the case: look for its last event while the work is still reading.
    const looking = findTails(isId(job.key) ? [job.key] : []);
    looking.catch(() => {});
    try {
      const outcome = await job.work(watched.tx, { epoch });
      await looking;
      const prepared = prepare(outcome.append, lastAt);
      if (prepared.some(({ id }) => ids.has(id))) throw new Error('同一编号的记录已经在这一批里');
      for (const { id } of prepared) ids.add(id);
      lastAt = prepared.at(-1)?.at ?? lastAt;
      const entry = { job, outcome, prepared, appended: [] };
      decided.push(entry);
      waiting.push(entry);
    } catch (error) {
      await Promise.all([looking, assertAlive()]).catch(() => {
        throw error; // the work broke the transaction: everyone is tried again, alone
      });
      refused.push({ job, error });
    }
  }

  return { base, head, decided, refused, decide, flush };
}

/** The transaction for the works, and whether any of their statements failed or was not waited for. */
function watch(tx: Db): { tx: Db; unfinished(): boolean } {
  let open = 0;
  const counter: KyselyPlugin = {
    transformQuery: ({ node }) => {
      open += 1;
      return node;
    },
    transformResult: async ({ result }) => {
      open -= 1;
      return result;
    },
  };
  return { tx: tx.withPlugin(counter), unfinished: () => open !== 0 };
}

/** Takes the row lock of the log and returns its head, read again if it moved. */
async function lockHead(tx: Db, agency: string, known: Head): Promise<Head> {
  const row = await tables<LedgerTables>(tx)
    .selectFrom('log_head')
    .select('size')
    .where('agency', '=', agency)
    .forUpdate()
    .executeTakeFirst();
  return row?.size === known.frontier.size ? known : readHead(tx, agency, row?.size ?? 0);
}

/** Was the batch committed after all? Behind the log's lock: a transaction whose connection broke may still be on its way. */
async function isCommitted(db: Db, agency: string, decided: readonly { appended: Appended[] }[]): Promise<boolean> {
  const last = decided.flatMap(({ appended }) => appended).at(-1);
  if (!last) return false;
  return db.transaction().execute(async (tx) => {
    const log = tables<LedgerTables>(tx);
    await log.selectFrom('log_head').select('size').where('agency', '=', agency).forUpdate().execute();
    const wanted = log.selectFrom('log_entry').select('id').where('agency', '=', agency).where('idx', '=', last.index);
    return (await wanted.executeTakeFirst())?.id === last.id;
  });
}

/** The new head, with the cases remembered so far, the least recent forgotten beyond a bound. */
function remember(base: Head, next: Head): Head {
  const tails = base.tails;
  for (const [caseId, tail] of next.tails) {
    tails.delete(caseId);
    tails.set(caseId, tail);
  }
  for (const caseId of tails.keys()) {
    if (tails.size <= REMEMBERED_CASES) break;
    tails.delete(caseId);
  }
  return { ...next, tails };
}
