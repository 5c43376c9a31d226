// src/law/gates/report.ts —— 调查终结报告的内容：asked of the form, and again wherever an act rests on the report
import type { Fen } from '../../base/money.ts';
import { yuan } from '../../base/money.ts';
import { type At, formGate, type Gate } from '../engine.ts';
import { appraisalsOf, boundsOf, evidenceOf, type Fact, itemOf, notesOf, reportOf } from '../facts.ts';
import { actPeriodOf, ageAtAct } from '../procedures/penalty/period.ts';

const draft = (at: At) =>
  (at.act.step === 'investigationConcluded' ? at.act.particulars : (reportOf(at.file) as Record<string, unknown> | undefined)) ?? {};

/** Does the report propose a fine? */
const fined = (at: At) => [undefined, 'fine'].includes(draft(at).proposal as string | undefined);

/** A claim about the report: asked of its form, and again of the report in force wherever an act rests on it. */
export const reportGate = (...given: Parameters<typeof formGate>): Gate => ({
  ...formGate(...given),
  ofForm: 'investigationConcluded',
  rests: ['investigationConcluded'],
});

/** Each fact of the report rests on evidence of the file. */
export const factsEvidenced = reportGate(
  'factsEvidenced',
  '处罚法§40',
  '违法事实不清、证据不足的，不得给予行政处罚',
  (at) => {
    const held = new Set(evidenceOf(at.file));
    const notes = new Set(notesOf(at.file).map((act) => act.n));
    return ((draft(at).facts as Partial<Fact>[] | undefined) ?? []).every(({ evidence = [], records = [] }) => {
      const proofs = [...evidence.map((id) => held.has(id)), ...records.map((row) => notes.has(row.act))];
      return proofs.length > 0 && proofs.every(Boolean);
    });
  },
  () => '每个事实都须关联已经收集入卷的证据或者笔录（询问、勘验、听证）。',
);

const bounds = (at: At) =>
  boundsOf(
    at.file,
    at.registers,
    Number(draft(at).sanction ?? -1),
    draft(at).tier as string | undefined,
    (draft(at).appraisal as number | undefined) ?? null,
  );

/** Where several appraisals speak of amounts, the report says which one it rests on. */
export const appraisalNamed = reportGate(
  'appraisalNamed',
  '处罚法§46',
  '证据必须经查证属实，方可作为认定案件事实的根据',
  (at) => {
    const known = appraisalsOf(at.file).map((act) => act.n);
    const named = draft(at).appraisal as number | undefined;
    return named === undefined ? known.length < 2 : known.includes(named);
  },
  (at) =>
    draft(at).appraisal === undefined
      ? `案卷里有${appraisalsOf(at.file).length}份鉴定意见（第${appraisalsOf(at.file)
          .map((act) => act.n)
          .join('、')}条），请在“金额依据的鉴定意见”中写明依据哪一份。`
      : '所选的记录不是载有数量或者金额的鉴定意见，请重新选择。',
);

/** 限期改正 names its day (处罚法§28), and a later one than the report's own. */
export const restoreDated = reportGate(
  'restoreDated',
  '处罚法§28',
  '行政机关实施行政处罚时，应当责令当事人改正或者限期改正违法行为',
  (at) => {
    const { correction, restoreBy } = draft(at) as { correction?: string; restoreBy?: string };
    // A decision orders nothing for a day that is past.
    const from = ['investigationConcluded', 'decisionMade'].includes(at.act.step) ? at.act.on : (reportOf(at.file)?.on ?? at.act.on);
    return restoreBy === undefined ? !/限期|期限/.test(correction ?? '') : restoreBy > from;
  },
  (at) =>
    draft(at).restoreBy === undefined
      ? '责令限期改正的，请填写“改正（恢复）期限”。'
      : '改正（恢复）期限应当晚于调查终结、作出决定的日期；已经过期的，请修改报告。',
);

export const sanctionOfItem = reportGate(
  'sanctionOfItem',
  '处罚法§38',
  '行政处罚没有依据或者实施主体不具有行政主体资格的，行政处罚无效',
  (at) => {
    const found = bounds(at);
    if (!fined(at)) return true;
    return found !== undefined && found.problem === undefined && found.article !== undefined;
  },
  (at) => bounds(at)?.problem ?? '请从该事项的法定罚则中选择一项罚款。',
);

/** R21: inside the article. Below the minimum only with a fact of §30–§32. */
export const withinArticle = reportGate(
  'withinArticle',
  '处罚法§5',
  '设定和实施行政处罚必须以事实为依据，与违法行为的事实、性质、情节以及社会危害程度相当',
  (at) => {
    const range = bounds(at)?.article;
    const fine = draft(at).fine as Fen | undefined;
    if (!range || fine === undefined) return true;
    return fine <= range.max && (fine >= range.min || ((draft(at).lightening as string[] | undefined)?.length ?? 0) > 0);
  },
  (at) => {
    const range = bounds(at)!.article!;
    return `法定幅度${yuan(range.min)}元至${yuan(range.max)}元（${range.formula}），现在是${yuan(draft(at).fine as Fen)}元；低于下限须有处罚法第30条至第32条的情节。`;
  },
);

