// src/law/acting.test.ts —— 主体资格:the matrix of handbook §0.5, as the agency's data says it
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainDate } from '../base/dates.ts';
import { type ActingBody, type Capacity, capacityOf, whyNotActing } from './acting.ts';
import { sampleRegisters } from './papers/sample/registers.ts';
import type { ActType } from './vocabulary.ts';

const registers = sampleRegisters('');
const on = plainDate('2026-03-02');
const letter: ActingBody = {
  unit: 'centre',
  kind: 'entrusted',
  from: plainDate('2026-01-01'),
  until: plainDate('2027-01-01'),
  letter: '演示1号',
  publishedOn: plainDate('2025-12-20'),
  actTypes: ['inspection', 'penalty', 'coercion', 'permit', 'levy', 'confirmation', 'other'],
};
const centre = (body: Partial<ActingBody> = {}): Capacity => ({
  kind: body.kind ?? 'entrusted',
  name: '服务中心',
  body: { ...letter, ...body },
});
const may = (capacity: Capacity, actType: ActType, day = on) =>
  whyNotActing(capacity, registers.actingRule(actType, day), 'PJLS-JC-001', day) === undefined;

test('the agency does every type of act; an authorised organisation what it is authorised to', () => {
  for (const type of letter.actTypes) {
    assert.ok(may({ kind: 'agency', name: '本机关' }, type), type);
    assert.ok(may(centre({ kind: 'authorised' }), type), type);
  }
  assert.ok(!may(centre({ kind: 'authorised', actTypes: ['inspection'] }), 'penalty'));
});

test('an entrusted organisation never coerces, licenses, confirms or levies; it inspects and penalises by a published letter only', () => {
  for (const type of ['coercion', 'permit', 'confirmation', 'levy'] as const) assert.ok(!may(centre(), type), type);
  for (const type of ['inspection', 'penalty', 'other'] as const) assert.ok(may(centre(), type), type);
  assert.ok(!may(centre({ publishedOn: undefined }), 'inspection'));
  assert.ok(!may(centre({ publishedOn: plainDate('2026-03-03') }), 'inspection'));
  assert.ok(!may(centre({ actTypes: ['inspection'] }), 'penalty'));
  assert.ok(!may(centre({ items: ['PJLS-JC-002'] }), 'inspection'));
});

test('a letter counts from its first day to the last before it ends', () => {
  const day = (text: string) => may(centre(), 'inspection', plainDate(text));
  assert.deepEqual(['2025-12-31', '2026-01-01', '2026-12-31', '2027-01-01'].map(day), [false, true, true, false]);
});

test('a person acts for the organisation his unit belongs to; an attached one without a letter is entrusted with nothing', () => {
  const units = [
    { id: 'forestry', name: '林政资源科', kind: 'section' },
    { id: 'centre', name: '服务中心', kind: 'attached' },
    { id: 'office', name: '中心办公室', kind: 'section', parent: 'centre' },
  ];
  assert.equal(capacityOf('forestry', units, [letter], on).kind, 'agency');
  assert.deepEqual(capacityOf('office', units, [letter], on), { kind: 'entrusted', name: '服务中心', body: letter });
  assert.match(
    whyNotActing(capacityOf('office', units, [], on), registers.actingRule('inspection', on), undefined, on)!,
    /没有在2026-03-02有效的授权或者委托书/,
  );
});
