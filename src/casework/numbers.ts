// src/casework/numbers.ts —— 文号:gap-free per series and year; a number is taken in the transaction of its act
import type { PlainDate } from '../base/dates.ts';
import { numbersFor, writeNumber } from '../law/binding.ts';
import type { StepId } from '../law/vocabulary.ts';
import type { Db } from '../store/database.ts';
import { caseTables, type NumberRow } from './tables.ts';

/** Numbers the act takes, by key, and the rows that record them. The caller holds the log's queue, so no one else counts meanwhile. */
export async function takeNumbers(
  tx: Db,
  at: { agency: string; shortCode: string; caseId: string; actId: string; step: StepId; on: PlainDate; hearable: boolean },
): Promise<{ numbers: Record<string, string>; rows: NumberRow[] }> {
  const year = Number(at.on.slice(0, 4));
  const numbers: Record<string, string> = {};
  const rows: NumberRow[] = [];
  for (const { key, series } of numbersFor(at.step, at.hearable)) {
    const { last } = (await caseTables(tx)
      .selectFrom('issued_number')
      .select((e) => e.fn.max('no').as('last'))
      .where('agency', '=', at.agency)
      .where('series', '=', series)
      .where('year', '=', year)
      .executeTakeFirst()) ?? { last: 0 };
    const no = Number(last ?? 0) + 1;
    numbers[key] = writeNumber(at.shortCode, series, year, no);
    rows.push({ agency: at.agency, series, year, no, number: numbers[key], case_id: at.caseId, act_id: at.actId });
  }
  return { numbers, rows };
}

/** Does the step take numbers at all? */
export const takesNumbers = (step: StepId): boolean => numbersFor(step, true).length > 0;
