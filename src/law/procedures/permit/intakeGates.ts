// src/law/procedures/permit/intakeGates.ts —— 申请、补正、受理 的条件（许可法§29、§31、§32、§35）
import { type At, type Condition, condition, formGate, type Gate, gate, last, once, resting } from '../../engine.ts';
import { itemCodeOf, itemOf } from '../../facts.ts';
import { evidenceKnown } from '../../gates/investigation.ts';
import { whyUnqualified } from '../../gates/signing.ts';
import { deemedOn, intakeWindow, receiptOf } from './clock.ts';
import { materialsIn } from './particulars.ts';

type Rows = { material: string; fault?: string; basis?: string }[];
const rowsOf = ({ act }: At): Rows => (act.particulars.materials as Rows | undefined) ?? [];
const twice = (names: string[]): string[] => [...new Set(names.filter((name, i) => names.indexOf(name) !== i))];
/** The claim of another gate under the article and the words of this procedure. */
export const restated = (id: string, basis: Gate['basis'], says: string, rule: Gate): Gate => ({ ...rule, id, basis, says });

export const permitMaterialsKnown = restated('permitMaterialsKnown', '本局规定§44', '许可案卷的材料应当已经入库并属于本案', evidenceKnown);

/** The day of receipt starts the five days, so it is the day of the act. */
export const receivedThatDay = formGate(
  'receivedThatDay',
  '许可法§32',
  '自收到申请材料之日起即为受理',
  ({ act }) => act.particulars.receivedAt === undefined || (act.particulars.receivedAt as string).startsWith(act.on),
  ({ act }) => `收到材料的时间${act.particulars.receivedAt}与发生日期${act.on}不是同一天；期限从收到之日起算，请核对。`,
);

export const materialsNamedOnce = formGate(
  'materialsNamedOnce',
  '本局规定§45',
  '同一材料不得重复列明',
  (at) => twice(rowsOf(at).map((row) => row.material)).length === 0,
  (at) => `列了两次：${twice(rowsOf(at).map((row) => row.material)).join('、')}。请合并成一行，份数写在“份数”里。`,
);

/** Whoever is named to handle the application may do so on that day. */
export const handlersCertified = formGate(
  'handlersCertified',
  '本局规定§14',
  '执法人员应当持有有效的执法证，执法证载明的执法种类包括所办的事项',
  (at) => unfit(at).length === 0,
  (at) => unfit(at).join('；'),
);
const unfit = (at: At): string[] =>
  ((at.act.particulars.handlers as string[] | undefined) ?? []).flatMap((id) => whyUnqualified(at, id, at.act.on, 'permit') ?? []);

export const agentAuthorised = formGate(
  'agentAuthorised',
  '许可法§29',
  '申请人可以委托代理人提出行政许可申请',
  ({ act }) => act.particulars.agent === undefined || ((act.particulars.proof as string[] | undefined) ?? []).length > 0,
  () => '有代理人的，请关联申请人签名的授权委托书。',
);

/** Another city named as the place of the activity. */
function elsewhere({ file, registers }: Pick<At, 'file' | 'registers'>): string | undefined {
  const place = (last(file, 'permitApplied')?.particulars.place as string | undefined) ?? '';
  if (place.includes(registers.agency.region)) return undefined;
  return /[\p{Script=Han}]{2,4}?市/u.exec(place.replace(/^.*?省/u, ''))?.[0];
}
/** Wrong territory is never accepted: it is another agency's. */
export const territoryJudged = formGate(
  'territoryJudged',
  '许可法§22',
  '行政许可由具有行政许可权的行政机关在其法定职权范围内实施',
  (at) => {
    const { withinTerritory, outcome } = at.act.particulars;
    const outside = withinTerritory === false || elsewhere(at) !== undefined;
    return !outside || outcome === undefined || outcome === 'notOurs' || outcome === 'notNeeded';
  },
  (at) =>
    `许可活动所在地${elsewhere(at) ? `写的是${elsewhere(at)}，` : ''}不在本机关管辖区域内，请选择“不属于本机关职权范围”，告知申请人向有关机关申请；写错地点的，先更正申请记录。`,
);

export const truthPromised = formGate(
  'truthPromised',
  '许可法§31',
  '申请人申请行政许可，应当如实向行政机关提交有关材料和反映真实情况，并对其申请材料实质内容的真实性负责',
  ({ act, file }) => {
    const { promised, signed } = last(file, 'permitApplied')?.particulars ?? {};
    const whole = act.particulars.outcome === 'complete';
    return !whole || once(file, 'supplementReceived') || (promised === true && signed === true);
  },
  () => '申请书没有签名或者没有真实性承诺，材料还不齐全；能当场补签的，请选择“当场更正后齐全”并写明。',
);

const toldMaterials = (file: At['file']) =>
  ((last(file, 'supplementNoticed')?.particulars.materials ?? []) as Rows).map((row) => row.material);
