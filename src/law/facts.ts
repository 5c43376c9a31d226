// src/law/facts.ts —— 案情:what a case says at this moment, folded from its acts and nothing else
import type { PlainDate } from '../base/dates.ts';
import { digestOf } from '../base/digest.ts';
import type { Fen } from '../base/money.ts';
import { allOf, type CaseFile, handlersOf, last, type Made, matterAct, once, type RecordedAct, since } from './engine.ts';
import type { OtherSanction } from './procedures/penalty/sanctions/sanctions.ts';
import { kindsOf, opensHearing, weighs } from './procedures/penalty/sanctions/weight.ts';
import type { NoPenaltyGround, proposals } from './procedures/penalty/words.ts';
import { type FineInputs, type FineRange, fineRange, restorationCost, tierRange, tiersOf } from './reckoning/fines.ts';
import type { Item, Registers, Sanction, Tier } from './registers.ts';
import type { ChangeKind, PartyKind } from './vocabulary.ts';

export type Party = {
  kind: PartyKind;
  name: string;
  citizenId?: string;
  uscc?: string;
  representative?: string;
  address: string;
  phone: string;
};
/** One fact of the report, with the evidence and the records (笔录, by number of the act) that prove it. */
export type Fact = { text: string; evidence: string[]; records?: { act: number }[] };
export const recordsOf = (fact: Fact): number[] => (fact.records ?? []).map((row) => row.act);
/** The investigation report in force (调查终结报告), typed. */
export type Report = {
  n: number;
  on: PlainDate;
  facts: Fact[];
  /** What is proposed; without it, a fine. */
  proposal?: keyof typeof proposals;
  /** Place of the fine in the item's list, and its tier; absent where no fine is proposed, and the fine is 0 then. */
  sanction?: number;
  tier?: string;
  tierReason: string;
  lightening: string[];
  /** Where the lightening shows, when the fine alone does not show it. */
  lighteningReason?: string;
  fine: Fen;
  /** Sanctions beside or instead of the fine. */
  others?: OtherSanction[];
  whyNotOrdered?: string;
  /** Why nobody is penalised, and what proves it. */
  ground?: NoPenaltyGround;
  groundProof?: string[];
  /** Number of the appraisal the amounts rest on, where there are several. */
  appraisal?: number;
  correction?: string;
  restoreBy?: PlainDate;
  lawComparison: string;
  comparisonNote?: string;
  /** Where, when and with what was hunted; an answer even when nothing of it was forbidden. */
  hunting?: string[];
  crimeNote: string;
  opinion: string;
};

/** The party, as named by the act that says what the case is about. */
export const partyOf = (file: CaseFile): Party | undefined => matterAct(file)?.particulars.party as Party | undefined;
/** A key that equals for the same party in other cases, without revealing it. */
export const partyKeyOf = (party: Party): string =>
  digestOf([party.kind, party.citizenId?.toUpperCase() ?? party.uscc?.toUpperCase() ?? party.name]);
export const itemCodeOf = (file: CaseFile): string | undefined => matterAct(file)?.particulars.item as string | undefined;
/** The item as it stood when the case was filed (or today, before filing). */
export function itemOf(file: CaseFile, registers: Registers): Item | undefined {
  const code = itemCodeOf(file);
  const on = last(file, 'caseFiled')?.on ?? matterAct(file)?.on;
  return code && on ? registers.item(code, on) : undefined;
}
export const causeOf = (file: CaseFile): string | undefined => matterAct(file)?.particulars.cause as string | undefined;

/** People recused so far (决定应当回避). */
export const recusedIn = (file: CaseFile): string[] =>
  allOf(file, 'recusalDecided')
    .filter((act) => act.particulars.outcome === 'granted')
    .map((act) => act.particulars.about as string);

/** The step that answers a proposal of each kind. */
const answering = { corrected: 'actCorrected', voided: 'actVoided', backdated: 'backdatingApproved' } as const;
/** Proposals to change the records that nobody has decided yet, oldest first: each is answered once. */
export function openProposals(file: CaseFile, change: ChangeKind): RecordedAct[] {
  const keys = change === 'backdated' ? ['step', 'happenedOn'] : ['act'];
  const answers = file.acts.filter((act) => act.step === answering[change]);
  const open: RecordedAct[] = [];
  for (const proposal of allOf(file, 'recordChangeProposed').filter((act) => act.particulars.change === change)) {
    const place = answers.findIndex((act) => act.n > proposal.n && keys.every((key) => act.particulars[key] === proposal.particulars[key]));
    if (place < 0) open.push(proposal);
    else answers.splice(place, 1);
  }
  return open;
}
/** The proposal of a paper, of that form or of any, that nobody has issued yet: each is used once. */
export const openPaperProposal = (file: CaseFile, form?: string): RecordedAct | undefined =>
  allOf(file, 'paperProposed').findLast(
    ({ n, particulars }) =>
      (form === undefined || particulars.form === form) &&
      !allOf(file, 'paperIssued').some((issued) => issued.n > n && issued.particulars.form === particulars.form),
  );
