// src/law/particulars/typedOnce.test.ts —— 同一内容不填第二遍:no datum is typed twice in a whole case
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleCase } from '../papers/sampleCase.ts';
import { penaltyOrdinary } from '../procedures/penaltyOrdinary.ts';
import type { Field, Particulars } from './field.ts';
import { parseParticulars } from './field.ts';

type Typed = { where: string; text: string };
const chosen = new Set(['choice', 'choices', 'yes', 'person', 'people', 'item', 'act', 'evidence', 'data', 'minute', 'date', 'whole']);
/** What was typed into a form: texts and amounts, not choices and not what the form already knew. */
function typedIn(where: string, fields: readonly Field[], values: Particulars, known: Set<string>): Typed[] {
  return fields.flatMap((field): Typed[] => {
    const value = values[field.key];
    if (value === undefined || known.has(field.key) || chosen.has(field.kind)) return [];
    if (field.kind === 'group') return typedIn(`${where}·${field.label}`, field.fields, value as Particulars, new Set());
    if (field.kind === 'rows')
      return (value as Particulars[]).flatMap((row) => typedIn(`${where}·${field.label}`, field.fields, row, new Set()));
    return [{ where: `${where}·${field.label}`, text: String(value) }];
  });
}

test('no name, number, address, amount or account of facts is typed twice in a whole case', () => {
  const { file, registers } = sampleCase();
  const seen = new Map<string, string>();
  const twice: string[] = [];
  let before = { id: file.id, acts: [] as typeof file.acts };
  for (const act of file.acts) {
    const fields = penaltyOrdinary.steps[act.step]!.fields;
    const known = new Set(fields.filter((field) => field.known?.(before, registers) !== undefined).map((field) => field.key));
    for (const { where, text } of typedIn(act.step, fields, act.particulars, known)) {
      if (text.length < 5) continue; // 晴, 无, 同意
      const first = seen.get(text);
      if (first && first.split('·')[0] !== where.split('·')[0]) twice.push(`${where}“${text.slice(0, 20)}”已在${first}填过`);
      seen.set(text, where);
    }
    before = { ...before, acts: [...before.acts, act] };
  }
  assert.ok(seen.size > 30, `only ${seen.size} typed values were seen`);
  assert.deepEqual(twice, []);
});

test('the party is asked for once: no later step has a field for its name, number, address or telephone', () => {
  const asked = Object.entries(penaltyOrdinary.steps).flatMap(([step, rule]) =>
    rule!.fields.filter((field) => field.key === 'party').map(() => step),
  );
  assert.deepEqual(asked, ['filingProposed']);
});

test('a form without its required fields names each of them, at any depth', () => {
  const parsed = parseParticulars(penaltyOrdinary.steps.filingProposed!.fields, { party: { kind: 'person' } });
  assert.ok(!parsed.ok);
  const labels = parsed.faults.map((fault) => fault.label);
  for (const label of [
    '执法事项',
    '案由',
    '当事人·姓名或者名称',
    '当事人·公民身份号码',
    '当事人·住址或者住所',
    '当事人·联系电话',
    '承办人',
  ])
    assert.ok(labels.includes(label), `${label} missing from ${labels.join('、')}`);
  assert.ok(parsed.faults.every((fault) => fault.says.startsWith('请填写')));
});
