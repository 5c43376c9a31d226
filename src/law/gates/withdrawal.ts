// src/law/gates/withdrawal.ts —— 撤销案件、重新作出决定 的条件:a case ends on a ground its own file bears out

import { reviewOf, subjectOf } from '../binding.ts';
import { type At, allOf, formGate, gate, last, once, resting, since } from '../engine.ts';
import { madeOf, reportOf } from '../facts.ts';
import { withPolice } from './crime.ts';
import { finesOfSameTime, limitationOver } from './filing.ts';

// Cases of the first version were withdrawn on these grounds; not penalising is a decision, with its paper, service and education (处罚法§57).
const decidedInstead = '依法不予行政处罚的，不撤销案件：请在调查终结报告中建议不予行政处罚、写明情形，由负责人“决定不予行政处罚”。';
/** What the file must show for each ground of withdrawal; undefined when it does. */
const shownBy: Record<string, (at: At) => string | undefined> = {
  notEstablished: ({ file }) =>
    reportOf(file) === undefined || doubted(file)
      ? undefined
      : `调查终结报告认定了${reportOf(file)!.facts.length}项违法事实，此后没有否定它的审核意见、复核、听证或者新证据，不能以“违法事实不能成立”撤销；确有错误的，请先补充调查或者重新办理调查终结。`,
  minorCorrected: () => decidedInstead,
  transferred: ({ file }) => (withPolice(file) ? undefined : '案件没有移送公安机关，或者公安机关已经不予立案，不能以移送为由撤销。'),
  tooYoung: () => decidedInstead,
  noCapacity: () => decidedInstead,
  noFault: () => decidedInstead,
  alreadyFined: (at) =>
    finesOfSameTime(at).length > 0 || hasPaper(at)
      ? undefined
      : '本机关没有对同一当事人同一时期的罚款；由其他机关罚款的，请关联该处罚决定书。',
  expired: (at) => (limitationOver(at) ? undefined : '按立案时的违法行为终了日和线索获取日，没有超过追责期限（处罚法第36条）。'),
  noCompetence: (at) => (hasPaper(at) ? undefined : '请关联移送有管辖权机关的移送函或者回执。'),
  partyGone: (at) => (hasPaper(at) ? undefined : '请关联死亡证明，或者注销、终止的登记材料。'),
};
const hasPaper = ({ act }: At): boolean => ((act.particulars.paper as string[] | undefined) ?? []).length > 0;
/** Something after the report speaks against it. */
const doubted = (file: At['file']): boolean =>
  (since(file, 'investigationConcluded', ['legalReviewed']) && reviewOf(file)?.outcome !== 'passed') ||
  (since(file, 'investigationConcluded', ['statementRechecked']) &&
    last(file, 'statementRechecked')?.particulars.adopted !== 'notAdopted') ||
  since(file, 'investigationConcluded', ['hearingHeld', 'evidenceCollected', 'interviewRecorded', 'siteExamined', 'appraisalReceived']);

/** A ground is no mere word: the file bears it out. */
export const withdrawalShown = formGate(
  'withdrawalShown',
  '处罚法§57',
  '行政机关负责人应当对调查结果进行审查，根据不同情况，分别作出如下决定',
  (at) => shownBy[at.act.particulars.ground as string]?.(at) === undefined,
  (at) => shownBy[at.act.particulars.ground as string]?.(at),
);

/** After 撤销重作 the same may not be done again on the same facts and reasons; a decision that fell for its procedure may. */
export const notSameAgain = resting(
  ['investigationConcluded'],
  gate(
    'notSameAgain',
    '诉讼法§71',
    '人民法院判决被告重新作出行政行为的，被告不得以同一的事实和理由作出与原行政行为基本相同的行政行为',
    ({ file, registers }) => {
      const fell = allOf(file, 'decisionRevoked', 'decisionAmended').findLast((act) => act.particulars.kind === 'revoked');
      if (!fell || !once(file, 'caseReopened') || fell.particulars.defect === 'procedure') return true;
      const before = madeOf(file.acts.findLast((act) => act.step === 'decisionMade' && act.n < fell.n)).bound?.subject;
      const heart = (subject: Record<string, unknown> | undefined) => {
        const { facts, sanction, fine, others, tier, tierReason } = (subject?.处理建议 ?? {}) as Record<string, unknown>;
        const texts = ((facts ?? []) as { text: string }[]).map((fact) => fact.text.replace(/[\p{P}\p{S}\s]/gu, ''));
        return JSON.stringify([
          texts,
          subject?.处罚条款,
          sanction,
          fine,
          others ?? null,
          fell.particulars.defect === 'facts' ? subject?.证据 : [tier, tierReason],
        ]);
      };
      return heart(before) !== heart(subjectOf(file, registers));
    },
    () => '重新作出的决定与被撤销的决定事实、理由、处罚都相同。请针对撤销的理由补充证据、更正依据或者裁量，重新办理调查终结。',
  ),
);