/** The request to preserve evidence that the head has not decided yet. */
export const openPreservation = (file: CaseFile): RecordedAct | undefined =>
  since(file, 'preservationApproved', ['preservationProposed']) ? last(file, 'preservationProposed') : undefined;

/** Everyone who handled or signed the case as an investigator. */
export const investigatorsOf = (file: CaseFile): Set<string> =>
  new Set([
    ...allOf(
      file,
      'clueVerified',
      'filingProposed',
      'evidenceCollected',
      'interviewRecorded',
      'siteExamined',
      'preservationProposed',
      'evidencePreserved',
      'correctionOrdered',
      'crimeReported',
      'investigationConcluded',
      'reviewSubmitted',
      'noticeServed',
      'statementRechecked',
    ).flatMap((act) => act.by),
    ...((matterAct(file)?.particulars.handlers as string[] | undefined) ?? []),
    ...(matterAct(file) ? handlersOf(file) : []),
  ]);
/** Handlers who were replaced and work on the case no more (更换承办人). */
export const replacedIn = (file: CaseFile): string[] =>
  allOf(file, 'handlerReplaced')
    .map((act) => act.particulars.replaced as string)
    .filter((id) => !handlersOf(file).includes(id));

const evidenceKeys = ['evidence', 'recording', 'proof', 'paper'] as const;
/** Where a form of the list names pictures and recordings. */
export const mediaKeys = ['photos', 'avRefs', 'sketch'] as const;
/** Evidence ids an act names, its rows included. */
export const evidenceIn = ({ step, particulars }: Pick<RecordedAct, 'step' | 'particulars'> & Partial<RecordedAct>): string[] => {
  const named = (of: Record<string, unknown>, keys: readonly string[]) =>
    keys.flatMap((key) => (Array.isArray(of[key]) ? (of[key] as string[]) : []));
  const content = step === 'paperProposed' || step === 'paperIssued' ? ((particulars.content ?? {}) as Record<string, unknown>) : {};
  return [...named(particulars, evidenceKeys), ...named(content, mediaKeys)];
};
const evidenceSteps = [
  'clueVerified',
  'evidenceCollected',
  'interviewRecorded',
  'siteExamined',
  'evidencePreserved',
  'appraisalReceived',
  'hearingHeld',
  'onSpotDecided',
] as const;
/** All evidence of the investigation, in the order it came in (证1, 证2 …). */
export const evidenceOf = (file: CaseFile, withStatements = true): string[] => [
  ...new Set(
    allOf(file, ...evidenceSteps, ...(withStatements ? (['statementReceived'] as const) : []))
      .sort((a, b) => a.n - b.n)
      .flatMap(evidenceIn),
  ),
];

export function reportOf(file: CaseFile): Report | undefined {
  const act = last(file, 'investigationConcluded');
  if (!act) return undefined;
  return {
    ...(act.particulars as Omit<Report, 'n' | 'on'>),
    facts: (act.particulars.facts as (Omit<Fact, 'evidence'> & Partial<Fact>)[]).map((fact) => ({
      ...fact,
      evidence: fact.evidence ?? [],
    })),
    lightening: (act.particulars.lightening as string[] | undefined) ?? [],
    fine: (act.particulars.fine as Fen | undefined) ?? 0,
    n: act.n,
    on: act.on,
  };
}
/** 处罚种类 the report proposes: 罚款; 警告、罚款、没收违法所得. */
export function penaltyKindOf(file: CaseFile): string | undefined {
  const report = reportOf(file);
  return report && (kindsOf(report).join('、') || undefined);
}
/** 笔录: evidence by themselves, numbered 笔录1, 笔录2 … in the order they were made (处罚法§46). */
export const notesOf = (file: CaseFile): RecordedAct[] => allOf(file, 'interviewRecorded', 'siteExamined', 'hearingHeld');
/** Records no fact of the report rests on, by number of the act. */
export const unquotedRecords = (file: CaseFile): number[] => {
  const quoted = new Set(reportOf(file)?.facts.flatMap(recordsOf));
  return notesOf(file).flatMap((act) => (quoted.has(act.n) ? [] : [act.n]));
};
/** Evidence nobody quoted in the report: listed, so that nothing is left out silently. */
export const unquotedEvidence = (file: CaseFile): string[] => {
  const quoted = new Set(reportOf(file)?.facts.flatMap((fact) => fact.evidence));
  return evidenceOf(file).filter((id) => !quoted.has(id));
};

/** Appraisals of this case's own act; those of another untreated act count for the crime threshold alone. */
const appraisedHere = (file: CaseFile): RecordedAct[] =>
  allOf(file, 'appraisalReceived').filter((act) => act.particulars.separate !== true);
/** Appraisals an amount can rest on. */
export const appraisalsOf = (file: CaseFile): RecordedAct[] =>
  appraisedHere(file).filter(({ particulars }) =>
    ['area', 'unitCost', 'baseAmount', 'quantity'].some((key) => particulars[key] !== undefined),
  );
