// src/publication/after/process.ts —— 办案过程:the public steps of a case, days used against days allowed
import { daysBetween, type PlainDate } from '../../base/dates.ts';
import { type CaseFile, effective, type Procedure } from '../../law/engine.ts';
import { workingDaysBetween } from '../../law/reckoning/days.ts';
import { type Deadline, deadlines } from '../../law/reckoning/deadlines.ts';
import type { Calendar, Registers } from '../../law/registers.ts';
import { type StepId, stepNames } from '../../law/vocabulary.ts';

/** One line of the timeline. `key` steps are marked; `late` says the term was exceeded. */
export type ProcessStep = { on: PlainDate; name: string; says: string; key: boolean; late: boolean };

type Said = { name: string; says: string; key?: true; which: 'first' | 'last' | 'each' };
// Only what every case has and nobody's particulars: the rest of the file is not public (公开条例第十六条第二款).
const shown: Partial<Record<StepId, Said>> = {
  clueRegistered: { name: '发现线索', says: '', which: 'first' },
  caseFiled: { name: '立案', says: '本局负责人批准，两名以上执法人员承办。办案期限从这一天起算。', key: true, which: 'last' },
  siteExamined: { name: '现场勘验', says: '两名以上执法人员出示证件，制作笔录。', which: 'first' },
  appraisalReceived: { name: '收到鉴定意见', says: '', which: 'last' },
  investigationConcluded: { name: '调查终结', says: '提出处理建议。', which: 'last' },
  legalReviewed: { name: '法制审核', says: '审核人不是办案人员。', key: true, which: 'last' },
  noticeServed: { name: '事先告知', says: '告知拟处罚的内容、事实、理由、依据和当事人的权利。', key: true, which: 'each' },
  statementReceived: { name: '收到陈述、申辩', says: '', which: 'each' },
  statementRechecked: { name: '复核陈述、申辩', says: '不因陈述、申辩加重处罚。', which: 'each' },
  hearingHeld: { name: '举行听证', says: '主持人不是办案人员。', key: true, which: 'last' },
  jointlyDiscussed: { name: '集体讨论', says: '本局负责人集体讨论。', which: 'last' },
  decisionMade: { name: '作出决定', says: '', key: true, which: 'last' },
  decisionServed: { name: '送达', says: '', which: 'last' },
  decisionPublished: { name: '公开', says: '', key: true, which: 'last' },
};

/** What the public is told of a step: its words here, or in procedures other than penalties the bare name of what every such case goes through. */
function saidOf(law: Procedure, step: StepId): Said | undefined {
  if (shown[step] || law.actTypes.includes('penalty')) return shown[step];
  const rule = law.steps[step];
  return rule && !rule.inner && !rule.fact && !rule.optional && !rule.when ? { name: stepNames[step], says: '', which: 'last' } : undefined;
}

/** The public timeline, oldest first. */
export function processOf(law: Procedure, file: CaseFile, registers: Registers): ProcessStep[] {
  const acts = effective(file);
  const terms = deadlines(law, file, registers, file.acts.at(-1)!.recordedOn);
  return acts
    .filter(({ step, n }) => {
      const { which } = saidOf(law, step) ?? {};
      const same = acts.filter((act) => act.step === step);
      return which === 'each' || (which === 'first' && same[0]!.n === n) || (which === 'last' && same.at(-1)!.n === n);
    })
    .map(({ step, on }) => {
      const { name, says, key = false } = saidOf(law, step)!;
      const term = terms.find((each) => each.step === step && each.doneOn === on);
      return { on, name, says: says + (term ? used(term, on, registers.calendar) : ''), key, late: term?.state === 'late' };
    })
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

const fromNames: Partial<Record<StepId, string>> = { caseFiled: '立案后', decisionMade: '决定后', reviewSubmitted: '送审后' };

function used({ step, due, state }: Deadline, on: PlainDate, calendar: Calendar): string {
  const from = fromNames[startOf[step] ?? step] ?? '';
  const [count, unit] =
    due.unit === 'workingDay' ? [workingDaysBetween(due.from, on, calendar), '个工作日'] : [daysBetween(due.from, on), '日'];
  const limit = `法定期限${due.amount}${unit}`;
  const day = count === 0 ? `${from.replace('后', '')}当日` : `${from}第${count}${unit}`;
  return state === 'late' ? `${day}，${limit}，超期${count - due.amount}${unit}。` : `${day}，${limit}。`;
}
const startOf: Partial<Record<StepId, StepId>> = {
  legalReviewed: 'reviewSubmitted',
  decisionMade: 'caseFiled',
  decisionServed: 'decisionMade',
  decisionPublished: 'decisionMade',
};
