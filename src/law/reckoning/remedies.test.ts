// src/law/reckoning/remedies.test.ts —— 救济途径:the right organ, the right time, the right order
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Agency } from '../registers.ts';
import { remedies } from './remedies.ts';

const agency: Agency = {
  id: 'panjin',
  name: '盘锦市林业和湿地保护管理局',
  shortCode: '盘林湿',
  kind: 'municipalDepartment',
  region: '盘锦市',
  government: '盘锦市人民政府',
  court: '盘锦市兴隆台区人民法院',
  address: '',
  phone: '',
  bank: { name: '', address: '', account: '' },
};

test('复议法§24: a municipal department is reviewed by the government of its own level only, never by the provincial department', () => {
  const { reviewOrgan, text } = remedies(agency);
  assert.equal(reviewOrgan, '盘锦市人民政府');
  assert.doesNotMatch(text, /辽宁省|上一级|林业和草原局/);
});

test('复议法§20、诉讼法§46: sixty days for review, six months for a direct suit, in statutory wording', () => {
  const told = remedies(agency);
  assert.equal(
    told.text,
    '如不服本决定，可以自收到本决定书之日起六十日内向盘锦市人民政府申请行政复议，也可以自收到本决定书之日起六个月内依法直接向盘锦市兴隆台区人民法院提起行政诉讼。',
  );
  assert.deepEqual([told.reviewDays, told.suitMonths, told.reviewFirst], [60, 6, false]);
  assert.deepEqual(told.basis, ['复议法§20', '复议法§24', '诉讼法§46']);
});

test('复议法§23: an on-the-spot penalty goes to review first, and no direct suit is offered', () => {
  const told = remedies(agency, { onTheSpot: true });
  assert.equal(told.reviewFirst, true);
  assert.match(told.text, /应当先自收到本决定书之日起六十日内向盘锦市人民政府申请行政复议/);
  assert.doesNotMatch(told.text, /六个月|直接向/);
  assert.ok(told.basis.includes('复议法§23'));
});

test('复议法§23: resource rights, failure to act and refused information go to review first too', () => {
  for (const when of [{ resourceRights: true }, { failureToAct: true }, { informationRefused: true }]) {
    assert.equal(remedies(agency, when).reviewFirst, true);
  }
});

test('复议法§27、§28: vertical agencies go to their superior, justice bureaus have a choice', () => {
  assert.equal(remedies({ ...agency, kind: 'verticalAgency' }).reviewOrgan, '上一级主管部门');
  assert.equal(remedies({ ...agency, kind: 'justiceBureau' }).reviewOrgan, '盘锦市人民政府或者上一级司法行政部门');
});

test('the document the party receives is named as it is', () => {
  assert.match(remedies(agency, { document: '本通知书' }).text, /自收到本通知书之日起六十日内/);
});