/** The appraisal the amounts rest on: the one named by its number, by the report in force unless told otherwise, else the latest. */
function appraisalFor(file: CaseFile, named: number | null | undefined): RecordedAct | undefined {
  const no = named === undefined ? reportOf(file)?.appraisal : named;
  return appraisalsOf(file).findLast((act) => no === undefined || no === null || act.n === no);
}

/** Area in 1/100 ㎡ from the latest appraisal, else from the site examination, with its source. */
export function measuredArea(file: CaseFile): { value: number; source: string } | undefined {
  const appraised = appraisedHere(file).findLast((act) => act.particulars.area !== undefined);
  const examined = allOf(file, 'siteExamined').findLast((act) => act.particulars.area !== undefined);
  if (appraised) return { value: appraised.particulars.area as number, source: '鉴定意见' };
  return examined && { value: examined.particulars.area as number, source: '现场勘验' };
}

const thousandths = (text: string): number => Math.round(Number(text) * 1000);
/** Evidenced inputs of the fine, and how they were computed. */
export function fineInputsOf(file: CaseFile, named?: number | null): { inputs: FineInputs; formula?: string } {
  const appraisal = appraisalFor(file, named)?.particulars;
  const area = (appraisal?.area as number | undefined) ?? measuredArea(file)?.value;
  const inputs: FineInputs = { area };
  let formula: string | undefined;
  if (appraisal?.unitCost !== undefined && area !== undefined) {
    const cost = restorationCost({
      area,
      unitCost: appraisal.unitCost as Fen,
      coefficient: (appraisal.coefficient as number | undefined) ?? 1,
    });
    inputs.base = cost.cost;
    formula = cost.formula;
  } else if (appraisal?.baseAmount !== undefined) inputs.base = appraisal.baseAmount as Fen;
  if (appraisal?.quantityUnit === '株') inputs.trees = Number(appraisal.quantity);
  if (appraisal?.quantityUnit === '立方米') inputs.volume = thousandths(appraisal.quantity as string);
  return { inputs, formula };
}

export type Bounds = {
  sanction: Sanction;
  tier?: Tier;
  article?: FineRange;
  tierRange?: FineRange;
  costFormula?: string;
  problem?: string;
};
/** The article's range and the tier's range for a proposed sanction, or what is still missing. */
export function boundsOf(
  file: CaseFile,
  registers: Registers,
  sanctionNo: number | undefined,
  tierName?: string,
  appraisal?: number | null,
): Bounds | undefined {
  const item = itemOf(file, registers);
  const sanction = item?.sanctions[sanctionNo ?? -1];
  if (!item || !sanction) return undefined;
  const { inputs, formula: costFormula } = fineInputsOf(file, appraisal);
  const tier = tiersOf(sanction, item.tiers).find((each) => each.tier === tierName);
  try {
    return { sanction, tier, article: fineRange(sanction, inputs), tierRange: tier && tierRange(sanction, tier, inputs), costFormula };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { sanction, tier, costFormula, problem: error.message };
  }
}

/** May the party ask for a hearing (处罚法§63)? */
export function isHearable(file: CaseFile, registers: Registers): boolean {
  const report = reportOf(file);
  return report !== undefined && opensHearing(report, partyOf(file)?.kind ?? 'person', registers);
}

/** Entries of the review catalogue that this case hits: a list that suggests; a named person states. */
export function catalogueHits(file: CaseFile, registers: Registers, isGrave = last(file, 'majorityStated')?.particulars.isGrave): string[] {
  const report = reportOf(file);
  if (!report) return [];
  const hits = weighs(report, partyOf(file)?.kind ?? 'person', registers);
  if (once(file, 'hearingHeld')) hits.push('已经举行听证');
  if (isHearable(file, registers)) hits.push('依法可以要求听证');
  if (isGrave === true) hits.push('须经集体讨论');
  return hits;
}

/** Machine-made part of an act: numbers and what it is bound to. */
export const madeOf = (act: RecordedAct | undefined): Made => act?.made ?? {};

// ---- publication --------------------------------------------------------------------------------------------------------------

/** The decision in force, of whatever penalty procedure. */
export const decisionOf = (file: CaseFile): RecordedAct | undefined => last(file, 'decisionMade') ?? last(file, 'onSpotDecided');
/** The act by which it fell or was changed, another organ's or our own; a slip of the pen put right changes nothing. */
export const undoneBy = (file: CaseFile): RecordedAct | undefined =>
  allOf(file, 'decisionRevoked', 'decisionAmended').findLast(
    (act) => act.particulars.kind !== 'corrected' && act.n > (decisionOf(file)?.n ?? 0),
  );
export const publicationRevoked = (file: CaseFile): boolean => undoneBy(file) !== undefined;
/** Settled: published, or lawfully not. Closing waits for this, not for publication itself (处罚法§48 publishes only some). */
export function publicationSettled(file: CaseFile): boolean {
  if (once(file, 'decisionPublished') && !since(file, 'decisionPublished', ['caseReopened'])) return true;
  return (
    last(file, 'publicationJudged')?.particulars.publish === false &&
    once(file, 'publicationApproved') &&
    !since(file, 'publicationApproved', ['publicationJudged'])
  );
}
