// src/law/gates/dates.ts —— 何时:future, back-dated and closed-case acts
import { daysBetween, type PlainDate } from '../../base/dates.ts';
import { type At, effective, formGate, gate, last, once, type RecordedAct } from '../engine.ts';
import { type BackdateGround, backdateGrounds, type StepId, stepNames } from '../vocabulary.ts';

export const notFuture = gate(
  'notFuture',
  '本局规定§2',
  '不得记录还没有发生的行为',
  ({ act, today }) => act.on <= today,
  ({ act, today }) => `发生日期${act.on}晚于今天${today}，请核对。`,
);

/** No act happened before the steps it rests on. `priors` are the steps the table puts before a step; `penal`: what 处罚法 says of penalties. */
export const inOrderOfTime = (priors: (step: StepId) => readonly StepId[], penal = true) => {
  const anchorOf = ({ file, act }: At) =>
    [last(file, 'caseFiled') ?? effective(file)[0], ...priors(act.step).map((prior) => last(file, prior))]
      .filter((each) => each !== undefined)
      .reduce<RecordedAct | undefined>((latest, each) => (latest && latest.on >= each.on ? latest : each), undefined);
  return gate(
    penal ? 'inOrderOfTime' : 'inOrderOfSteps',
    penal ? '处罚法§4' : '本局规定§1',
    penal ? '由行政机关依照本法规定的程序实施' : '办理案件依照所适用程序的环节进行',
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

/** Only on a ground the step allows: most acts are recorded on the day they are done. */
export const backdateGrounded = (grounds: (step: StepId) => readonly BackdateGround[]) =>
  gate(
    'backdateGrounded',
    '本局规定§2',
    '事后补录的，应当有这一环节可以补录的理由',
    ({ act, today }) => act.on >= today || grounds(act.step).includes(act.particulars.backdateGround as BackdateGround),
    ({ act, today }) => {
      const allowed = grounds(act.step).map((ground) => backdateGrounds[ground]);
      return allowed.length > 0
        ? `${act.on}的行为今天（${today}）才记录，请选择补录理由：${allowed.join('、')}。`
        : `“${stepNames[act.step]}”应当在办理当日记录，不得补录；请以今天（${today}）的日期办理。`;
    },
  );

const isLate = ({ registers }: At, on: PlainDate, recorded: PlainDate) =>
  daysBetween(on, recorded) * 24 > registers.parameter('backdate.hours', recorded);

/** A fact is recorded whatever its day; that it comes late is explained. */
export const factGrounded = gate(
  'factGrounded',
  '本局规定§2',
  '登记较早的事实，应当说明怎样得知',
  (at) => !isLate(at, at.act.on, at.today) || at.act.particulars.backdateGround !== undefined,
  ({ act, today }) => `${act.on}的事实今天（${today}）才登记，请选择补录理由。`,
);

/** Beyond the configured hours the head approves first; his approval is for one act and is used up by it. */
export const backdateApproved = gate(
  'backdateApproved',
  '本局规定§2',
  '超过规定时间补录的，须经负责人批准',
  (at) => !isLate(at, at.act.on, at.today) || unspent(at).some((each) => !each.by.some((id) => at.act.by.includes(id))), // nobody approves his own act
  (at) => `距发生已${daysBetween(at.act.on, at.today)}日，请先提请补录，由办理人以外的负责人办理“批准补录”；一次批准只用于一条记录。`,
);
/** Approvals for this step and day that no act has used yet. */
function unspent(at: At): RecordedAct[] {
  const { act, file } = at;
  const open: RecordedAct[] = [];
  for (const each of file.acts) {
    const approves = each.step === 'backdatingApproved' && each.particulars.step === act.step && each.particulars.happenedOn === act.on;
    if (approves && effective(file).some((counting) => counting.n === each.n)) open.push(each);
    if (each.step === act.step && each.on === act.on && isLate(at, each.on, each.recordedOn)) open.shift();
  }
  return open;
}

/** What was received was received before it was registered. */
export const receivedBefore = formGate(
  'receivedBefore',
  '本局规定§2',
  '线索获取的时间不得晚于登记的日期',
  ({ act }) => act.particulars.receivedAt === undefined || (act.particulars.receivedAt as string).slice(0, 10) <= act.on,
  ({ act }) => `线索获取时间${act.particulars.receivedAt}晚于登记日期${act.on}，请核对。`,
);

export const caseOpen = (afterClosing: (step: StepId) => boolean, ends: readonly StepId[]) =>
  gate(
    'caseOpen',
    '本局规定§11',
    '案件已经终结，不得再办理',
    ({ act, file }) => afterClosing(act.step) || !ends.some((end) => once(file, end)),
    ({ file }) => {
      const end = ends.map((step) => last(file, step)).find((act) => act);
      return `本案已于${end?.on}终结。发现错误的，请用“更正记录”，决定被改变的，请记录“决定被撤销或者变更”。`;
    },
  );
