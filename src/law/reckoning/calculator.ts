// src/law/reckoning/calculator.ts —— 期限计算器:a term of an enforced procedure, or one's own, computed for anyone who asks
import { isPlainDate, type PlainDate } from '../../base/dates.ts';
import { type Cite, parseCite, type StatuteName, shortCite, statutes } from '../articles/statutes.ts';
import type { Procedure } from '../engine.ts';
import { proceduresInForce } from '../procedures/inForce.ts';
import type { Registers } from '../registers.ts';
import { type StepId, stepNames } from '../vocabulary.ts';
import { type Computation, computeDue, type ExplainedLine, explain, type Pause, type Term, unitOf } from './days.ts';

/** A term one may choose: `id` is the procedure and the step it binds. */
export type OfferedTerm = {
  id: string;
  procedure: string;
  says: string;
  from: string;
  basis: Cite;
  amount: number;
  unit: 'workingDay' | 'calendarDay';
};

/** The terms of the procedures in force on the day, in the order of their tables, each as the engine itself reckons it. */
export function offeredTerms(registers: Registers, on: PlainDate): OfferedTerm[] {
  return proceduresInForce(on).flatMap((law) =>
    stepsWithTerms(law).flatMap(([step, { term, from, says }]) => {
      const told = termOn(term, registers, on);
      if (!told) return [];
      const { amount, basis } = told;
      return [{ id: `${law.id}:${step}`, procedure: law.name, says, from: stepNames[from], basis, amount, unit: unitOf(told).unit }];
    }),
  );
}

type Within = NonNullable<NonNullable<Procedure['steps'][StepId]>['within']>;
const stepsWithTerms = ({ steps }: Procedure): [StepId, Within][] =>
  (Object.entries(steps) as [StepId, { within?: Within }][]).flatMap(([id, { within }]) => (within ? [[id, within]] : []));