export const tierKnown = reportGate(
  'tierKnown',
  '处罚法§34',
  '行政机关可以依法制定行政处罚裁量基准，规范行使行政处罚裁量权',
  (at) => !fined(at) || bounds(at)?.problem !== undefined || bounds(at)?.tier !== undefined,
  (at) =>
    `请从公布的裁量档次中选择：${
      itemOf(at.file, at.registers)
        ?.tiers.map((each) => each.tier)
        .join('、') ?? ''
    }。`,
);

export const withinTier = reportGate(
  'withinTier',
  '处罚法§34',
  '行政处罚裁量基准应当向社会公布',
  (at) => {
    const range = bounds(at)?.tierRange;
    const fine = draft(at).fine as Fen | undefined;
    if (!range || fine === undefined) return true;
    return fine <= range.max && (fine >= range.min || ((draft(at).lightening as string[] | undefined)?.length ?? 0) > 0);
  },
  (at) => {
    const range = bounds(at)!.tierRange!;
    return `所选档次${yuan(range.min)}元至${yuan(range.max)}元，现在是${yuan(draft(at).fine as Fen)}元。请调整罚款或者档次；低于档次下限须有从轻、减轻情节。`;
  },
);

/** R24 second half: fourteen to seventeen. */
export const minorLightened = reportGate(
  'minorLightened',
  '处罚法§30',
  '已满十四周岁不满十八周岁的未成年人有违法行为的，应当从轻或者减轻行政处罚',
  (at) => {
    const age = ageAtAct(at.file);
    return (
      age === undefined ||
      age >= 18 ||
      draft(at).proposal === 'none' ||
      ((draft(at).lightening as string[] | undefined) ?? []).includes('minor')
    );
  },
  ({ file }) => `当事人行为时${ageAtAct(file)}周岁，应当选择“已满十四周岁不满十八周岁”并从轻或者减轻。`,
);

/** Lightening that is named is also given: the fine stays below the top of its tier, or of the article, or it is said where it shows. */
export const lighteningGiven = reportGate(
  'lighteningGiven',
  '处罚法§32',
  '当事人有下列情形之一，应当从轻或者减轻行政处罚',
  (at) => {
    const { lightening = [], fine, lighteningReason } = draft(at) as { lightening?: string[]; fine?: Fen; lighteningReason?: string };
    const found = bounds(at);
    const top = found?.tierRange?.max ?? found?.article?.max;
    return lightening.length === 0 || fine === undefined || top === undefined || fine < top || Boolean(lighteningReason);
  },
  (at) =>
    `写有从轻、减轻情节，罚款${yuan(draft(at).fine as Fen)}元却是所选档次（幅度）的上限。请降低罚款，或者在“从轻、减轻怎样体现”中写明。`,
);

/** The lightening fact must be true as far as the file knows. */
export const minorTrue = reportGate(
  'minorTrue',
  '处罚法§5',
  '设定和实施行政处罚必须以事实为依据',
  (at) => {
    const age = ageAtAct(at.file);
    return !((draft(at).lightening as string[] | undefined) ?? []).includes('minor') || age === undefined || (age >= 14 && age < 18);
  },
  ({ file }) => `按公民身份号码，当事人行为时${ageAtAct(file)}周岁，不属于已满十四周岁不满十八周岁。`,
);

/** R59: acts before the statute came into force need the comparison on record. */
export const lawsCompared = reportGate(
  'lawsCompared',
  '处罚法§37',
  '实施行政处罚，适用违法行为发生时的法律、法规、规章的规定。但是，作出行政处罚决定时，法律、法规、规章已被修改或者废止，且新的规定处罚较轻或者不认为是违法的，适用新的规定',
  (at) => {
    const from = inForceYear(at);
    const { actTo } = actPeriodOf(at.file);
    return !from || !actTo || actTo >= from || draft(at).lawComparison !== 'same';
  },
  (at) => `适用的法律自${inForceYear(at)}起施行，违法行为在此以前终了，请比较新旧法并写明选择哪一个。`,
);

/** The list gives each basis with its version (2019修订，2020-07-01施行): the day is read from there. */
const inForceYear = (at: At) =>
  itemOf(at.file, at.registers)
    ?.basis?.filter((each) => each.role === 'penalty')
    .map((each) => /(\d{4}-\d\d-\d\d)施行/.exec(each.version ?? '')?.[1])
    .filter((day): day is string => day !== undefined)
    .sort()
    .at(-1);
