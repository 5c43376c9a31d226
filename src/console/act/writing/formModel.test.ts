// src/console/act/writing/formModel.test.ts
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Field, publicFields } from '../../../law/particulars/field.ts';
import { penaltyOrdinary } from '../../../law/procedures/penaltyOrdinary.ts';
import { GAP } from '../../../ui/paperView/paperHtml.ts';
import { faultsOf, gappedOf, isAsked, reviveFields, sentOf, setAt } from './formModel.ts';

const wire = (step: keyof typeof penaltyOrdinary.steps) =>
  reviveFields(JSON.parse(JSON.stringify(publicFields(penaltyOrdinary.steps[step]!.fields))) as Field[]);

test('fields survive the wire: every step finds its required fields missing in an empty form, by label', () => {
  for (const [step, rule] of Object.entries(penaltyOrdinary.steps)) {
    // What a paper's content asks comes with the form that is chosen.
    const required = rule.fields.filter((field) => field.required && !field.only && field.key !== 'content');
    const faults = faultsOf(wire(step as keyof typeof penaltyOrdinary.steps), {});
    for (const field of required)
      assert.ok(
        faults.some((fault) => fault.path.startsWith(field.key)),
        `${step}.${field.key}`,
      );
  }
});

test('a pattern is enforced after the wire as before it', () => {
  const fields = wire('hearingNoticed');
  assert.ok(faultsOf(fields, { hearingAt: '25:00' }).some((fault) => fault.path === 'hearingAt'));
  assert.ok(!faultsOf(fields, { hearingAt: '09:00' }).some((fault) => fault.path === 'hearingAt'));
});

test('a field asked while another is unanswered is still asked after the wire', () => {
  const actTo = wire('filingProposed').find((field) => field.key === 'actTo')!;
  assert.equal(isAsked(actTo, {}), true);
  assert.equal(isAsked(actTo, { continuing: true }), false);
});

test('an answer that is no longer asked is not sent', () => {
  const fields = wire('noticeServed');
  const values = { method: 'left', receivedBy: '高某', refusal: '拒收', place: '' };
  assert.deepEqual(sentOf(fields, values), { method: 'left', refusal: '拒收' });
});

test('blank inner answers of a group and of rows are not sent', () => {
  assert.deepEqual(sentOf(wire('filingProposed'), { party: { kind: 'person', name: '高某', uscc: 'x', phone: '' } }), {
    party: { kind: 'person', name: '高某' },
  });
});

test('a preview fills only what is missing', () => {
  const gapped = gappedOf(wire('caseFiled'), { opinion: '同意立案' });
  assert.deepEqual(gapped, { agrees: true, opinion: '同意立案' });
  assert.equal(gappedOf(wire('caseFiled'), {}).opinion, GAP);
});

test('a value is set inside rows and groups without touching the original', () => {
  const before = { facts: [{ text: '一' }] };
  const after = setAt(setAt(before, 'facts.1.text', '二'), 'party.name', '高某');
  assert.deepEqual(after, { facts: [{ text: '一' }, { text: '二' }], party: { name: '高某' } });
  assert.deepEqual(before, { facts: [{ text: '一' }] });
});