/** After the one notice nothing new may be asked; before it nothing is "still" missing. */
export const onlyWhatWasTold = formGate(
  'onlyWhatWasTold',
  '许可法§32',
  '申请人按照本行政机关的要求提交全部补正申请材料的，应当受理行政许可申请',
  ({ act, file }) => {
    const { outcome, stillMissing } = act.particulars as { outcome?: string; stillMissing?: Rows };
    if (outcome === 'incomplete') return !once(file, 'supplementNoticed');
    if (outcome !== 'stillIncomplete') return true;
    return once(file, 'supplementReceived') && (stillMissing ?? []).every((row) => toldMaterials(file).includes(row.material));
  },
  ({ file }) =>
    once(file, 'supplementNoticed')
      ? `补正告知书列明的是：${toldMaterials(file).join('、')}。没有告知过的材料不得再要求，已经补齐的应当受理。`
      : '还没有告知补正，请选择“材料不齐全或者不符合法定形式”。',
);

// ---- 补正 ------------------------------------------------------------------------------------------------------------------

export const foundIncomplete: Condition = condition(
  '收件审查认为材料不齐全或者不符合法定形式',
  (file) => last(file, 'intakeChecked')?.particulars.outcome === 'incomplete',
);

const inWindow = ({ act, file, registers }: At): boolean => {
  const window = intakeWindow(file, registers);
  return window === undefined || act.on <= window.rolled || window.unverified.length > 0;
};
/** R30: on the sixth working day there is nothing to supplement any more. */
export const supplementInTime = resting(
  ['permitApplied'],
  gate(
    'supplementInTime',
    '许可法§32',
    '申请材料不齐全或者不符合法定形式的，应当当场或者在五日内一次告知申请人需要补正的全部内容，逾期不告知的，自收到申请材料之日起即为受理',
    inWindow,
    ({ file, registers }) =>
      `五个工作日到${intakeWindow(file, registers)?.rolled}届满，申请自${intakeWindow(file, registers)?.from}起视为受理，不得再要求补正；请办理“受理许可申请”。`,
  ),
);

export const toldOnce = gate(
  'toldOnce',
  '许可法§32',
  '应当当场或者在五日内一次告知申请人需要补正的全部内容',
  ({ file }) => !once(file, 'supplementNoticed'),
  ({ file }) => `已于${last(file, 'supplementNoticed')?.on}告知过，补正的内容只能一次告知。`,
);

export const supplementAhead = formGate(
  'supplementAhead',
  '本局规定§45',
  '补正的日期应当晚于告知的日期',
  ({ act }) => act.particulars.supplementBy === undefined || (act.particulars.supplementBy as string) > act.on,
  ({ act }) => `请申请人补正的日期${act.particulars.supplementBy}不晚于今天，请改为以后的日期。`,
);

const plain = (law: string) =>
  law
    .replace(/[《》\s]/gu, '')
    .replace(/^中华人民共和国/u, '')
    .replace(/（.*$/u, '');
/** Does the text name a law of the item's published basis, or the licensing law itself? */
export function namesLaw(text: string, { file, registers }: Pick<At, 'file' | 'registers'>): boolean {
  const laws = (itemOf(file, registers)?.basis ?? []).map((each) => plain(each.law));
  return [...laws, '行政许可法'].some((law) => text.includes(law));
}
/** A material is asked for only on the ground of the laws the item is published with. */
export const asksOnlyRelated = formGate(
  'asksOnlyRelated',
  '许可法§31',
  '行政机关不得要求申请人提交与其申请的行政许可事项无关的技术资料和其他材料',
  (at) => unrelated(at).length === 0,
  (at) =>
    `${unrelated(at).join('、')}：写明的依据不是这一事项公布的依据（${(itemOf(at.file, at.registers)?.basis ?? []).map((each) => `《${each.law}》`).join('、') || '清单没有列明'}）。没有依据的材料不得要求，请删去这一行或者写明依据。`,
);
const unrelated = (at: At): string[] =>
  itemCodeOf(at.file) === undefined ? [] : rowsOf(at).flatMap((row) => (namesLaw(row.basis ?? '', at) ? [] : [row.material]));

/** What the lower agency forwarded is not asked for again. */
export const notAskedAgain = formGate(
  'notAskedAgain',
  '许可法§35',
  '上级行政机关不得要求申请人重复提供申请材料',
  (at) => repeated(at).length === 0,
  (at) => `${repeated(at).join('、')}已由下级机关随案报送，不得要求申请人重复提供；报送的材料有缺页的，请向转报的机关补齐。`,
);
const repeated = (at: At): string[] => {
  if (last(at.file, 'permitApplied')?.particulars.channel !== 'forwarded') return [];
  const had = materialsIn(at.file);
  return rowsOf(at).flatMap((row) => (row.fault === 'missing' && had.includes(row.material) ? [row.material] : []));
};

// ---- 受理、不予受理、终止 --------------------------------------------------------------------------------------------------------

