// src/law/engine.test.ts —— 四问：the engine on a procedure of five steps, so that nothing but the engine is tested
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type PlainDate, plainDate } from '../base/dates.ts';
import {
  type Act,
  type CaseFile,
  condition,
  decide,
  done,
  effective,
  evolve,
  formGate,
  gate,
  handlersOf,
  last,
  missingBefore,
  type Procedure,
  type RecordedAct,
  refusals,
} from './engine.ts';
import { sampleRegisters } from './papers/sample/registers.ts';
import type { Particulars } from './particulars/field.ts';
import { flowchart } from './procedures/flowchart.ts';
import { moves } from './procedures/moves.ts';
import { rejudge } from './procedures/rejudge.ts';
import { deadlines } from './reckoning/deadlines.ts';
import type { ActorId, StepId } from './vocabulary.ts';

const registers = sampleRegisters('甲');
const signed = gate('signed', '处罚法§42', '有人签名', ({ act }) => act.by.length > 0);
const cheap = formGate('cheap', '处罚法§5', '不得过百', ({ act }) => Number(act.particulars.fine ?? 0) <= 100);
const actor = { posts: ['officer' as const], atLeast: 1, gates: [signed] };
const grave = condition('情节复杂', (file) => last(file, 'caseFiled')?.particulars.grave === true);
const term = () => ({ amount: 7, basis: '处罚法§61' as const });

const toy: Procedure = {
  id: 'toy',
  version: '1',
  name: '小程序',
  inForceFrom: plainDate('2021-07-15'),
  actTypes: ['penalty'],
  opens: 'clueRegistered',
  files: 'caseFiled',
  ends: [],
  actors: { officer: actor, head: { ...actor, posts: ['head'] }, party: actor } as unknown as Record<ActorId, typeof actor>,
  always: [gate('dry', '处罚法§4', '晴天', ({ act }) => act.particulars.rain !== true)],
  facts: [gate('past', '处罚法§4', '已经发生', ({ act, today }) => act.on <= today)],
  steps: {
    clueRegistered: { stage: 'clue', actor: 'officer', basis: '处罚法§54', fields: [] },
    caseFiled: { stage: 'filing', actor: 'head', basis: '处罚法§54', after: ['clueRegistered'], fields: [] },
    siteExamined: {
      stage: 'investigation',
      actor: 'officer',
      basis: '处罚法§55',
      after: ['caseFiled'],
      optional: true,
      repeats: true,
      unless: ['decisionMade'],
      fields: [],
    },
    jointlyDiscussed: {
      stage: 'discussion',
      actor: 'head',
      basis: '处罚法§57',
      after: ['caseFiled'],
      when: grave,
      renewedBy: ['siteExamined'],
      inner: true,
      fields: [],
    },
    decisionMade: {
      stage: 'decision',
      actor: 'head',
      basis: '处罚法§57',
      after: ['caseFiled', 'jointlyDiscussed'],
      gates: [cheap],
      fields: [],
    },
    decisionServed: {
      stage: 'service',
      actor: 'officer',
      basis: '处罚法§61',
      after: ['decisionMade'],
      fields: [],
      within: { term, from: 'decisionMade', says: '送达' },
    },
    paymentReceived: {
      stage: 'performance',
      actor: 'party',
      basis: '处罚法§67',
      after: ['decisionServed'],
      optional: true,
      repeats: true,
      fact: true,
      gates: [cheap],
      fields: [],
    },
    actCorrected: { stage: 'closing', actor: 'head', basis: '处罚法§47', optional: true, repeats: true, fields: [] },
    actVoided: { stage: 'closing', actor: 'head', basis: '处罚法§47', optional: true, repeats: true, fields: [] },
  },
};

const day = (text: string) => plainDate(text) as PlainDate;
const act = (step: StepId, on: string, particulars: Particulars = {}, by = ['panjin-p01']): Act => ({ step, on: day(on), by, particulars });
const recorded = (each: Act, n: number): RecordedAct => ({
  ...each,
  id: `${n}`,
  n,
  recordedAt: `${each.on}T01:00:00Z`,
  recordedOn: each.on,
  enteredBy: each.by[0]!,
});
const fileOf = (...acts: Act[]): CaseFile =>
  acts.reduce<CaseFile>((file, each, i) => evolve(file, recorded(each, i + 1)), { id: 'c', acts: [] });
