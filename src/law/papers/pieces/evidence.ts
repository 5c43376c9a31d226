// src/law/papers/pieces/evidence.ts —— 证据:numbered list of the evidence, and which evidence proves which fact
import { chineseDate } from '../../../base/dates.ts';
import { allOf, type RecordedAct } from '../../engine.ts';
import { evidenceIn, evidenceOf, type Fact, notesOf, recordsOf, reportOf } from '../../facts.ts';
import { interviewRecorded } from '../../particulars/investigation.ts';
import type { StepId } from '../../vocabulary.ts';
import { evidenceKinds } from '../../vocabulary.ts';
import type { Block, Run } from '../paper.ts';
import { type Matter, nameMask } from './matter.ts';
import { blank, chosen, masked, ordinal, type Part, runs } from './words.ts';

// Numbers 证1, 证2 … in the order the evidence came in; the number never changes as more comes in.
const evidenceNo = (matter: Matter, id: string): string => `证${evidenceOf(matter.file).indexOf(id) + 1}`;
/** 笔录1、笔录2 by the numbers of the acts. */
const recordNos = (matter: Matter, records: readonly number[]): string[] =>
  notesOf(matter.file).flatMap((act, i) => (records.includes(act.n) ? [`笔录${i + 1}`] : []));
/** What proves a fact: 证1、证3、笔录1 */
export const proofsOf = (matter: Matter, fact: Fact): string =>
  [...(fact.evidence.length > 0 ? [evidenceNos(matter, fact.evidence)] : []), ...recordNos(matter, recordsOf(fact))].join('、');
/** Names of records by the numbers of the acts: 笔录1、笔录2 */
export const recordsNamed = (matter: Matter, records: readonly number[]): string => recordNos(matter, records).join('、');
/** 证1、证3 */
export const evidenceNos = (matter: Matter, ids: readonly string[]): string =>
  ids
    .toSorted((a, b) => evidenceOf(matter.file).indexOf(a) - evidenceOf(matter.file).indexOf(b))
    .map((id) => evidenceNo(matter, id))
    .join('、');

/** Pieces of evidence by number and name; what is no evidence of the facts (photos of a service) has no number. */
export const evidenceNamed = (matter: Matter, ids: readonly string[]): Run[] =>
  runs(
    ...ids.flatMap((id, i): Part[] => [
      `${i === 0 ? '' : '、'}${evidenceOf(matter.file).includes(id) ? evidenceNo(matter, id) : ''}`,
      nameOfEvidence(matter, id),
    ]),
  );
const nameOfEvidence = (matter: Matter, id: string): Run[] => matter.says(matter.registers.evidence(id)?.name ?? id);

/** What kind the evidence is where the step that brought it in tells (处罚法第46条). */
const kindOfStep: Partial<Record<StepId, keyof typeof evidenceKinds>> = {
  appraisalReceived: 'appraisal',
  statementReceived: 'partyStatement',
};
const isRecorded = (mediaType = '') => /^(?:image|video|audio)\//.test(mediaType);

function kindOf(matter: Matter, act: RecordedAct | undefined, id: string): string {
  const said = act?.particulars.evidenceKind as keyof typeof evidenceKinds | undefined;
  const kind = said ?? (act && kindOfStep[act.step]);
  return evidenceKinds[kind ?? (isRecorded(matter.registers.evidence(id)?.mediaType) ? 'audiovisual' : 'documentary')];
}

/** What the evidence proves: as noted when it was taken in, otherwise the facts of the report that rest on it. */
function proves(matter: Matter, act: RecordedAct | undefined, id: string): Run[] {
  if (act?.particulars.proves) return matter.goesOn(act.particulars.proves);
  const facts = reportOf(matter.file)?.facts ?? [];
  const numbers = facts.flatMap((fact, i) => (fact.evidence.includes(id) ? [ordinal(i)] : []));
  return runs(numbers.length > 0 ? `第${numbers.join('、')}项事实` : blank);
}

