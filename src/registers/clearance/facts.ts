// src/registers/clearance/facts.ts —— 清理的对象:what the registers say of everybody on a day, and the figures it is judged by
import type { PlainDate } from '../../base/dates.ts';
import { type ClearanceRules, clear, type OfficerFacts, type Qualification, toSuspend } from '../../law/clearance.ts';
import type { RegisterSnapshot } from '../registers.ts';
import type { ClearedPerson } from './table.ts';

/** The qualification recorded of a person, as of the day. */
export function qualificationOn(registers: RegisterSnapshot, person: string, on: PlainDate): Qualification | undefined {
  const version = registers.entryVersions('qualification', person).findLast(({ from }) => from <= on);
  return (version?.content ?? undefined) as Qualification | undefined;
}

function factsOf(registers: RegisterSnapshot, person: string, on: PlainDate): OfficerFacts {
  const certificates = registers.certificates(person).map(({ number, validFrom, validTo, actTypes, states }) => {
    const holding = states.filter(({ from, until }) => from <= on && (until === undefined || on < until)).map(({ state }) => state);
    const state = holding.includes('cancelled') ? ('cancelled' as const) : holding[0];
    return { number, validFrom, validTo, actTypes, ...(state ? { state } : {}) };
  });
  return { person, officer: registers.holds(person, 'officer', on), certificates, qualification: qualificationOn(registers, person, on) };
}

/** The figures of the day. Throws RangeError where a parameter has no value. */
const rulesOn = (registers: RegisterSnapshot, on: PlainDate): ClearanceRules => ({
  region: registers.agency.region,
  trainingHours: registers.parameter('officer.trainingHours', on),
  firstTrainingHours: registers.parameter('officer.firstTrainingHours', on),
  warnDays: registers.parameter('officer.warnDays', on),
});

/** Everybody of the register judged as of the day, with the certificates each failure suspends; whoever fails first. */
export function judgeAll(registers: RegisterSnapshot, on: PlainDate): ClearedPerson[] {
  const order = ['failed', 'pending', 'warned', 'kept', 'outside'];
  const rules = rulesOn(registers, on);
  return registers
    .people()
    .map(({ id }) => {
      const facts = factsOf(registers, id, on);
      const cleared = clear(facts, on, rules);
      return { ...cleared, suspended: cleared.outcome === 'failed' ? toSuspend(facts, on) : [] };
    })
    .sort((a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome) || (a.person < b.person ? -1 : 1));
}