const askOn = (file: CaseFile, each: Act, today = each.on) => ({ act: each, file, registers, today, enteredBy: 'panjin-p01' });
const why = (file: CaseFile, each: Act) => refusals(toy, askOn(file, each)).map((reason) => reason.gate);

const clue = act('clueRegistered', '2025-03-03');
const filed = act('caseFiled', '2025-03-04');
const decision = act('decisionMade', '2025-03-10', { fine: 50 });

test('all reasons come at once, each with its article; a gate about something that is not there yet waits for it', () => {
  const reasons = refusals(toy, askOn(fileOf(), act('decisionMade', '2025-03-10', { fine: 500, rain: true }, [])));
  assert.deepEqual(
    reasons.map(({ gate: id, basis }) => [id, basis]),
    [
      ['after:caseFiled', '处罚法§54'],
      ['dry', '处罚法§4'],
      ['signed', '处罚法§42'],
      ['cheap', '处罚法§5'],
    ],
  );
  assert.deepEqual(why(fileOf(clue, filed), act('decisionMade', '2025-03-10', { fine: 500 })), ['cheap']);
});

test('an act nobody signs is refused, though every one of no signatures is good', () => {
  assert.deepEqual(why(fileOf(), act('clueRegistered', '2025-03-03', {}, [])), ['signed']);
});

test('a lawful act is recorded as it was submitted', () => {
  assert.deepEqual(decide(toy, askOn(fileOf(), clue)), { recorded: clue });
});

test('a conditional step is owed only where its condition holds, and possible only there', () => {
  const grave = fileOf(clue, act('caseFiled', '2025-03-04', { grave: true }));
  assert.deepEqual(why(grave, decision), ['after:jointlyDiscussed']);
  assert.deepEqual(why(fileOf(clue, filed), decision), []);
  assert.deepEqual(why(fileOf(clue, filed), act('jointlyDiscussed', '2025-03-05')), ['when']);
});

test('a renewed step must be done anew; before that it may not be done twice', () => {
  const discussed = fileOf(clue, act('caseFiled', '2025-03-04', { grave: true }), act('jointlyDiscussed', '2025-03-05'));
  assert.deepEqual(why(discussed, act('jointlyDiscussed', '2025-03-06')), ['once']);
  const later = evolve(discussed, recorded(act('siteExamined', '2025-03-06'), 4));
  assert.equal(done(toy, later, 'jointlyDiscussed'), false);
  assert.deepEqual(why(later, decision), ['after:jointlyDiscussed']);
  assert.deepEqual(why(later, act('jointlyDiscussed', '2025-03-07')), []);
});

test('a step that left no room for another locks it, and it is not offered any more', () => {
  const decided = fileOf(clue, filed, decision);
  assert.deepEqual(why(decided, act('siteExamined', '2025-03-11')), ['unless:decisionMade']);
  const offered = moves(toy, decided, { id: 'panjin-p01', posts: ['officer'] }, registers, day('2025-03-11')).map(({ step }) => step);
  assert.ok(!offered.includes('siteExamined') && offered.includes('decisionServed'));
});

test('facts are recorded whatever the order; only their form and their date are asked', () => {
  assert.deepEqual(why(fileOf(clue), act('paymentReceived', '2025-03-04', { rain: true })), []);
  assert.deepEqual(why(fileOf(clue), act('paymentReceived', '2025-03-04', { fine: 500 })), ['cheap']);
  const tomorrow = askOn(fileOf(clue), act('paymentReceived', '2025-03-05'), day('2025-03-04'));
  assert.deepEqual(
    refusals(toy, tomorrow).map((reason) => reason.gate),
    ['past'],
  );
});

