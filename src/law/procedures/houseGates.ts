// src/law/procedures/houseGates.ts —— 各类行为共同的“不得为之”：what no statute says for every act type, our own rules do; 处罚 has its own
import { type At, formGate, gate } from '../engine.ts';
import { itemCodeOf, recusedIn } from '../facts.ts';
import { unsigned } from '../gates/countersigning.ts';
import { byPost, qualifiedFor, reviewerApart, whyNoSuccessor } from '../gates/signing.ts';
import { type ActType, actTypes } from '../vocabulary.ts';

const names = (at: At, ids: string[]) => ids.map((id) => at.registers.person(id)?.name ?? id).join('、');

/** Officers whose certificates cover the act type. */
export const certified = (actType: ActType) =>
  qualifiedFor(actType, 'certified', '本局规定§14', '执法人员应当持有有效的执法证，执法证载明的执法种类包括所办的事项');

/** Who takes over may do what a handler does, and is not one already. */
export const successorCertified = (actType: ActType) =>
  formGate(
    'successorCertified',
    '本局规定§14',
    '执法人员应当持有有效的执法证，执法证载明的执法种类包括所办的事项',
    (at) => whyNoSuccessor(at, actType) === undefined,
    (at) => whyNoSuccessor(at, actType),
  );

/** Asked of the form: before it, only the one who opens it is known. The same person twice is one. */
export const twoOnSite = formGate(
  'twoOnSite',
  '本局规定§15',
  '现场执法应当由两名以上执法人员进行',
  ({ act }) => new Set(act.by).size >= 2 && new Set(act.by).size === act.by.length,
  ({ act }) => `现在是${new Set(act.by).size}人，请再选一名持有效执法证的执法人员（同一人不能填两次）。`,
);

export const notInterested = gate(
  'notInterested',
  '本局规定§16',
  '与所办事项有利害关系、可能影响公正办理的人员，应当回避',
  ({ act, file }) => !act.by.some((id) => recusedIn(file).includes(id)),
  (at) =>
    `${names(
      at,
      at.act.by.filter((id) => recusedIn(at.file).includes(id)),
    )}已决定回避，请换人办理。`,
);

export const decidedByHead = byPost('decidedByHead', 'head', '本局规定§17', '决定由行政机关负责人作出');

export const reviewedByReviewer = byPost('reviewedByReviewer', 'legalReviewer', '本局规定§18', '法制审核由从事法制审核的人员进行');

/** As 处罚法§58 has it for penalties: who reviews has handled nothing else of the case. */
export const reviewerOutside = gate(
  'reviewerOutside',
  '本局规定§18',
  '法制审核人员不得办理本案的其他环节',
  reviewerApart.holds,
  reviewerApart.detail,
);

/** Two officers are two signatures: each confirms in person. */
export const confirmedByAll = gate(
  'confirmedByAll',
  '本局规定§5',
  '两人以上参加的，各自签名',
  ({ file }) => unsigned(file).length === 0,
  (at) =>
    unsigned(at.file)
      .map(({ act, missing }) => `第${act.n}条还须由${names(at, missing)}本人登录确认`)
      .join('；'),
);

/** R01: only a published, usable item of one of the procedure's act types, on the day of the act. */
export const itemListed = (served: readonly ActType[]) =>
  gate(
    'itemListed',
    '本局规定§19',
    '只办理执法事项清单中已经公布、依据现行有效的事项',
    (at) => whyNotListed(at, served) === undefined,
    (at) => whyNotListed(at, served),
  );
function whyNotListed({ act, file, registers }: At, served: readonly ActType[]): string | undefined {
  const code = (act.particulars.item as string | undefined) ?? itemCodeOf(file);
  if (code === undefined) return undefined; // not chosen yet: the form asks for it
  const item = registers.item(code, act.on);
  if (!item) return '执法事项清单中没有这个事项，请重新选择。';
  if (!item.usable) return `“${item.name}”暂不能使用：${item.whyUnusable ?? '依据待更新'}。`;
  if (!served.includes(item.actType as ActType)) return `“${item.name}”不是${served.map((each) => actTypes[each]).join('、')}事项。`;
  return item.publishedFrom <= act.on ? undefined : `“${item.name}”自${item.publishedFrom}起公布，行为日期早于公布日期。`;
}
