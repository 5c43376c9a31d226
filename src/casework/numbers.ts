// src/casework/numbers.ts —— 文号:gap-free per series and year; a number is taken in the commit of its act
import type { PlainDate } from '../base/dates.ts';
import { writeNumber } from '../law/binding.ts';
import type { Numbers } from '../law/engine.ts';
import type { Place } from '../ledger/writer.ts';
import type { Db } from '../store/database.ts';
import { caseTables, type NumberRow } from './tables.ts';

/** The act that takes numbers, of which date, and of which series. */
export type Taking = { agency: string; shortCode: string; caseId: string; actId: string; on: PlainDate; series: Numbers };
export type Taken = { numbers: Record<string, string>; rows: NumberRow[] };
/** Last number given out in a series and year; undefined when not known. */
export type LastNumber = (series: string, year: number) => number | undefined;

/** Numbers the act takes, by key, and the rows that record them; undefined when a series' last number is not known. */
export function takeNumbers({ agency, shortCode, caseId, actId, on, series: wanted }: Taking, lastOf: LastNumber): Taken | undefined {
  const year = Number(on.slice(0, 4));
  const taken: Taken = { numbers: {}, rows: [] };
  for (const [key, series] of Object.entries(wanted)) {
    const last = lastOf(series, year);
    if (last === undefined) return undefined;
    const number = writeNumber(shortCode, series, year, last + 1);
    taken.numbers[key] = number;
    taken.rows.push({ agency, series, year, no: last + 1, number, case_id: caseId, act_id: actId });
  }
  return taken;
}

/** Reads the last numbers of the series. The caller holds the log's queue, so no one else counts meanwhile. */
export async function readLastNumbers(tx: Db, agency: string, wanted: Numbers, on: PlainDate): Promise<LastNumber> {
  const year = Number(on.slice(0, 4));
  const series = Object.values(wanted);
  if (series.length === 0) return () => undefined;
  const rows = await caseTables(tx)
    .selectFrom('issued_number')
    .select(['series', (e) => e.fn.max('no').as('last')])
    .where('agency', '=', agency)
    .where('series', 'in', series)
    .where('year', '=', year)
    .groupBy('series')
    .execute();
  return (name) => Number(rows.find((row) => row.series === name)?.last ?? 0);
}

/**
 * The last numbers as this process committed them, and within a batch as its acts took them so far. They hold while nobody else appends
 * to the log, which the append itself finds out: then the epoch is another and all is read again.
 */
export type Counters = {
  last(place: Place): LastNumber;
  take(place: Place, rows: readonly NumberRow[]): void;
  committed(epoch: number, rows: readonly NumberRow[]): void;
};

/** Opens the counters of an agency, knowing nothing yet. */
export function openCounters(): Counters {
  const known = new Map<string, number>();
  const inBatch = new WeakMap<object, Map<string, number>>();
  let knownIn: number | undefined;
  const name = (series: string, year: number) => `${series}/${year}`;
  const note = (map: Map<string, number>, rows: readonly NumberRow[]) => {
    for (const { series, year, no } of rows) map.set(name(series, year), Math.max(no, map.get(name(series, year)) ?? 0));
  };
  return {
    last:
      ({ epoch, batch }) =>
      (series, year) =>
        inBatch.get(batch)?.get(name(series, year)) ?? (knownIn === epoch ? known.get(name(series, year)) : undefined),
    take({ batch }, rows) {
      const taken = inBatch.get(batch) ?? new Map<string, number>();
      inBatch.set(batch, taken);
      note(taken, rows);
    },
    committed(epoch, rows) {
      if (knownIn !== epoch) known.clear();
      knownIn = epoch;
      note(known, rows);
    },
  };
}