/** Where the evidence comes from. */
function origin(matter: Matter, act: RecordedAct | undefined): Run[] {
  if (!act) return runs(blank);
  if (act.particulars.origin) return matter.goesOn(act.particulars.origin);
  if (act.step === 'appraisalReceived') return matter.goesOn(`${act.particulars.institution}出具`);
  const names: Partial<Record<StepId, string>> = {
    clueVerified: '线索核查时取得',
    interviewRecorded: '询问时制作',
    siteExamined: '现场勘验时制作',
    evidencePreserved: '先行登记保存时制作',
    statementReceived: '当事人提交',
    hearingHeld: '听证时制作',
  };
  return runs(`${chineseDate(act.on)}${names[act.step] ?? '收集'}`);
}

type Shown = 'proves' | 'origin';
/** The list of evidence, all of it or only some, then the written records; `and` chooses the last column. */
export function evidenceList(matter: Matter, ids: readonly string[], and: Shown): Block {
  const acts = allOf(
    matter.file,
    'clueVerified',
    'evidenceCollected',
    'interviewRecorded',
    'siteExamined',
    'evidencePreserved',
    'appraisalReceived',
    'statementReceived',
    'hearingHeld',
  );
  const rows = ids.map((id) => {
    const act = acts.find((each) => evidenceIn(each).includes(id));
    const last = and === 'proves' ? proves(matter, act, id) : origin(matter, act);
    return [runs(evidenceNo(matter, id)), nameOfEvidence(matter, id), runs(kindOf(matter, act, id)), last];
  });
  const head = ['编号', '证据名称', '种类', and === 'proves' ? '证明内容' : '来源'];
  return { kind: 'list', head, widths: [2, 6, 4, 6], rows: [...rows, ...recordRows(matter, and)] };
}

/** 笔录 are evidence by themselves (处罚法第46条第一款第五、六、八项); they carry numbers of their own. */
function recordRows(matter: Matter, and: Shown): Run[][][] {
  return notesOf(matter.file).map((act, i) => {
    const on = chineseDate(act.on);
    const isSite = act.step === 'siteExamined';
    if (act.step === 'hearingHeld')
      return [
        runs(`笔录${i + 1}`),
        runs(`听证笔录（${on}）`),
        runs(evidenceKinds.record),
        runs(and === 'proves' ? '当事人的申辩和质证' : `${on}制作`),
      ];
    const kind = isSite ? 'record' : act.particulars.role === 'party' ? 'partyStatement' : 'testimony';
    const name = isSite ? runs(`现场勘验笔录（${on}）`) : runs(`询问笔录（${on}，被询问人`, askedOf(matter, act), '）');
    const content = isSite ? '违法行为地点现场情况' : '违法行为经过';
    return [runs(`笔录${i + 1}`), name, runs(evidenceKinds[kind]), runs(and === 'proves' ? content : `${on}制作`)];
  });
}

/** The interviewed person's name with its mask: the party (an organisation's representative) or somebody else. */
export function askedOf(matter: Matter, act: RecordedAct): Run {
  const { party } = matter;
  const asksParty = act.particulars.role === 'party';
  const name = asksParty
    ? party.kind === 'person'
      ? party.name
      : (party.representative ?? party.name)
    : String(act.particulars.name ?? '');
  return masked(name, nameMask(matter, name));
}
/** Who the interviewed person is to the case. */
export const roleOf = (act: RecordedAct): string => chosen(interviewRecorded, 'role', act.particulars.role);

/** The facts with the numbers of what proves them: 经查…（证1、证2）; several facts are numbered. */
export const factParagraphs = (matter: Matter, facts: readonly Fact[]): Block[] =>
  facts.map((fact, i) => ({
    kind: 'paragraph',
    runs: runs(facts.length > 1 ? `（${ordinal(i)}）` : '', matter.goesOn(fact.text), `（${proofsOf(matter, fact)}）。`),
  }));

/** Evidence quoted for at least one fact, in order of its numbers. */
export const quotedEvidence = (matter: Matter): string[] => {
  const quoted = new Set(reportOf(matter.file)?.facts.flatMap((fact) => fact.evidence));
  return evidenceOf(matter.file).filter((id) => quoted.has(id));
};