/** Complete means accepted; and what was not told in time is accepted by law. */
export const acceptable = resting(
  ['intakeChecked'],
  gate(
    'acceptable',
    '许可法§32',
    '申请事项属于本行政机关职权范围，申请材料齐全、符合法定形式，或者申请人按照本行政机关的要求提交全部补正申请材料的，应当受理行政许可申请',
    ({ act, file, registers }) =>
      ['complete', 'corrected'].includes(last(file, 'intakeChecked')?.particulars.outcome as string) ||
      deemedOn(file, registers, act.on) !== undefined,
    ({ file }) =>
      last(file, 'intakeChecked')?.particulars.outcome === 'incomplete'
        ? '收件审查认为材料不齐全，请在五个工作日内办理“告知补正”。'
        : '收件审查的结果不是材料齐全，请办理“不予受理许可申请”或者重新审查收件。',
  ),
);

/** An item is named, and it is for this agency in the way the list says. */
export const itemNamed = gate(
  'itemNamed',
  '本局规定§19',
  '只办理执法事项清单中已经公布、依据现行有效的事项',
  ({ file }) => itemCodeOf(file) !== undefined,
  () => '申请没有对应的许可事项。能够确定事项的，请更正申请记录；清单里没有的，请重新审查收件并不予受理。',
);

/** At once only where nothing of substance has to be looked at: no review the catalogue always wants, no quota, no site to verify. */
export const spotPossible = formGate(
  'spotPossible',
  '许可法§34',
  '行政机关能够当场作出决定的，应当当场作出书面的行政许可决定',
  (at) => at.act.particulars.onTheSpot !== true || whyNotAtOnce(at) === undefined,
  (at) => whyNotAtOnce(at),
);
function whyNotAtOnce({ file, registers }: At): string | undefined {
  const item = itemOf(file, registers);
  if (item?.reviewAlways === true) return '这一事项的决定一律经法制审核，不能当场作出，请选择“否”，受理后审查。';
  return /采伐|林地|草原|湿地|猎捕/u.test(item?.name ?? '')
    ? '这一事项须核对限额或者到现场核查，不能当场作出决定，请选择“否”，受理后审查。'
    : undefined;
}

/** What the list says of the agency's part: it decides, it reviews first, either, or neither. */
const parts = (role: string | undefined): string[] => {
  if (role === undefined) return ['own', 'first'];
  if (/县级事项/u.test(role)) return [];
  const first = /省级决定|上报|人民政府(决定|批准)/u.test(role);
  const own = /本局决定|受省级委托/u.test(role);
  return [...(own ? ['own'] : []), ...(first ? ['first'] : [])];
};
export const competenceAsListed = formGate(
  'competenceAsListed',
  '许可法§22',
  '行政许可由具有行政许可权的行政机关在其法定职权范围内实施',
  ({ act, file, registers }) =>
    act.particulars.competence === undefined || parts(itemOf(file, registers)?.role).includes(act.particulars.competence as string),
  ({ file, registers }) =>
    `执法事项清单写明本事项“${itemOf(file, registers)?.role}”，请按清单选择；不由本机关办理的，不予受理并告知有关机关。`,
);

export const declineFits = resting(
  ['intakeChecked'],
  formGate(
    'declineFits',
    '许可法§32',
    '行政机关对申请人提出的行政许可申请，应当根据下列情况分别作出处理',
    ({ act, file }) => {
      const { ground } = act.particulars;
      return ground === undefined || ground === 'falseMaterials' || ground === last(file, 'intakeChecked')?.particulars.outcome;
    },
    () => '不予受理的情形与收件审查的结果不一致。材料不齐全的应当一次告知补正，齐全的应当受理。',
  ),
);

/** Deemed accepted, it can be refused after examination, but no more declined. */
export const declineInTime = resting(
  ['permitApplied'],
  gate(
    'declineInTime',
    '许可法§32',
    '逾期不告知的，自收到申请材料之日起即为受理',
    ({ act, file, registers }) => deemedOn(file, registers, act.on) === undefined,
    ({ file, registers, act }) =>
      `申请自${deemedOn(file, registers, act.on)}起视为受理，不得再不予受理；不符合条件的，经审查作出不予许可决定。`,
  ),
);

export const falsityShown = formGate(
  'falsityShown',
  '许可法§78',
  '行政许可申请人隐瞒有关情况或者提供虚假材料申请行政许可的，行政机关不予受理或者不予行政许可，并给予警告',
  ({ act }) => act.particulars.ground !== 'falseMaterials' || ((act.particulars.paper as string[] | undefined) ?? []).length > 0,
  () => '以提供虚假材料为由的，请关联证明虚假的材料；给予警告的，另按行政处罚程序办理。',
);

export const terminationShown = formGate(
  'terminationShown',
  '本局规定§43',
  '终止办理许可申请，应当有申请人撤回、死亡、终止的凭据，或者申请人逾期没有补正',
  ({ act, file }) => {
    const { ground, paper } = act.particulars as { ground?: string; paper?: string[] };
    if (ground !== 'notSupplied') return ground === undefined || (paper ?? []).length > 0;
    const by = last(file, 'supplementNoticed')?.particulars.supplementBy as string | undefined;
    return by !== undefined && act.on > by && receiptOf(file)?.step === 'permitApplied';
  },
  ({ act }) =>
    act.particulars.ground === 'notSupplied'
      ? '没有告知过补正，补正的日期还没有过，或者申请人已经补正。'
      : '请关联撤回书，或者死亡、终止的证明。',
);
