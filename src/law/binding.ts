// src/law/binding.ts —— 记录时由系统加上的:which numbers an act takes, and what it is bound to

import { type Act, type CaseFile, last, type Made } from './engine.ts';
import { catalogueHits, isHearable, subjectDigest, subjectOf } from './facts.ts';
import { computeDue } from './reckoning/days.ts';
import type { Registers } from './registers.ts';
import type { StepId } from './vocabulary.ts';

/** 文种代字 of the papers that carry a number (forms.json); internal forms have none. */
export const seriesOf: Record<string, string> = { CF13: '登保', CF19: '罚先告', CF20: '听告', CF29: '罚决', G21: '法审' };

/** Series whose next number the act takes at recording, by key under `made.numbers`. */
export function numbersFor(step: StepId, hearable: boolean): { key: string; series: string }[] {
  const paper = (form: string) => ({ key: form, series: seriesOf[form]! });
  switch (step) {
    case 'clueRegistered':
      return [{ key: 'clue', series: '线' }];
    case 'caseFiled':
      return [{ key: 'case', series: '案' }];
    case 'evidencePreserved':
      return [paper('CF13')];
    case 'legalReviewed':
      return [paper('G21')];
    case 'noticeServed':
      return hearable ? [paper('CF19'), paper('CF20')] : [paper('CF19')];
    case 'decisionMade':
      return [paper('CF29')];
    default:
      return [];
  }
}

const bindingSteps: readonly StepId[] = ['reviewSubmitted', 'legalReviewed', 'noticeServed', 'jointlyDiscussed', 'decisionMade'];

/** What is bound to the act: the exact draft it speaks of, whether the party may ask for a hearing, and how long a result is shown. */
export function bindingOf(file: CaseFile, act: Act, registers: Registers): Omit<Made, 'numbers'> {
  const made: Omit<Made, 'numbers'> = {};
  const subject = subjectOf(file, registers);
  if (bindingSteps.includes(act.step) && subject) made.bound = { digest: subjectDigest(file, registers)!, subject };
  const hits =
    act.step === 'majorityStated' && act.particulars.isMajor === false ? catalogueHits(file, registers, act.particulars.isGrave) : [];
  if (hits.length > 0) made.hits = hits;
  if (act.step === 'noticeServed') made.hearable = isHearable(file, registers);
  if (act.step === 'decisionPublished') {
    const decided = last(file, 'decisionMade')!.on;
    const serious = last(file, 'publicationJudged')?.particulars.creditClass === 'serious';
    const months = serious ? 36 : registers.parameter('publication.generalMonths', decided);
    made.publishEnds = computeDue(
      decided,
      { amount: Math.round((months * 365) / 12), basis: '信用修复办法§3', unit: 'calendarDay' },
      registers.calendar,
    ).strict;
  }
  return made;
}

/** 文号: 盘林湿罚决〔2026〕第001号; clue and case numbers have four digits and no 第 (handbook §9.6). */
export function writeNumber(shortCode: string, series: string, year: number, no: number): string {
  if (series === '案' || series === '线') return `${shortCode}${series}〔${year}〕${String(no).padStart(4, '0')}号`;
  return `${shortCode}${series}〔${year}〕第${String(no).padStart(3, '0')}号`;
}
