// src/law/gates/dates.ts —— 何时:future, back-dated and closed-case acts
import { daysBetween } from '../../base/dates.ts';
import { type At, allOf, effective, gate, last, once } from '../engine.ts';

export const notFuture = gate(
  'notFuture',
  '处罚法§54',
  '不得记录还没有发生的行为',
  ({ act, today }) => act.on <= today,
  ({ act, today }) => `发生日期${act.on}晚于今天${today}，请核对。`,
);

export const inOrderOfTime = gate(
  'inOrderOfTime',
  '处罚法§5',
  '程序应当依次进行，发生日期不得早于它所依据的环节',
  (at) => {
    const anchor = anchorOf(at);
    return !anchor || at.act.on >= anchor.on;
  },
  (at) => `发生日期${at.act.on}早于“立案”等前序环节的${anchorOf(at)?.on}，请核对。`,
);
const anchorOf = ({ file, act }: At) => {
  if (act.step === 'decisionServed' || act.step === 'publicationJudged') return last(file, 'decisionMade');
  if (act.step === 'decisionMade')
    return effective(file).findLast((each) =>
      ['noticeServed', 'legalReviewed', 'statementRechecked', 'hearingHeld', 'jointlyDiscussed', 'reportEndorsed'].includes(each.step),
    );
  return last(file, 'caseFiled') ?? effective(file)[0];
};

export const backdateGrounded = gate(
  'backdateGrounded',
  '本局规定§2',
  '事后补录的，应当说明理由',
  ({ act, today }) => act.on >= today || act.particulars.backdateGround !== undefined,
  ({ act, today }) => `${act.on}的行为今天（${today}）才记录，请选择补录理由：现场无网络、邮寄到达、收到法院文书、纸质先行办理。`,
);

/** Beyond the configured hours the head approves first (two times on every event; back-dating is never silent). */
export const backdateApproved = gate(
  'backdateApproved',
  '本局规定§2',
  '超过规定时间补录的，须经负责人批准',
  (at) => {
    const hours = at.registers.parameter('backdate.hours', at.today);
    if (daysBetween(at.act.on, at.today) * 24 <= hours) return true;
    return allOf(at.file, 'backdatingApproved').some(
      (each) => each.particulars.step === at.act.step && each.particulars.happenedOn === at.act.on,
    );
  },
  (at) => `距发生已${daysBetween(at.act.on, at.today)}日，请先由负责人办理“批准补录”。`,
);

export const caseOpen = (afterClosing: (step: At['act']['step']) => boolean) =>
  gate(
    'caseOpen',
    '处罚法§47',
    '案件已经终结，不得再办理',
    ({ act, file }) => {
      if (once(file, 'filingDeclined') || once(file, 'caseWithdrawn')) return act.step === 'actVoided' || act.step === 'actCorrected';
      return !once(file, 'caseClosed') || afterClosing(act.step);
    },
    ({ file }) => {
      const end = last(file, 'caseClosed') ?? last(file, 'filingDeclined') ?? last(file, 'caseWithdrawn');
      return `本案已于${end?.on}终结。发现错误的，请用“更正记录”，决定被改变的，请记录“决定被撤销或者变更”。`;
    },
  );
