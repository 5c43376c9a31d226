// src/console/act/writing/chosenForm.test.ts —— the content asked is that of the chosen form, checked before the server is asked
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Field } from '../../wire/shapes.ts';
import { withChosenForm } from './chosenForm.ts';
import { faultsOf } from './formModel.ts';

const fields: Field[] = [
  { key: 'form', label: '文书', kind: 'text', required: true },
  { key: 'content', label: '文书内容', kind: 'group', fields: [], required: true },
];
const reason: Field = { key: 'reason', label: '理由', kind: 'longText', required: true };
const papers = [{ code: 'CF05', name: '询问通知书', sealed: true, fields: [reason] as unknown as Record<string, unknown>[], known: {} }];

test('before a form is chosen only the form is asked; then what that form asks', () => {
  const asked = (form?: string) => withChosenForm({ fields, papers }, { form }).map((field) => field.key);
  assert.deepEqual(asked(), ['form']);
  assert.deepEqual(asked('CF05'), ['form', 'content']);
  const whole = withChosenForm({ fields, papers }, { form: 'CF05' });
  assert.deepEqual(
    faultsOf(whole, { form: 'CF05', content: {} }).map((fault) => fault.path),
    ['content.reason'],
  );
  assert.deepEqual(faultsOf(whole, { form: 'CF05', content: { reason: '了解情况' } }), []);
  assert.equal(withChosenForm({ fields, papers: undefined }, {}), fields);
});
