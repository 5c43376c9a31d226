// src/law/procedures/penalty/noPenaltyGates.ts —— 不予行政处罚的条件：each ground borne out by the file, and education after it
import { type At, type CaseFile, condition, formGate, gate, resting } from '../../../engine.ts';
import { partyKeyOf, partyOf, reportOf } from '../../../facts.ts';
import { reportGate } from '../../../gates/report.ts';
import { ageAtAct } from '../period.ts';
import { type NoPenaltyGround, noPenaltyGrounds } from '../words.ts';

type Draft = { proposal?: string; ground?: NoPenaltyGround; groundProof?: string[]; correction?: string };
const reported = (file: CaseFile): Draft => (reportOf(file) as Draft | undefined) ?? {};
const draftOf = (at: At): Draft => (at.act.step === 'investigationConcluded' ? (at.act.particulars as Draft) : reported(at.file));

/** The report proposes that nobody be penalised. */
export const noPenaltyProposed = condition('调查终结报告建议不予行政处罚', (file) => reported(file).proposal === 'none');
/** Otherwise a penalty is what the case is about. */
export const penaltyAhead = { ...condition('拟给予行政处罚', (file) => reported(file).proposal !== 'none'), usual: true as const };
/** 处罚法§33 demands education, §30 and §31 an order to the guardian; where no act is established there is nothing to teach. */
export const educationOwed = condition('依法应当教育当事人或者责令监护人', (file) => {
  const { proposal, ground } = reported(file);
  return proposal === 'none' && ground !== 'notEstablished';
});

const proved = ({ groundProof = [] }: Draft) => groundProof.length > 0;
/** What the file must show for each ground; undefined when it does. */
const shownBy: Record<NoPenaltyGround, (at: At, draft: Draft) => string | undefined> = {
  minorCorrected: (_, draft) => (proved(draft) ? undefined : '请关联证明违法行为轻微、已经及时改正、没有造成危害后果的证据。'),
  firstMinor: (at, draft) => {
    const party = partyOf(at.file);
    const before = party ? at.registers.priorFines(partyKeyOf(party)) : [];
    if (before.length > 0) return `当事人以前受过处罚（${before.map(({ caseNo }) => caseNo).join('、')}），不是初次违法。`;
    return proved(draft) ? undefined : '请关联证明危害后果轻微、已经及时改正的证据。';
  },
  noFault: (_, draft) => (proved(draft) ? undefined : '请关联当事人证明自己没有主观过错的证据。'),
  tooYoung: ({ file }) => {
    const age = ageAtAct(file);
    if (age !== undefined && age < 14) return undefined;
    return `按公民身份号码，当事人行为时${age === undefined ? '没有年龄可查' : `${age}周岁`}，不属于不满十四周岁。`;
  },
  noCapacity: ({ file }, draft) =>
    partyOf(file)?.kind === 'person' && proved(draft) ? undefined : '只适用于自然人，请关联鉴定意见或者诊断证明。',
  notEstablished: () => undefined,
};
const unshown = (at: At): string | undefined => {
  const draft = draftOf(at);
  return draft.proposal === 'none' && draft.ground ? shownBy[draft.ground]?.(at, draft) : undefined;
};

const byArticle = (id: string, basis: '处罚法§30' | '处罚法§31' | '处罚法§33' | '处罚法§57', says: string) =>
  reportGate(
    id,
    basis,
    says,
    (at) => noPenaltyGrounds[draftOf(at).ground ?? 'notEstablished']?.basis !== basis || unshown(at) === undefined,
    (at) => unshown(at),
  );
/** R24 and 处罚法§31, §33: the ground is no mere word. */
export const excused = byArticle('excused', '处罚法§33', '违法行为轻微并及时改正，没有造成危害后果的，不予行政处罚');
export const tooYoungShown = byArticle('tooYoungShown', '处罚法§30', '不满十四周岁的未成年人有违法行为的，不予行政处罚');
export const incapacityShown = byArticle(
  'incapacityShown',
  '处罚法§31',
  '精神病人、智力残疾人在不能辨认或者不能控制自己行为时有违法行为的，不予行政处罚',
);

/** Decided as reported. */
export const noneProposed = resting(
  ['investigationConcluded'],
  gate(
    'noneProposed',
    '处罚法§57',
    '行政机关负责人应当对调查结果进行审查，根据不同情况，分别作出如下决定',
    ({ file }) => reported(file).proposal === 'none',
    () => '调查终结报告建议给予处罚；不应当处罚的，请重新办理调查终结，写明不予处罚的情形。',
  ),
);

/** Who is taught fits the ground. */
export const educationFits = formGate(
  'educationFits',
  '处罚法§33',
  '对当事人的违法行为依法不予行政处罚的，行政机关应当对当事人进行教育',
  ({ act, file }) => {
    const { whom } = act.particulars as { whom?: string };
    const guardian = ['tooYoung', 'noCapacity'].includes(reported(file).ground ?? '');
    return whom === undefined || (whom === 'guardian') === guardian;
  },
  ({ file }) =>
    ['tooYoung', 'noCapacity'].includes(reported(file).ground ?? '')
      ? '当事人不满十四周岁或者不能辨认、控制自己行为的，应当责令监护人管教，请选择“监护人”。'
      : '应当对当事人本人进行教育，请选择“当事人”。',
);