test('before the form is filled in, what the form will say is not asked', () => {
  const at = askOn(fileOf(clue, filed), act('decisionMade', '2025-03-10', { fine: 500 }));
  assert.deepEqual(refusals(toy, at, 'beforeForm'), []);
  assert.equal(refusals(toy, at, 'whole').length, 1);
});

test('voided acts do not count, corrected ones count as corrected, the first record stays', () => {
  const file = fileOf(clue, filed, decision, act('actCorrected', '2025-03-11', { act: 3, corrected: { fine: 60 } }));
  assert.equal(last(file, 'decisionMade')?.particulars.fine, 60);
  assert.equal(file.acts[2]?.particulars.fine, 50);
  const gone = evolve(file, recorded(act('actVoided', '2025-03-12', { act: 3 }), 5));
  assert.equal(last(gone, 'decisionMade'), undefined);
  assert.deepEqual(
    effective(gone).map(({ n }) => n),
    [1, 2, 4, 5],
  );
});

test('what a voided act carried no longer stands, however far up it was', () => {
  const file = fileOf(clue, filed, decision, act('actVoided', '2025-03-11', { act: 1 }));
  assert.deepEqual(missingBefore(toy, file, 'decisionServed', registers), ['clueRegistered']);
  assert.deepEqual(missingBefore(toy, fileOf(clue, filed, decision), 'decisionServed', registers), []);
});

test('after a correction the acts the law would now refuse are listed with their reasons', () => {
  const file = fileOf(clue, filed, decision, act('decisionServed', '2025-03-12'), act('actVoided', '2025-03-13', { act: 2 }));
  assert.deepEqual(
    rejudge(toy, file, registers).map(({ act: { step }, reasons }) => [step, reasons.map((reason) => reason.gate)]),
    [
      ['decisionMade', ['after:caseFiled']],
      ['decisionServed', ['after:caseFiled']],
    ],
  );
});

test('a term runs from its start, is met in time, and a late act is counted late', () => {
  const decided = fileOf(clue, filed, decision);
  const state = (file: CaseFile, today: string) => deadlines(toy, file, registers, day(today)).map((each) => [each.due.strict, each.state]);
  assert.deepEqual(state(fileOf(clue, filed), '2025-03-10'), []);
  assert.deepEqual(state(decided, '2025-03-19'), [['2025-03-19', 'running']]);
  assert.deepEqual(state(decided, '2025-03-20'), [['2025-03-19', 'late']]);
  const served = (on: string) => evolve(decided, recorded(act('decisionServed', on), 4));
  assert.deepEqual(state(served('2025-03-19'), '2025-05-01'), [['2025-03-19', 'met']]);
  assert.deepEqual(state(served('2025-03-20'), '2025-05-01'), [['2025-03-19', 'late']]);
});

test('handlers are who was named, less who was recused, plus who took over', () => {
  const proposed = act('filingProposed', '2025-03-03', { handlers: ['a', 'b'] }, ['a', 'b']);
  const recusal = (outcome: string) => act('recusalDecided', '2025-03-05', { about: 'b', outcome, successor: 'c' }, ['h']);
  assert.deepEqual(handlersOf(fileOf(proposed)), ['a', 'b']);
  assert.deepEqual(handlersOf(fileOf(proposed, recusal('refused'))), ['a', 'b']);
  assert.deepEqual(handlersOf(fileOf(proposed, recusal('granted'))), ['a', 'c']);
});

test('the drawing has the enforced order: inner steps are bridged, conditions are labels, terms and gates are told', () => {
  const chart = flowchart(toy, registers, day('2025-03-10'));
  const ids = chart.nodes.map(({ id }) => id);
  assert.ok(!ids.includes('jointlyDiscussed'));
  assert.ok(chart.edges.some(({ from, to }) => from === 'caseFiled' && to === 'decisionMade'));
  assert.equal(chart.nodes.find(({ id }) => id === 'decisionServed')?.term, '送达：7个工作日');
  assert.deepEqual(chart.nodes.find(({ id }) => id === 'decisionMade')?.gates, ['不得过百']);
});
