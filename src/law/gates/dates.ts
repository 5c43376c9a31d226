// src/law/gates/dates.ts —— 何时:future, back-dated and closed-case acts
import { daysBetween } from '../../base/dates.ts';
import { type At, allOf, effective, gate, last, once, type RecordedAct } from '../engine.ts';
import { type StepId, stepNames } from '../vocabulary.ts';

export const notFuture = gate(
  'notFuture',
  '本局规定§2',
  '不得记录还没有发生的行为',
  ({ act, today }) => act.on <= today,
  ({ act, today }) => `发生日期${act.on}晚于今天${today}，请核对。`,
);

/** No act happened before the steps it rests on. `priors` are the steps the table puts before a step. */
export const inOrderOfTime = (priors: (step: StepId) => readonly StepId[]) => {
  const anchorOf = ({ file, act }: At) =>
    [last(file, 'caseFiled') ?? effective(file)[0], ...priors(act.step).map((prior) => last(file, prior))]
      .filter((each) => each !== undefined)
      .reduce<RecordedAct | undefined>((latest, each) => (latest && latest.on >= each.on ? latest : each), undefined);
  return gate(
    'inOrderOfTime',
    '处罚法§4',
    '由行政机关依照本法规定的程序实施',
    (at) => {
      const anchor = anchorOf(at);
      return !anchor || at.act.on >= anchor.on;
    },
    (at) => {
      const anchor = anchorOf(at)!;
      return `发生日期${at.act.on}早于它所依据的“${stepNames[anchor.step]}”（${anchor.on}），请核对。`;
    },
  );
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
      (each) =>
        each.particulars.step === at.act.step && each.particulars.happenedOn === at.act.on && !each.by.some((id) => at.act.by.includes(id)), // nobody approves his own act
    );
  },
  (at) => `距发生已${daysBetween(at.act.on, at.today)}日，请先由办理人以外的负责人办理“批准补录”。`,
);

export const caseOpen = (afterClosing: (step: At['act']['step']) => boolean) =>
  gate(
    'caseOpen',
    '本局规定§11',
    '案件已经终结，不得再办理',
    ({ act, file }) =>
      afterClosing(act.step) || !(['caseClosed', 'filingDeclined', 'caseWithdrawn'] as const).some((end) => once(file, end)),
    ({ file }) => {
      const end = last(file, 'caseClosed') ?? last(file, 'filingDeclined') ?? last(file, 'caseWithdrawn');
      return `本案已于${end?.on}终结。发现错误的，请用“更正记录”，决定被改变的，请记录“决定被撤销或者变更”。`;
    },
  );
