// src/law/procedures/penalty/period.ts —— 违法时间和行为时的年龄
import { fullYears, type PlainDate, plainDate } from '../../../base/dates.ts';
import { type CaseFile, matterAct } from '../../engine.ts';
import { partyOf } from '../../facts.ts';

/** From when to when the act was done, as the act that says what the case is about has it. */
export function actPeriodOf(file: CaseFile): { actFrom?: PlainDate; actTo?: PlainDate } {
  const { actFrom, actTo, occurredAt } = (matterAct(file)?.particulars ?? {}) as Record<string, string | undefined>;
  const day = occurredAt?.slice(0, 10);
  return { actFrom: (actFrom ?? day) as PlainDate | undefined, actTo: (actTo ?? day) as PlainDate | undefined };
}

/** Completed years of age of a natural person when the act ended (处罚法§30). */
export function ageAtAct(file: CaseFile): number | undefined {
  const id = partyOf(file)?.citizenId;
  const on = actPeriodOf(file).actTo ?? matterAct(file)?.on;
  return id?.length === 18 && on ? fullYears(plainDate(`${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`), on) : undefined;
}
