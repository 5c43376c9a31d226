// src/ledger/keep/quick.ts —— 速记:decisions made from what was read before, appended by one statement that is its own transaction
// Sound because the statement appends only while the log is exactly as long as this process knows: whatever was folded from it still stands.
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../store/database.ts';
import { type Appended, appended as appending, type EventDraft, HeadMoved, openStage, prepare, type Staged, stage } from './append.ts';
import { forkHead, type Head } from './head.ts';

/**
 * Where a quick decision would stand. `n`: events of the case, undefined when this process does not know it. `epoch` changes when
 * another process was found to have appended: what was remembered of the log must be read again. `batch` is one attempt, for counting within it.
 */
export type Place = { n?: number; epoch: number; batch: object };

/** Something of a batch as one SQL expression, true when it holds or was written: all whose `together` is the same are asked together. */
// biome-ignore lint/suspicious/noExplicitAny: what a room writes is its own affair
export type Beside = { together: (all: any[]) => RawBuilder<boolean>; what: unknown };

/**
 * What a quick decision appends. `opens`: the case has no event yet; were it not so, the database would refuse its number.
 * `provided`: what must still be true at the commit; where it is not, nothing of the batch is appended and the works decide.
 * `accepted` is called when the decision has its place in the batch, before the next one is asked; `meanwhile` while the database works,
 * to prepare what `result` will need, though nothing may come of it.
 */
export type QuickOutcome<T> = {
  append: EventDraft[];
  opens?: boolean;
  provided?: Beside;
  beside: Beside[];
  accepted?: () => void;
  meanwhile?: (appended: Appended[]) => void;
  result: (appended: Appended[]) => T;
};

/**
 * A decision upon one case, made at once without reading; undefined (or throwing) when that cannot be done, and then the work decides
 * in a transaction.
 */
export type Quick<T> = { caseId: string; decide: (place: Place) => QuickOutcome<T> | undefined };

type Asked = { quick?: Quick<unknown> };
type Decided<J> = { job: J; outcome: QuickOutcome<unknown>; appended: Appended[] };

/** Decided jobs with their leaves in order; the jobs `left` need a transaction. */
export type QuickBatch<J> = { decided: Decided<J>[]; left: J[]; head: Head; staged: Staged };

/** Asks every job for a quick decision, one after the other, each upon the leaves of those before. */
export function decideQuickly<J extends Asked>(agency: string, base: Head, epoch: number, jobs: readonly J[]): QuickBatch<J> {
  const head = forkHead(base);
  const batch: QuickBatch<J> = { decided: [], left: [], head, staged: openStage(head) };
  const ids = new Set<string>();
  for (const job of jobs) {
    const caseId = job.quick?.caseId ?? '';
    const known = head.tails.get(caseId) ?? base.tails.get(caseId);
    const decided = attempt(job, { n: known?.n, epoch, batch });
    const tail = known ?? (decided?.outcome.opens ? { n: 0 } : undefined);
    const fits = decided?.prepared.every((draft) => draft.caseId === caseId && !ids.has(draft.id));
    if (!decided || !tail || !fits) {
      batch.left.push(job);
      continue;
    }
    for (const { id } of decided.prepared) ids.add(id);
    head.tails.set(caseId, tail);
    decided.outcome.accepted?.();
    batch.decided.push({ job, outcome: decided.outcome, appended: stage(agency, head, batch.staged, decided.prepared) });
  }
  return batch;

  function attempt(job: J, place: Place) {
    try {
      const outcome = job.quick?.decide(place);
      return outcome && { outcome, prepared: prepare(outcome.append, head.lastAt) };
    } catch {
      return undefined; // the work, in its transaction, says what is wrong
    }
  }
}

/** Writes leaves and rows in one statement, all or nothing; throws HeadMoved when someone else appended meanwhile or something provided no longer holds. */
export async function appendQuickly(db: Db, agency: string, { staged, decided }: QuickBatch<unknown>): Promise<void> {
  const provided = inGroups(decided.flatMap(({ outcome }) => outcome.provided ?? []));
  const beside = inGroups(decided.flatMap(({ outcome }) => outcome.beside));
  const append = appending(db, agency, staged);
  // CASE is what makes the order of the calls certain: no row is written unless the leaves were.
  const whole = [...provided, append, ...beside].reduceRight<RawBuilder<boolean>>(
    (rest, one) => sql<boolean>`case when ${one} then ${rest} else false end`,
    sql<boolean>`true`,
  );
  const answering = sql<{ grown: boolean }>`select ${whole} as grown`.execute(db);
  setImmediate(() => prepareResults(decided)); // by then the statement has been sent
  const { rows: answers } = await answering;
  if (!answers[0]!.grown) throw new HeadMoved();
}

function prepareResults(decided: QuickBatch<unknown>['decided']): void {
  for (const { outcome, appended } of decided) {
    try {
      outcome.meanwhile?.(appended);
    } catch {
      // result() meets it again
    }
  }
}

const inGroups = (all: Beside[]): RawBuilder<boolean>[] =>
  [...Map.groupBy(all, ({ together }) => together)].map(([together, group]) => together(group.map(({ what }) => what)));
