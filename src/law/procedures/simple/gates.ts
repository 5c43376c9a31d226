// src/law/procedures/simple/gates.ts —— 当场处罚的“不得为之”
import { type Fen, yuan } from '../../../base/money.ts';
import { type At, type CaseFile, condition, evolve, formGate, type Gate, gate, last, once } from '../../engine.ts';
import type { Party } from '../../facts.ts';
import { publicationSettled } from '../../facts.ts';
import { accountOf } from '../../reckoning/account.ts';
import { type FineRange, fineRange } from '../../reckoning/fines.ts';
import type { Item, Sanction } from '../../registers.ts';
import { ageAtAct } from '../penalty/period.ts';
import type { collections, onSpotPenalties } from './words.ts';

type Draft = {
  item?: string;
  party?: Party;
  penalty?: keyof typeof onSpotPenalties;
  fine?: Fen;
  lightening?: string[];
  collection?: keyof typeof collections;
  collectionReason?: string;
  recording?: string[];
  whyNoRecording?: string;
  evidence?: string[];
  statement?: string;
  answer?: string;
  occurredAt?: string;
  preprinted?: string;
};
const draftOf = ({ act }: At) => act.particulars as Draft;
const itemAsked = (at: At): Item | undefined => {
  const code = draftOf(at).item;
  return code ? at.registers.item(code, at.act.on) : undefined;
};

/** A claim of the ordinary procedure about party and time, asked of the one form that says them here. */
export const asOpened = (rule: Gate): Gate => {
  const whole = (at: At): At => ({
    ...at,
    file: evolve(at.file, { ...at.act, id: '', n: at.file.acts.length + 1, recordedAt: '', recordedOn: at.today, enteredBy: at.enteredBy }),
  });
  return { ...rule, ofForm: true, holds: (at) => rule.holds(whole(at)), detail: (at) => rule.detail?.(whole(at)) };
};

const conditions =
  '违法事实确凿并有法定依据，对公民处以二百元以下、对法人或者其他组织处以三千元以下罚款或者警告的行政处罚的，可以当场作出行政处罚决定';

const limitKeys = { person: 'simple.fine.citizen', soleTrader: 'simple.fine.soleTrader', organisation: 'simple.fine.org' } as const;
const limitOf = (at: At): Fen => at.registers.parameter(limitKeys[draftOf(at).party?.kind ?? 'person'], at.act.on) * 100;

/** R06: above the limit it is the ordinary procedure. */
export const onSpotLimit = formGate(
  'onSpotLimit',
  '处罚法§51',
  conditions,
  (at) => (draftOf(at).fine ?? 0) <= limitOf(at),
  (at) => `当场可以处的罚款到${yuan(limitOf(at))}元，现在是${yuan(draftOf(at).fine!)}元，请适用普通程序。`,
);

/** R06: nothing but a warning or a fine; what the statute orders beside them needs the ordinary procedure. */
export const onSpotKinds = formGate(
  'onSpotKinds',
  '处罚法§51',
  conditions,
  (at) => kindProblem(at) === undefined,
  (at) => kindProblem(at),
);
function kindProblem(at: At): string | undefined {
  const item = itemAsked(at);
  const { penalty } = draftOf(at);
  if (!item || !penalty) return undefined;
  const other = item.sanctions.find(({ kind, mode, condition: when }) => mode === 'must' && !when && !/警告|罚款/.test(kind));
  if (other) return `“${item.name}”依法还应当${other.kind}，不能当场处罚，请适用普通程序。`;
  const warns = item.sanctions.some(({ kind }) => kind === '警告');
  if (penalty !== 'fine' && !warns) return `“${item.name}”没有警告这一处罚种类。`;
  if (penalty !== 'warning' && finesFor(at).length === 0) return `“${item.name}”没有可以当场确定的罚款幅度，请适用普通程序。`;
  const lightened = (draftOf(at).lightening ?? []).length > 0;
  const mustWarn = item.sanctions.some(({ kind, mode }) => kind === '警告' && mode === 'must');
  if (mustWarn && penalty === 'fine') return `“${item.name}”应当给予警告，罚款是并处。`;
  const mustFine = finesFor(at).every(({ mode }) => mode === 'must') && finesFor(at).length > 0;
  return mustFine && penalty === 'warning' && !lightened ? `“${item.name}”应当并处罚款；减轻处罚的，请选择情节。` : undefined;
}

/** Fines of the item that are meant for this kind of party and need nothing measured. A shop may be meant by either word. */
function finesFor(at: At): Sanction[] {
  const kind = draftOf(at).party?.kind;
  const isMeant = ({ condition: when = '' }: Sanction) =>
    !(kind === 'person' && when.includes('单位')) && !(kind === 'organisation' && when.includes('个人'));
  return (itemAsked(at)?.sanctions ?? []).filter(
    (each) => each.kind === '罚款' && ['range', 'fixed'].includes(each.basis ?? '') && isMeant(each),
  );
}
const rangesFor = (at: At): FineRange[] => finesFor(at).map((sanction) => fineRange(sanction, {}));

/** R21: inside the article; below the minimum only with a fact of §30–§32. */
export const onSpotWithinArticle = formGate(
  'onSpotWithinArticle',
  '处罚法§5',
  '设定和实施行政处罚必须以事实为依据，与违法行为的事实、性质、情节以及社会危害程度相当',
  (at) => {
    const { fine, lightening = [] } = draftOf(at);
    const ranges = rangesFor(at);
    return (
      fine === undefined || ranges.length === 0 || ranges.some(({ min, max }) => fine <= max && (fine >= min || lightening.length > 0))
    );
  },
  (at) =>
    `法定幅度是${rangesFor(at)
      .map(({ basis }) => basis)
      .join('；')}，现在是${yuan(draftOf(at).fine!)}元；低于下限须有处罚法第30条至第32条的情节。`,
);

