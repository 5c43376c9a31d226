// src/law/gates/investigation.ts —— 调查取证的条件
import { type At, allOf, formGate, gate, once, resting, since } from '../engine.ts';
import { evidenceIn, evidenceOf } from '../facts.ts';
import { approvalDated, approvedBefore } from './approvedBefore.ts';

/** Notes of the same officer may not overlap, and an end follows its start. */
export const timesPlausible = formGate(
  'timesPlausible',
  '处罚法§55',
  '询问或者检查应当制作笔录',
  (at) => timeProblem(at) === undefined,
  (at) => timeProblem(at),
);
const timeProblem = ({ act, file }: At): string | undefined => {
  const { startedAt, endedAt } = act.particulars as { startedAt?: string; endedAt?: string };
  if (startedAt && startedAt.slice(0, 10) !== act.on) return `开始时间${startedAt}与发生日期${act.on}不是同一天。`;
  if (!startedAt || !endedAt) return undefined;
  if (endedAt <= startedAt) return `结束时间${endedAt}不晚于开始时间${startedAt}。`;
  const clash = allOf(file, 'interviewRecorded', 'siteExamined').find(
    (other) =>
      other.by.some((id) => act.by.includes(id)) &&
      startedAt < (other.particulars.endedAt as string) &&
      (other.particulars.startedAt as string) < endedAt,
  );
  return clash && `与同一执法人员${clash.particulars.startedAt}至${clash.particulars.endedAt}的笔录时间重叠。`;
};

/** Who is not there cannot sign. */
export const signatureFits = formGate(
  'signatureFits',
  '处罚法§46',
  '证据必须经查证属实，方可作为认定案件事实的根据',
  ({ act: { particulars } }) =>
    particulars.partyPresent === undefined ||
    particulars.signed === undefined ||
    (particulars.partyPresent === 'absent') === (particulars.signed === 'absent'),
  ({ act: { particulars } }) =>
    particulars.partyPresent === 'absent'
      ? '当事人未到场，就不会有当事人签名或者拒签；请在“当事人签名”中选择“未到场”，或者更正到场情况。'
      : '当事人到场的，请写明签名或者拒绝签名；“未到场”只用于当事人没有到场的。',
);

/** R09: approved first, then preserved. */
export const preservationAgreed = resting(
  ['preservationApproved'],
  gate(
    'preservationAgreed',
    '处罚法§56',
    '在证据可能灭失或者以后难以取得的情况下，经行政机关负责人批准，可以先行登记保存',
    ({ file }) => once(file, 'preservationApproved') && !since(file, 'preservationApproved', ['evidencePreserved']),
    () => '每次登记保存都须先经负责人批准。',
  ),
);

const approvedFirst = '在证据可能灭失或者以后难以取得的情况下，经行政机关负责人批准，可以先行登记保存';
/** R09 by the minute: on one day too the approval comes first. */
export const preservedAfterApproval = approvedBefore(
  'preservedAfterApproval',
  '处罚法§56',
  approvedFirst,
  'preservationApproved',
  'startedAt',
);
export const preservationApprovalDated = approvalDated('preservationApprovalDated', '处罚法§56', approvedFirst);

/** Does the field name at least one picture, film or sound recording? A paper is none. */
export const hasMedia = ({ act, registers }: At, key: string): boolean =>
  ((act.particulars[key] as string[] | undefined) ?? []).some((id) =>
    /^(image|video|audio)\//.test(registers.evidence(id)?.mediaType ?? ''),
  );

/** R44 as far as a link goes: steps on the recording list need media, or a stated reason. */
export const recordingLinked = formGate(
  'recordingLinked',
  '处罚法§47',
  '行政机关应当依法以文字、音像等形式，对行政处罚的启动、调查取证、审核、决定、送达、执行等进行全过程记录，归档保存',
  (at) => hasMedia(at, 'recording') || Boolean(at.act.particulars.whyNoRecording),
  () => '请关联现场录像或者照片；确实没有的，写明原因。',
);

/** Evidence named must be taken in for this case. */
export const evidenceKnown = formGate(
  'evidenceKnown',
  '处罚法§46',
  '证据必须经查证属实，方可作为认定案件事实的根据',
  (at) => unknown(at).length === 0,
  (at) => `有${unknown(at).length}份证据没有入库或者不属于本案，请重新选择。`,
);
export const unknown = ({ act, registers }: At) =>
  [
    ...evidenceIn({ ...act, id: '', n: 0, recordedAt: '', recordedOn: act.on, enteredBy: '' }),
    ...((act.particulars.groundProof as string[] | undefined) ?? []),
    ...([act.particulars.facts, act.particulars.others].filter(Array.isArray).flat() as { evidence?: string[] }[]).flatMap((fact) =>
      Array.isArray(fact?.evidence) ? fact.evidence : [],
    ),
  ].filter((id) => !registers.evidence(id));

export const investigated = resting(
  ['caseFiled'],
  gate(
    'investigated',
    '处罚法§54',
    '必须全面、客观、公正地调查，收集有关证据',
    ({ file }) => evidenceOf(file).length > 0 && (once(file, 'interviewRecorded') || once(file, 'siteExamined')),
    () => '至少应当有一份笔录（询问或者勘验）和一份证据。',
  ),
);