/** A parameter that had no value on that day gives no term. */
function termOn(term: Within['term'], registers: Registers, on: PlainDate): Term | undefined {
  try {
    return term(registers, on);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Statutes one's own term may be counted by, with the article that says how. */
export const countedBy: Partial<Record<StatuteName, Cite>> = {
  处罚法: '处罚法§85',
  许可法: '许可法§82',
  强制法: '强制法§69',
  复议法: '复议法§88',
  公开条例: '公开条例§33',
  移送规定: '移送规定§5',
  民诉法: '民诉法§85',
};

/** The only causes for which a statute takes days out of a term. */
export const pauseCauses: Partial<Record<StatuteName, { basis: Cite; causes: readonly string[] }>> = {
  许可法: { basis: '许可法§45', causes: ['听证', '招标', '拍卖', '检验', '检测', '检疫', '鉴定', '专家评审'] },
  强制法: { basis: '强制法§25', causes: ['检测', '检验', '检疫', '技术鉴定'] },
  公开条例: { basis: '公开条例§33', causes: ['征求第三方和其他机关意见'] },
};
/** Every cause, for a list to choose from. */
export const allCauses: readonly string[] = [...new Set(Object.values(pauseCauses).flatMap(({ causes }) => causes))];
export const MOST_PAUSES = 3;
const MOST_DAYS = 3650;

/** What is asked, as text: a chosen `term` or own `amount` and `statute`; `from`; stretches `why1`, `from1`, `to1` and so on. */
export type Asked = Record<string, string | undefined>;
/** One fault of what was asked: the field, and what to do. */
export type Fault = { field: string; says: string };
export type Reckoned =
  | { faults: Fault[] }
  | { term: { id?: string; says: string; starts?: string; basis: Cite }; pauses: Pause[]; due: Computation; lines: ExplainedLine[] };

/** Computes what is asked with the engine of the cases, or names every fault of it. */
export function reckon(asked: Asked, registers: Registers, today: PlainDate): Reckoned {
  const faults: Fault[] = [];
  const fault = (field: string, says: string) => {
    faults.push({ field, says });
    return undefined;
  };
  const from = readDay(asked.from, '起算之日', 'from', fault);
  const chosen = readTerm(asked, registers, from ?? today, fault);
  const pauses = readPauses(asked, chosen?.term.basis, fault);
  if (!from || !chosen || faults.length > 0) return { faults };
  const due = computeDue(from, chosen.term, registers.calendar, pauses);
  const { id, says, starts } = chosen;
  return { term: { id, says, starts, basis: chosen.term.basis }, pauses, due, lines: explain(due) };
}

type Faulty = (field: string, says: string) => undefined;

function readDay(text: string | undefined, name: string, field: string, fault: Faulty): PlainDate | undefined {
  const given = text?.trim() ?? '';
  if (given === '') return fault(field, `请填写${name}，例如2026-03-02`);
  return isPlainDate(given) ? given : fault(field, `${name}“${given.slice(0, 20)}”不是真实存在的日期，请按“2026-03-02”的样子填写`);
}

type Chosen = { id?: string; says: string; starts?: string; term: Term };

function readTerm(
  { term: id = '', amount = '', statute = '' }: Asked,
  registers: Registers,
  on: PlainDate,
  fault: Faulty,
): Chosen | undefined {
  const own = amount.trim() !== '' || statute !== '';
  if (id !== '' && own) return fault('term', '请只用一种：从列表里选期限，或者自己填天数和法律');
  if (id === '') return own ? readOwn(amount.trim(), statute, fault) : fault('term', '请从列表里选一个期限，或者自己填天数和法律');
  const [procedure, step] = id.split(':');
  const law = proceduresInForce(on).find((each) => each.id === procedure);
  const within = law && stepsWithTerms(law).find(([each]) => each === step)?.[1];
  if (!within) return fault('term', '没有这个期限，或者那一天还没有施行，请从列表里重新选');
  const told = termOn(within.term, registers, on);
  return told
    ? { id, says: within.says, starts: stepNames[within.from], term: told }
    : fault('from', '那一天这个期限还没有生效的天数，请改选起算之日，或者自己填天数和法律');
}

function readOwn(amount: string, statute: string, fault: Faulty): Chosen | undefined {
  const days = /^\d{1,5}$/.test(amount) ? Number(amount) : 0;
  const basis = Object.hasOwn(countedBy, statute) ? countedBy[statute as StatuteName] : undefined;
  if (days < 1 || days > MOST_DAYS) fault('amount', `天数应当是1到${MOST_DAYS}之间的整数，例如15`);
  if (!basis) fault('statute', '请选择按哪部法律计日');
  if (days < 1 || days > MOST_DAYS || !basis) return undefined;
  return { says: `${days}日（${statutes[statute as StatuteName].title}）`, term: { amount: days, basis } };
}

function readPauses(asked: Asked, basis: Cite | undefined, fault: Faulty): Pause[] {
  const pauses: Pause[] = [];
  for (let i = 1; i <= MOST_PAUSES; i += 1) {
    const { [`why${i}`]: why = '', [`from${i}`]: first = '', [`to${i}`]: end = '' } = asked;
    if (why === '' && first === '' && end === '') continue;
    const from = readDay(first, `第${i}段扣除的第一日`, `from${i}`, fault);
    const to = readDay(end, `第${i}段扣除的最后一日`, `to${i}`, fault);
    if (from && to && to < from) fault(`to${i}`, `第${i}段扣除的最后一日不能早于第一日`);
    const allowed = basis && pauseFault(basis, why);
    if (allowed) fault(`why${i}`, allowed);
    if (from && to)
      pauses.push({
        from,
        to,
        why: `${why}（${shortCite(basis ? (pauseCauses[parseCite(basis).statute]?.basis ?? basis) : '许可法§45')}）`,
      });
  }
  return pauses;
}

/** Why the statute of the term takes no such stretch out; undefined when it does. */
function pauseFault(basis: Cite, why: string): string | undefined {
  const { statute } = parseCite(basis);
  const rule = pauseCauses[statute];
  if (!rule) return `${statutes[statute].title}没有规定可以扣除的时间，请删去扣除的时段；规章另有规定的，从其规定`;
  if (rule.causes.includes(why)) return undefined;
  return `按${shortCite(rule.basis)}，只有${rule.causes.join('、')}的时间可以扣除，请选其中一种`;
}