/** R24 on the spot: fourteen to seventeen. */
export const onSpotMinorLightened = asOpened(
  formGate(
    'onSpotMinorLightened',
    '处罚法§30',
    '已满十四周岁不满十八周岁的未成年人有违法行为的，应当从轻或者减轻行政处罚',
    (at) => {
      const [age, stated] = [ageAtAct(at.file), (draftOf(at).lightening ?? []).includes('minor')];
      return age === undefined || (age >= 14 && age < 18) === stated || age < 14; // under fourteen is refused by its own claim
    },
    ({ file }) => {
      const age = ageAtAct(file) ?? 0;
      return age >= 18
        ? `按公民身份号码，当事人行为时${age}周岁，不属于已满十四周岁不满十八周岁，请去掉这一情节。`
        : `当事人行为时${age}周岁，应当选择“已满十四周岁不满十八周岁”并从轻或者减轻。`;
    },
  ),
);

export const onSpotEvidenced = formGate(
  'onSpotEvidenced',
  '处罚法§40',
  '违法事实不清、证据不足的，不得给予行政处罚',
  (at) => [...(draftOf(at).recording ?? []), ...(draftOf(at).evidence ?? [])].length > 0,
  () => '请至少关联一份现场照片、录像或者其他证据。',
);

/** What the party says is heard and answered. */
export const onSpotAnswered = formGate(
  'onSpotAnswered',
  '处罚法§45',
  '行政机关必须充分听取当事人的意见，对当事人提出的事实、理由和证据，应当进行复核',
  (at) => !draftOf(at).statement || Boolean(draftOf(at).answer),
  () => '当事人有陈述、申辩，请写明复核意见。',
);

/** The act is of that day or earlier, and a paper filled in without network has the number printed on it. */
export const onSpotNumbered = formGate(
  'onSpotNumbered',
  '处罚法§52',
  '填写预定格式、编有号码的行政处罚决定书，并当场交付当事人',
  (at) => at.act.on >= at.today || Boolean(draftOf(at).preprinted),
  () => '当场处罚应当当场填写编有号码的决定书；事后补录的，请填写现场所用纸质决定书的预印编号。',
);
export const onSpotTimely = formGate(
  'onSpotTimely',
  '处罚法§36',
  '违法行为有连续或者继续状态的，从行为终了之日起计算',
  (at) => !draftOf(at).occurredAt || draftOf(at).occurredAt!.slice(0, 10) <= at.act.on,
  () => '违法行为时间不能晚于当场处罚的日期，请核对。',
);

/** R07, §68: a small fine, or one that could not be collected later. */
export const collectedLawfully = formGate(
  'collectedLawfully',
  '处罚法§68',
  '依照本法第五十一条的规定当场作出行政处罚决定，有下列情形之一，执法人员可以当场收缴罚款',
  (at) => {
    const { collection, fine = 0, collectionReason } = draftOf(at);
    if (collection === 'small') return fine <= at.registers.parameter('simple.collect', at.act.on) * 100;
    return collection !== 'hard' || Boolean(collectionReason);
  },
  (at) =>
    draftOf(at).collection === 'small'
      ? `罚款${yuan(draftOf(at).fine!)}元超过${at.registers.parameter('simple.collect', at.act.on)}元，不能以此为由当场收缴。`
      : '请写明为什么不当场收缴事后难以执行。',
);
/** R07, §69: only where the party itself asks. */
export const collectedOnRequest = formGate(
  'collectedOnRequest',
  '处罚法§69',
  '经当事人提出，行政机关及其执法人员可以当场收缴罚款',
  (at) => draftOf(at).collection !== 'remote' || Boolean(draftOf(at).collectionReason),
  () => '请写明是什么地区、到银行缴纳有什么困难、当事人怎样提出。',
);

const decided = (file: CaseFile) => last(file, 'onSpotDecided')?.particulars as Draft | undefined;
export const collectedOnSpot = condition('罚款当场收缴', (file) => ['small', 'hard', 'remote'].includes(decided(file)?.collection ?? ''));
export const influential = condition('认为具有一定社会影响', (file) => last(file, 'onSpotReported')?.particulars.influence === true);

/** R08: all of it, nothing kept back. */
export const cashWhole = formGate(
  'cashWhole',
  '处罚法§71',
  '执法人员当场收缴的罚款，应当自收缴罚款之日起二日内，交至行政机关',
  ({ act, file }) => act.particulars.amount === undefined || act.particulars.amount === decided(file)?.fine,
  ({ file }) => `当场收缴的是${yuan(decided(file)?.fine ?? 0)}元，应当如数交付。`,
);

/** Closed when the fine is paid, or a court ended its enforcement. */
export const onSpotPaid = gate(
  'onSpotPaid',
  '处罚法§53',
  '对当场作出的行政处罚决定，当事人应当依照本法第六十七条至第六十九条的规定履行',
  ({ act, file, registers }) => (accountOf(file, registers, act.on)?.owed ?? 0) === 0 || once(file, 'enforcementEnded'),
  ({ act, file, registers }) => `罚款和加处罚款还差${yuan(accountOf(file, registers, act.on)?.owed ?? 0)}元。`,
);
/** What influences the public is published, or lawfully not, before the case is closed. */
export const onSpotPublished = gate(
  'onSpotPublished',
  '处罚法§48',
  '具有一定社会影响的行政处罚决定应当依法公开',
  (at) => !influential.holds(at.file, at.registers) || publicationSettled(at.file),
  () => '备案时认为具有一定社会影响，须先公示，或者经批准不予公示。',
);
