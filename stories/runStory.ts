// stories/runStory.ts —— 演一遍：every line of a story through the real engine, on the pack's registers, without a database
import { type PlainDate, plainDate } from '../src/base/dates.ts';
import { yuan } from '../src/base/money.ts';
import { numbersOf } from '../src/casework/caseRow.ts';
import { shortCite } from '../src/law/articles/statutes.ts';
import { bindingOf, numbersFor, writeNumber } from '../src/law/binding.ts';
import {
  type Act,
  type At,
  type CaseFile,
  decide,
  evolve,
  type Gate,
  type Made,
  type Procedure,
  type RecordedAct,
} from '../src/law/engine.ts';
import { boundsOf, isHearable, reportOf } from '../src/law/facts.ts';
import { papersFor } from '../src/law/papers/compose.ts';
import { paperFaults } from '../src/law/papers/whole/mandatory.ts';
import { parseParticulars } from '../src/law/particulars/field.ts';
import { withContent } from '../src/law/particulars/formContent.ts';
import { rejudge } from '../src/law/procedures/rejudge.ts';
import { accountOf, fineDecided } from '../src/law/reckoning/account.ts';
import { type Deadline, deadlines } from '../src/law/reckoning/deadlines.ts';
import type { Reason, Registers } from '../src/law/registers.ts';
import { standingOf } from '../src/law/standing.ts';
import { type StepId, stages, stepNames } from '../src/law/vocabulary.ts';
import { lawOf } from './lawOf.ts';
import type { ExpectedDeadline, Story, StoryLine } from './story.ts';

/** What a run of a story showed: its faults, and for the coverage check which claims held for a recorded act and which refused. */
export type StoryRun = { file: CaseFile; faults: Error[]; held: Set<string>; refusedBy: Set<string> };

/** Runs a story. Never throws for what the story says; every disagreement is one fault. */
export function runStory(story: Story, registers: Registers): StoryRun {
  const run: StoryRun = { file: { id: story.file, acts: [] }, faults: [], held: new Set(), refusedBy: new Set() };
  const law = lawOf(story.lines);
  const given = new Map<string, number>();
  for (const line of story.lines) {
    const fault = line.kind === 'act' ? record(run, law, line, registers, given) : refuse(run, law, line, registers);
    if (fault) run.faults.push(line.fault(`${stepNames[line.step]}：${fault}`));
    if (fault && line.kind === 'act') return run; // what follows would only repeat it
  }
  const today = story.lines.findLast((line) => line.kind === 'act')?.recordedOn ?? plainDate('2025-01-01');
  for (const expected of story.deadlines) run.faults.push(...checkDeadline(law, run.file, registers, expected, today));
  for (const { name, value, fault } of story.results) {
    const found = resultOf(name, law, run.file, registers, today);
    if (found === undefined) run.faults.push(fault(`不认识“${name}”，可以写：${resultNames.join('、')}`));
    else if (plain(found) !== plain(value)) run.faults.push(fault(`“${name}”应当是“${plain(value)}”，实际是“${plain(found)}”`));
  }
  return run;
}

const plain = (value: unknown): string => [value].flat().join('、').replace(/[,，]/g, '');

function atOf(run: StoryRun, line: StoryLine, registers: Registers): At {
  const act: Act = { step: line.step, on: line.on, by: line.by, particulars: line.particulars };
  return { act, file: run.file, registers, today: line.recordedOn, enteredBy: line.enteredBy };
}

const inWords = (reasons: Reason[]) =>
  reasons.map(({ gate, basis, says, detail }) => `${says}（${shortCite(basis)}，${gate}）${detail ? `——${detail}` : ''}`).join('\n    ');

function record(run: StoryRun, law: Procedure, line: StoryLine, registers: Registers, given: Map<string, number>): string | undefined {
  const parsed = parseParticulars(withContent(law.steps[line.step]?.fields ?? [], line.particulars, registers), line.particulars);
  if (!parsed.ok) return `表单有误：${parsed.faults.map((each) => `${each.label}：${each.says}`).join('；')}`;
  const at = atOf(run, { ...line, particulars: parsed.particulars }, registers);
  const asked = new Set<string>();
  const decision = decide(listening(law, asked), at);
  if ('refused' in decision) return `没有记录，理由是\n    ${inWords(decision.refused)}`;
  for (const id of [...asked, ...generatedFor(law, line.step)]) run.held.add(id);
  const numbers = Object.entries(numbersFor(law, at)).map(([key, series]) => {
    const year = Number(line.on.slice(0, 4));
    const no = (given.get(series + year) ?? 0) + 1;
    given.set(series + year, no);
    return [key, writeNumber(registers.agency.shortCode, series, year, no)];
  });
  const made: Made = { ...bindingOf(run.file, at.act, registers), numbers: Object.fromEntries(numbers) };
  const issued = { file: run.file, act: at.act, made, registers, law };
  const faults = paperFaults(issued, papersFor(issued));
  if (faults.length > 0) return `文书不完备，理由是\n    ${inWords(faults)}`;
  const { n, at: recordedAt, recordedOn, enteredBy } = line;
  run.file = evolve(run.file, { ...at.act, made, id: `${line.n}`, n, recordedAt, recordedOn, enteredBy } satisfies RecordedAct);
  return undefined;
}

