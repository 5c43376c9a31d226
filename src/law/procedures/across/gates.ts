// src/law/procedures/across/gates.ts —— 管辖、并案分案、授权代行、主体资格的条件
import { whyNotActing } from '../../acting.ts';
import { type At, type CaseFile, formGate, gate, last } from '../../engine.ts';
import { itemCodeOf } from '../../facts.ts';
import { isDelegated } from '../../gates/delegation.ts';
import type { ActType, StepId } from '../../vocabulary.ts';
import { stepNames } from '../../vocabulary.ts';

/** A case goes to another organ, never to ourselves; where one was designated, to that one. */
export const transferElsewhere = formGate(
  'transferElsewhere',
  '本局规定§91',
  '案件移送其他机关管辖的，应当写明接收的机关、理由和移送的材料',
  (at) => whyNotThere(at) === undefined,
  (at) => whyNotThere(at),
);
function whyNotThere({ act, file, registers }: At): string | undefined {
  const to = act.particulars.transferTo as string | undefined;
  if (to === undefined) return undefined;
  if (to === registers.agency.name) return '不能移送给本机关，请写明接收的机关。';
  const { designee, organ } = (last(file, 'jurisdictionDesignated')?.particulars ?? {}) as { designee?: string; organ?: string };
  return designee === 'other' && organ !== to ? `已经指定由${organ}管辖，应当移送${organ}。` : undefined;
}

/** Designated to somebody else: nothing but the transfer, and the keeping of the records. */
const stillOurs: StepId[] = [
  'jurisdictionTransferred',
  'countersigned',
  'recordChangeProposed',
  'backdatingApproved',
  'actCorrected',
  'actVoided',
];
export const designatedHere = gate(
  'designatedHere',
  '本局规定§91',
  '指定其他机关管辖的，应当移送，不得继续办理',
  ({ act, file }) =>
    stillOurs.includes(act.step) ||
    last(file, 'jurisdictionDesignated')?.particulars.designee !== 'other' ||
    last(file, 'jurisdictionTransferred') !== undefined,
  ({ file }) => `已经指定由${last(file, 'jurisdictionDesignated')?.particulars.organ}管辖，请办理“移送管辖”。`,
);

/** The number of this case, once it has one. */
const ownCaseNo = (file: CaseFile): string | undefined => file.acts.find((act) => act.made?.numbers?.case)?.made?.numbers?.case;

export const notItself = formGate(
  'notItself',
  '本局规定§92',
  '不得与本案自身并案、分案',
  ({ act, file }) => act.particulars.otherCase === undefined || act.particulars.otherCase !== ownCaseNo(file),
  ({ file }) => `${ownCaseNo(file)}就是本案，请写对方的案号。`,
);

/** Which statement of the other case each of ours answers. */
const answers: Partial<Record<StepId, StepId>> = { caseMerged: 'caseJoined', caseSplit: 'splitOriginNoted' };
/** Both say so: the other case exists, and where ours answers it, it names this case. */
export const bothSaySo = formGate(
  'bothSaySo',
  '本局规定§92',
  '并案、分案应当在相关各案中写明对方的案号，并且互相一致',
  (at) => whyNotBoth(at) === undefined,
  (at) => whyNotBoth(at),
);
function whyNotBoth({ act, file, registers }: At): string | undefined {
  const no = act.particulars.otherCase as string | undefined;
  if (no === undefined || no === ownCaseNo(file)) return undefined; // the form and `notItself` say it
  const other = registers.otherCase(no);
  if (!other) return `没有案号是“${no}”的案件，请核对。`;
  const wanted = answers[act.step];
  const own = ownCaseNo(file);
  if (!wanted || other.says.some((said) => said.step === wanted && said.about === own)) return undefined;
  return `${no}还没有写明与${own ?? '本案'}的关系，请先在该案办理“${stepNames[wanted]}”。`;
}

/** Written, dated, to somebody else who has not handled the case. What a statute leaves to the heads (`reserved`) only another of them may sign:
 * the head of a section is none (处罚法§57、强制法§18、许可法§42). */
export const delegationWritten = (reserved: readonly StepId[]) =>
  formGate(
    'delegationWritten',
    '本局规定§93',
    '授权书写明被授权人、起止日期和事项',
    (at) => whyNotDelegated(at, reserved) === undefined,
    (at) => whyNotDelegated(at, reserved),
  );
function whyNotDelegated({ act, registers }: At, reserved: readonly StepId[]): string | undefined {
  const {
    delegate,
    from,
    until,
    matters = [],
  } = act.particulars as { delegate?: string; from?: string; until?: string; matters?: StepId[] };
  if (from !== undefined && until !== undefined && until < from) return `止日${until}早于起日${from}，请核对。`;
  if (until !== undefined && until < act.on) return `授权到${until}已经届满，请核对。`;
  if (delegate === undefined) return undefined;
  if (act.by.includes(delegate)) return '不能授权给自己。';
  const name = registers.person(delegate)?.name ?? delegate;
  if (registers.holds(delegate, 'head', act.on)) return undefined;
  if (!registers.holds(delegate, 'sectionHead', act.on)) return `${name}没有负责人岗位，只能授权给其他负责人或者机构负责人。`;
  const kept = matters.filter((step) => reserved.includes(step)).map((step) => stepNames[step]);
  return kept.length > 0
    ? `${name}是机构负责人，不是行政机关负责人；“${kept.join('”“')}”法律规定由行政机关负责人办理，只能授权给其他行政机关负责人。`
    : undefined;
}

/** Who stands in for the head has had no hand in the case. */
export const delegateApart = gate(
  'delegateApart',
  '本局规定§93',
  '被授权的人不得审批自己办理、审核过的案件，不得再授权',
  (at) => entangled(at).length === 0,
  (at) =>
    `${entangled(at)
      .map((id) => at.registers.person(id)?.name ?? id)
      .join('、')}办理、审核过本案，不能受权代行审批，请由行政机关负责人办理或者另行授权。`,
);
const entangled = (at: At): string[] =>
  at.act.by.filter((id) => isDelegated(at, id) && at.file.acts.some((act) => act.by.includes(id) && !isApproval(at.file, act.step, id)));
/** What he signed as the delegate himself does not entangle him. */
const isApproval = (file: CaseFile, step: StepId, id: string): boolean =>
  file.acts.some(
    (act) => act.step === 'headDelegated' && act.particulars.delegate === id && (act.particulars.matters as string[]).includes(step),
  );

/** R05: whoever acts belongs to the agency, or to a body that may do this (处罚法§20、强制法§17, handbook §0.5). */
export const withinCapacity = (served: ActType) =>
  gate(
    'withinCapacity',
    '本局规定§94',
    '执法人员应当属于本机关，或者属于法律法规授权的组织、持有公布的委托书的组织；不得超出授权、委托的范围',
    (at) => outsiders(at, served).length === 0,
    (at) => outsiders(at, served).join('；'),
  );
function outsiders({ act, file, registers }: At, served: ActType): string[] {
  const code = (act.particulars.item as string | undefined) ?? itemCodeOf(file);
  // Before the item is known the procedure says what kind of act it is.
  const actType = (code === undefined ? undefined : (registers.item(code, act.on)?.actType as ActType | undefined)) ?? served;
  return act.by.flatMap((id) => {
    const capacity = registers.capacity(id, act.on);
    const why = whyNotActing(capacity, registers.actingRule(actType, act.on), code, act.on);
    return why === undefined ? [] : [`${registers.person(id)?.name ?? id}：${why}`];
  });
}
