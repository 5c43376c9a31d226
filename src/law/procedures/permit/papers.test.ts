// src/law/procedures/permit/papers.test.ts —— 许可文书：what each says, and that the decision comes before the approval form
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultsFor } from '../../../../stories/defaults.ts';
import { plainDate } from '../../../base/dates.ts';
import type { Act, CaseFile, RecordedAct } from '../../engine.ts';
import type { Party } from '../../facts.ts';
import { papersFor } from '../../papers/compose.ts';
import { type Paper, runsOf } from '../../papers/paper.ts';
import { sampleRegisters } from '../../papers/sample/registers.ts';
import type { Particulars } from '../../particulars/field.ts';
import type { StepId } from '../../vocabulary.ts';
import { decisionDue, deemedOn, pausesOf } from './clock.ts';
import { permit } from './table.ts';

const party: Party = {
  kind: 'person',
  name: '高苇（演示）',
  citizenId: '21112219850615012X',
  address: '盘锦市盘山县演示镇演示村',
  phone: '13800000021',
};
const registers = sampleRegisters('高苇（演示）');
const numbers: Record<string, Record<string, string>> = { permitApplied: { XK02: '收1' }, permitAccepted: { case: '案1', XK04: '受1' } };

function actOf(step: StepId, day: string, extra: Particulars = {}): Act {
  const on = plainDate(day);
  const usual = defaultsFor(
    step,
    { story: { item: 'PJLS-XK-001', party }, on, by: ['panjin-p01', 'panjin-p02'], evidence: [] },
    'permitApplied',
  );
  const fields = permit.steps[step]!.fields;
  const values: Particulars = { ...usual, ...extra };
  const asked = Object.fromEntries(
    Object.entries(values).filter(([key]) => {
      const field = fields.find((each) => each.key === key);
      return field && (!field.only || field.only.is.includes(values[field.only.key] as never));
    }),
  );
  return { step, on, by: ['panjin-p01'], particulars: asked };
}
const fileOf = (...acts: Act[]): CaseFile => ({
  id: 'x',
  acts: acts.map(
    (act, i): RecordedAct => ({
      ...act,
      id: `${i}`,
      n: i + 1,
      recordedAt: `${act.on}T02:00:00.000Z`,
      recordedOn: act.on,
      enteredBy: 'panjin-p01',
      made: { numbers: numbers[act.step] },
    }),
  ),
});
const said = (paper: Paper | undefined): string =>
  paper
    ? runsOf(paper)
        .map(({ run }) => run.text)
        .join('')
    : '';
const issued = (file: CaseFile, act: Act, made: Record<string, string> = {}) =>
  papersFor({ file, act, made: { numbers: made }, registers, law: permit });

const applied = actOf('permitApplied', '2025-03-03');
const checked = actOf('intakeChecked', '2025-03-03');
const accepted = actOf('permitAccepted', '2025-03-03');

test('受理通知书 names the day of acceptance and the last day of the term', () => {
  const [paper] = issued(fileOf(applied, checked), accepted, { case: '案1', XK04: '受1' });
  assert.equal(paper!.form, 'XK04');
  assert.match(said(paper), /受理日期为2025年3月3日/);
  assert.match(said(paper), /20个工作日内（至2025年3月31日）/);
});

test('accepted too late, it says from when the law deems it accepted', () => {
  const late = actOf('permitAccepted', '2025-03-12');
  assert.equal(deemedOn(fileOf(applied, checked), registers, late.on), plainDate('2025-03-03'));
  const [paper] = issued(fileOf(applied, checked), late, { case: '案1', XK04: '受1' });
  assert.match(said(paper), /自收到申请材料之日即2025年3月3日起视为受理/);
  assert.match(said(paper), /至2025年3月31日/);
});

test('补正告知书 lists everything, with the ground of each', () => {
  const [paper] = issued(fileOf(applied, checked), actOf('supplementNoticed', '2025-03-05'), { XK03: '补1' });
  assert.match(said(paper), /一次告知.*林权证.*内容不全或者不清楚.*森林法.*不再要求补正/s);
});

test('不予受理 and 不予许可 have reasons, basis, review organ and court', () => {
  const declined = issued(
    fileOf(applied, actOf('intakeChecked', '2025-03-03', { outcome: 'notOurs' })),
    actOf('permitDeclined', '2025-03-03', { ground: 'notOurs', rightOrgan: '凌海市林业主管部门' }),
    { XK05: '不受1' },
  );
  const refused = issued(fileOf(applied, checked, accepted), actOf('decisionMade', '2025-03-20', { outcome: 'refused' }), {
    XK17: '不准1',
  });
  for (const paper of [declined[0], refused[0]]) {
    assert.match(said(paper), /六十日内向盘锦市人民政府申请行政复议/);
    assert.match(said(paper), /六个月内依法直接向盘锦市兴隆台区人民法院提起行政诉讼/);
    assert.match(said(paper), /依据.*的规定，本机关决定不予/);
  }
  assert.match(said(declined[0]), /向凌海市林业主管部门申请/);
});

test('the decision is the first paper: it, and not the approval form, is what the public is shown', () => {
  const granted = actOf('decisionMade', '2025-03-20', {
    outcome: 'granted',
    permitContent: '准予采伐',
    validFrom: '2025-03-20',
    validTo: '2025-09-19',
  });
  const forms = issued(fileOf(applied, checked, accepted), granted, { XK16: '准1' }).map((paper) => paper.form);
  assert.deepEqual(forms, ['XK16', 'XK15']);
});

test('only days told in writing are taken out of the term, and no more than it took', () => {
  const told = (from: string, to: string) => actOf('specialTimeTold', '2025-03-05', { kind: 'expertReview', from, to });
  const due = (...acts: Act[]) => decisionDue(fileOf(applied, checked, accepted, ...acts), registers)!.strict;
  const result = (day: string) => actOf('specialResultReceived', day, { kind: 'expertReview' });
  assert.equal(due(), '2025-03-31');
  assert.equal(due(told('2025-03-10', '2025-03-14')), '2025-04-08'); // five working days out, 清明 on 4 April
  assert.equal(due(told('2025-03-10', '2025-03-14'), result('2025-03-11')), '2025-04-02');
  assert.equal(due(told('2025-03-10', '2025-03-11'), result('2025-03-21')), '2025-04-02'); // later than told: counted
  assert.equal(due(told('2025-03-03', '2025-03-06')), '2025-04-02'); // before it was told: counted
  const both = [told('2025-03-10', '2025-03-14'), told('2025-03-12', '2025-03-14')];
  assert.equal(due(...both), '2025-04-08'); // two at once take the same days out once
  assert.equal(pausesOf(fileOf(applied, checked, accepted, ...both)).length, 2);
});

test('an extension counts once it is told while the term runs', () => {
  const due = (...acts: Act[]) => decisionDue(fileOf(applied, checked, accepted, ...acts), registers)!.strict;
  const extended = actOf('periodExtended', '2025-03-25');
  assert.equal(due(extended), '2025-03-31');
  assert.equal(due(extended, actOf('extensionTold', '2025-03-31')), '2025-04-15');
  assert.equal(due(extended, actOf('extensionTold', '2025-04-01')), '2025-03-31');
});

test('joint handling has forty-five working days', () => {
  const file = fileOf(applied, checked, actOf('permitAccepted', '2025-03-03', { joint: true, organs: '市自然资源局' }));
  assert.equal(decisionDue(file, registers)!.amount, 45);
});