function refuse(run: StoryRun, law: Procedure, line: StoryLine, registers: Registers): string | undefined {
  const { says, basis, gate, form } = line.expects!;
  const parsed = parseParticulars(withContent(law.steps[line.step]?.fields ?? [], line.particulars, registers), line.particulars);
  const faults = parsed.ok ? [] : parsed.faults.map((each) => each.says);
  if (form !== undefined)
    return faults.includes(form)
      ? undefined
      : `表单应当说“${form}”，实际${faults.length > 0 ? `说“${faults.join('；')}”` : '没有挑出问题'}`;
  if (!parsed.ok) return `表单有误：${parsed.faults.map((each) => `${each.label}：${each.says}`).join('；')}`;
  const decision = decide(law, atOf(run, { ...line, particulars: parsed.particulars }, registers));
  if (!('refused' in decision)) return '本应拒绝，却可以办理';
  const unsaid = says.find((sentence) => !decision.refused.some((reason) => meets(reason, sentence, basis, gate)));
  if (unsaid) return `拒绝的理由里没有“${unsaid}”${gate ? `（${gate}）` : ''}，实际是\n    ${inWords(decision.refused)}`;
  // Only the gate a line is about counts as covered by it.
  for (const reason of decision.refused)
    if (says.some((sentence) => meets(reason, sentence, basis, gate))) run.refusedBy.add(kindOf(reason.gate));
  return undefined;
}

const meets = (reason: Reason, sentence: string, basis?: string, gate?: string) =>
  reason.says === sentence &&
  (gate === undefined || reason.gate === gate) &&
  (basis === undefined || [reason.basis, shortCite(reason.basis)].includes(basis));

/** The same procedure, noting every claim that is asked. */
function listening(law: Procedure, asked: Set<string>): Procedure {
  const listen = (gates: Gate[]) =>
    gates.map((gate) => ({
      ...gate,
      holds: (at: At) => {
        asked.add(gate.id);
        return gate.holds(at);
      },
    }));
  const map = <K extends string, V>(entries: Record<K, V>, change: (value: V) => V) =>
    Object.fromEntries(Object.entries(entries).map(([key, value]) => [key, change(value as V)])) as Record<K, V>;
  return {
    ...law,
    always: listen(law.always),
    facts: listen(law.facts),
    actors: map(law.actors, (actor) => ({ ...actor, gates: listen(actor.gates) })),
    steps: map(law.steps as Record<StepId, Procedure['steps'][StepId]>, (step) => step && { ...step, gates: listen(step.gates ?? []) }),
  };
}

/** What must come before is a claim for each prior step; `unless:…` is one of a kind. */
export const kindOf = (gate: string): string => gate.replace(/^unless:.*$/, 'unless：');
function generatedFor(law: Procedure, step: StepId): string[] {
  const rule = law.steps[step]!;
  if (rule.fact) return [];
  return [
    (rule.after ?? []).map((prior) => `after:${prior}`),
    rule.when ? 'when' : [],
    rule.unless ? 'unless：' : [],
    rule.repeats ? [] : 'once',
  ].flat();
}
/** Every claim the procedure knows, generated ones by kind. */
export function claimsOf(law: Procedure): Set<string> {
  const gates = [
    law.always,
    law.facts,
    ...Object.values(law.actors).map((actor) => actor.gates),
    ...Object.values(law.steps).map((step) => step.gates ?? []),
  ];
  const priors = Object.values(law.steps).flatMap((step) => (step.fact ? [] : (step.after ?? []).map((prior) => `after:${prior}`)));
  return new Set([...gates.flat().map((gate) => gate.id), ...priors, 'when', 'unless：', 'once']);
}

const stateNames: Record<Deadline['state'], string> = { running: '进行中', met: '按期', late: '迟' };
function checkDeadline(law: Procedure, file: CaseFile, registers: Registers, expected: ExpectedDeadline, today: PlainDate): Error[] {
  const [says, nth = '1'] = expected.says.split('#');
  const found = deadlines(law, file, registers, expected.on ?? today).filter((each) => each.says === says)[Number(nth) - 1];
  if (!found) return [expected.fault(`没有“${expected.says}”这个期限`)];
  const wrong = (what: string, want: string | undefined, is: string) =>
    want === undefined || want === is ? [] : [expected.fault(`“${expected.says}”的${what}应当是“${want}”，实际是“${is}”`)];
  return [...wrong('到期', expected.due, found.due.strict), ...wrong('状态', expected.state, stateNames[found.state])];
}

const resultNames = [
  '阶段',
  '状态',
  '下一步',
  '罚款',
  '法定上限',
  '加处罚款',
  '尚欠',
  '可以要求听证',
  '文号',
  '公示到期',
  '重新判断',
  '监督清单',
];
function resultOf(name: string, law: Procedure, file: CaseFile, registers: Registers, today: PlainDate): unknown {
  const standing = standingOf(law, file, registers);
  const account = accountOf(file, registers, today);
  const report = reportOf(file);
  const sum = (fen: number | undefined) => (fen === undefined ? '无' : `${yuan(fen)}元`);
  switch (name) {
    case '阶段':
      return stages[standing.stage];
    case '状态':
      return { open: '办理中', closed: '已结案', ended: '已终结' }[standing.status];
    case '下一步':
      return standing.next.map(({ step }) => stepNames[step]);
    case '罚款':
      return sum(fineDecided(file));
    case '法定上限':
      return sum(report && boundsOf(file, registers, report.sanction, report.tier)?.article?.max);
    case '加处罚款':
      return sum(account?.late.late);
    case '尚欠':
      return sum(account?.owed);
    case '可以要求听证':
      return isHearable(file, registers) ? '是' : '否';
    case '文号':
      return numbersOf(law, file).decision ?? '无';
    case '公示到期':
      return file.acts.findLast((act) => act.step === 'decisionPublished')?.made?.publishEnds ?? '无';
    case '监督清单':
      return file.acts.findLast((act) => act.step === 'majorityStated')?.made?.hits ?? '无';
    case '重新判断':
      return rejudge(law, file, registers).map(
        ({ act, reasons }) => `${stepNames[act.step]}：${reasons.map((each) => each.says).join('；')}`,
      );
    default:
      return undefined;
  }
}
