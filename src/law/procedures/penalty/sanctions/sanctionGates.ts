// src/law/procedures/penalty/sanctionGates.ts —— 罚款以外的处罚：what the item provides, what it orders, what is evidenced
import { type At, formGate, gate, resting } from '../../../engine.ts';
import { evidenceOf, itemOf, reportOf } from '../../../facts.ts';
import { reportGate } from '../../../gates/report.ts';
import { type SanctionKind, sanctionKinds } from '../words.ts';
import { finesAlways, gainsOf, kindsNamed, type OtherSanction, orderedBy, provides } from './sanctions.ts';

type Draft = { proposal?: string; others?: OtherSanction[]; lightening?: string[]; whyNotOrdered?: string };
const draftOf = (at: At): Draft =>
  (at.act.step === 'investigationConcluded' ? at.act.particulars : (reportOf(at.file) as Draft | undefined)) ?? {};
const penalises = (at: At) => draftOf(at).proposal !== 'none';

/** No sanction without a basis: only kinds the item's list provides, each once; "other sanctions" are at least one. */
export const othersOfItem = reportGate(
  'othersOfItem',
  '处罚法§38',
  '行政处罚没有依据或者实施主体不具有行政主体资格的，行政处罚无效',
  (at) => othersProblem(at) === undefined,
  (at) => othersProblem(at),
);
function othersProblem(at: At): string | undefined {
  const { proposal, others = [] } = draftOf(at);
  if (!penalises(at)) return undefined;
  if (proposal === 'other' && others.length === 0) return '选择了“给予罚款以外的处罚”，请至少写明一种处罚。';
  const item = itemOf(at.file, at.registers);
  const alien = item && others.find(({ kind }) => !provides(item, kind));
  if (alien) return `“${item.name}”的罚则里没有${sanctionKinds[alien.kind]}。`;
  const twice = others.find(({ kind, object }, i) => others.findIndex((each) => each.kind === kind && each.object === object) !== i);
  return twice && `“${sanctionKinds[twice.kind]}”写了两行，请合并。`;
}

/** What the statute orders is imposed, or the report says why there is nothing to impose, or why less is enough (§30–§32). */
export const orderedImposed = reportGate(
  'orderedImposed',
  '处罚法§5',
  '设定和实施行政处罚必须以事实为依据，与违法行为的事实、性质、情节以及社会危害程度相当',
  (at) => leftOut(at).length === 0,
  (at) =>
    `法律规定应当给予的处罚还没有写：${leftOut(at).join('、')}。没有可以没收的，请在“应当并处而没有并处的理由”中说明；减轻处罚的，选择情节。`,
);
function leftOut(at: At): string[] {
  const item = itemOf(at.file, at.registers);
  const { proposal, others = [], lightening = [], whyNotOrdered } = draftOf(at);
  if (!item || !penalises(at) || lightening.length > 0) return [];
  // One word of the statute may mean money or goods: either of them answers it.
  const given = new Set(others.map(({ kind }) => kind));
  const isAnswered = (kind: SanctionKind) =>
    given.has(kind) || (whyNotOrdered !== undefined && ['gains', 'goods', 'revocation'].includes(kind));
  const missing = orderedBy(item).filter((kind) => !isAnswered(kind));
  return [...missing.map((kind) => sanctionKinds[kind]), ...(proposal === 'other' && finesAlways(item) ? ['罚款'] : [])];
}

/** 违法所得 is reckoned and proved: more came in than goes back, and the evidence is in the file. */
export const gainsProved = reportGate(
  'gainsProved',
  '处罚法§28',
  '当事人有违法所得，除依法应当退赔的外，应当予以没收',
  (at) => gainsProblem(at) === undefined,
  (at) => gainsProblem(at),
);
function gainsProblem(at: At): string | undefined {
  const held = new Set(evidenceOf(at.file));
  for (const each of draftOf(at).others ?? []) {
    const name = sanctionKinds[each.kind];
    if (each.kind === 'gains' && gainsOf(each) === 0) return '取得的款项应当多于依法退赔的款项；全部退赔的，没有可以没收的违法所得。';
    if ((each.evidence ?? []).some((id) => !held.has(id))) return `“${name}”关联的证据还没有收集入卷。`;
  }
  return undefined;
}

/** A licence is withheld for a time that lies ahead. */
export const suspensionAhead = reportGate(
  'suspensionAhead',
  '处罚法§59',
  '行政处罚的履行方式和期限',
  (at) => (draftOf(at).others ?? []).every(({ until }) => until === undefined || until > at.act.on),
  () => '暂扣许可证件的期限应当晚于今天，请更正报告。',
);

/** What was imposed beside the fine is carried out and described before the case counts as performed. */
export const othersPerformed = formGate(
  'othersPerformed',
  '处罚法§66',
  '行政处罚决定依法作出后，当事人应当在行政处罚决定书载明的期限内，予以履行',
  ({ act, file }) => kindsNamed(decidedOthers(file)).length === 0 || Boolean(act.particulars.others),
  ({ file }) => `请写明${kindsNamed(decidedOthers(file)).join('、')}怎样执行。`,
);
const decidedOthers = (file: At['file']): OtherSanction[] => (reportOf(file) as Draft | undefined)?.others ?? [];

/** A report for no penalty leads to its own decision, and none other. */
export const penaltyProposed = resting(
  ['investigationConcluded'],
  gate(
    'penaltyProposed',
    '处罚法§57',
    '行政机关负责人应当对调查结果进行审查，根据不同情况，分别作出如下决定',
    ({ file }) => (reportOf(file) as Draft | undefined)?.proposal !== 'none',
    () => '调查终结报告建议不予行政处罚，请办理“决定不予行政处罚”；确应处罚的，请重新办理调查终结。',
  ),
);
