// src/law/papers/general.test.ts —— 通用文书：each of the 134 forms of the list becomes a whole paper, with personal data in masked runs
import assert from 'node:assert/strict';
import { test } from 'node:test';
import forms from '../../../agencies/panjin/forms.json' with { type: 'json' };
import { plainDate } from '../../base/dates.ts';
import { parseParticulars } from '../particulars/field.ts';
import { askedOf, withContent } from '../particulars/formContent.ts';
import type { Form } from '../registers.ts';
import { papersFor } from './compose.ts';
import { type Paper, runsOf } from './paper.ts';
import { sampleCompany } from './sample/acts.ts';
import { sampleContent } from './sample/content.ts';
import { type SampleCase, sampleCase } from './sampleCase.ts';
import { paperFaults } from './whole/mandatory.ts';

const all = forms.forms as Form[];
const cases = { 自然人: sampleCase(), 单位: sampleCase(sampleCompany) };
const textOf = (paper: Paper) => [paper.agency, paper.title, paper.number ?? '', ...runsOf(paper).map(({ run }) => run.text)].join('');

/** The form written by hand upon the sample case. */
function byHand({ file, registers }: SampleCase, form: Form, content = sampleContent(form), change: Partial<typeof registers> = {}) {
  const numbers = form.docNumberAbbr ? { [form.code]: `盘林湿${form.docNumberAbbr}〔2025〕第001号` } : {};
  const act = { step: 'paperIssued' as const, on: plainDate('2025-06-16'), by: ['panjin-p11'], particulars: { form: form.code, content } };
  const at = { file, act, made: { numbers }, registers: { ...registers, ...change } };
  const papers = papersFor(at);
  return { papers, faults: paperFaults(at, papers) };
}

test('the list has 134 forms, and what each asks can be answered', () => {
  assert.equal(all.length, 134);
  for (const form of all)
    assert.deepEqual(parseParticulars(askedOf(form), sampleContent(form)), { ok: true, particulars: sampleContent(form) }, form.code);
});

for (const [kind, sample] of Object.entries(cases))
  test(`each of the 134 forms becomes one paper that lacks nothing the list demands (${kind})`, () => {
    for (const form of all) {
      const { papers, faults } = byHand(sample, form);
      assert.deepEqual([papers.map((paper) => paper.form), faults], [[form.code], []], form.code);
      assert.equal(papers[0]!.template, 'v1');
      assert.equal(papers[0]!.number !== undefined, form.docNumberAbbr !== null, `${form.code} number`);
    }
  });

test('everything answered can be read on the paper', () => {
  for (const form of all) {
    const text = textOf(byHand(cases.自然人, form).papers[0]!);
    for (const field of askedOf(form)) {
      const value = sampleContent(form)[field.key];
      const words = field.kind === 'longText' || field.kind === 'choice' ? String(value).slice(0, 12) : undefined;
      if (words) assert.ok(text.includes(words), `${form.code} ${field.key}: ${words}`);
      if (field.kind === 'date') assert.ok(text.includes('2025年6月20日'), `${form.code} ${field.key}`);
      if (field.kind === 'money') assert.ok(text.includes('人民币伍仟叁佰伍拾玖元陆角捌分（￥5,359.68）'), `${form.code} ${field.key}`);
      if (field.kind === 'rows')
        assert.ok(text.includes(`${field.fields[0]!.label}2`) || field.key === 'transferMaterials', `${form.code} ${field.key}`);
    }
  }
});

test('personal data stands in runs of its own with its mask, and nowhere in an open run', () => {
  const { papers } = cases.自然人;
  const personal = runsOf(papers.CF29!).flatMap(({ run }) => (run.mask ? [run.text] : []));
  const known = [...new Set([...personal, '郑演示', '孙演示', '林演示', '北纬41°12′08″、东经121°59′36″'])].filter(
    (text) => text.length > 2,
  );
  for (const form of all)
    for (const { run } of runsOf(byHand(cases.自然人, form).papers[0]!))
      if (!run.mask)
        assert.deepEqual(
          known.filter((text) => run.text.includes(text)),
          [],
          `${form.code}: ${run.text}`,
        );
});

test('papers use full-width punctuation, end their sentences once and leave no hole', () => {
  for (const form of all) {
    const text = textOf(byHand(cases.自然人, form).papers[0]!).replaceAll(cases.自然人.registers.agency.bank.account, '一');
    assert.doesNotMatch(text, /[\u3400-\u9fff][,;:()?]|[,;:()?][\u3400-\u9fff]/u, form.code);
    assert.doesNotMatch(text, /undefined|NaN|null|\[object|。。|，。|；。|：。/, form.code);
  }
});

test('a decision without its bank, its remedies or the party is refused with the article that demands them', () => {
  const { file, registers } = cases.自然人;
  const made = file.acts.findLast((act) => act.step === 'decisionMade')!;
  const before = { ...file, acts: file.acts.filter((act) => act.n < made.n) };
  const at = { file: before, act: made, made: made.made!, registers };
  const [decision] = papersFor(at);
  const bankless = { ...at, registers: { ...registers, agency: { ...registers.agency, bank: { ...registers.agency.bank, account: '' } } } };
  const [reason] = paperFaults(bankless, papersFor(bankless));
  assert.equal(reason!.basis, '罚缴分离办法§7');
  assert.match(reason!.detail!, /《行政处罚决定书》缺少：代收机构、账号/);
  const cut: Paper = { ...decision!, blocks: decision!.blocks.filter((block) => block.kind !== 'signature').slice(2) };
  const faults = paperFaults(at, [cut]);
  assert.deepEqual(
    faults.map((fault) => fault.basis),
    ['处罚法§59'],
  );
  assert.match(faults[0]!.detail!, /身份证件类型及号码、住址\/住所、机关印章/);
  const noRemedy: Paper = {
    ...decision!,
    blocks: decision!.blocks.filter((block) => !('runs' in block) || !block.runs.some((run) => run.text.includes('六十日'))),
  };
  assert.match(paperFaults(at, [noRemedy])[0]!.detail!, /行政复议机关、复议期限、有管辖权的人民法院、起诉期限/);
  assert.deepEqual(paperFaults(at, [decision!]), []);
});

test('whom to appeal to follows from the kind of agency, on every form that tells of it', () => {
  const vertical = { ...cases.自然人.registers.agency, kind: 'verticalAgency' as const, superior: '辽宁省演示局' };
  for (const form of all.filter((each) => each.fields.some((field) => field.key === 'reviewOrgan'))) {
    const { papers, faults } = byHand(cases.自然人, form, undefined, { agency: vertical });
    assert.match(textOf(papers[0]!), /向辽宁省演示局申请行政复议/, form.code);
    assert.deepEqual(faults, [], form.code);
    assert.equal(
      /应当先/.test(textOf(papers[0]!)),
      form.fields.some((field) => field.key === 'reviewFirst'),
      form.code,
    );
  }
});

test('the content of a chosen form is asked as the form lists it, and nothing else is taken', () => {
  const registers = cases.自然人.registers;
  const fields = [
    { key: 'form', label: '文书', kind: 'text' as const },
    { key: 'content', label: '内容', kind: 'group' as const, fields: [], required: true },
  ];
  const parse = (particulars: object) => parseParticulars(withContent(fields, particulars, registers), particulars);
  const form = all.find((each) => each.code === 'CF05')!;
  assert.equal(parse({ form: 'CF05', content: sampleContent(form) }).ok, true);
  const empty = parse({ form: 'CF05', content: { reason: '了解情况' } });
  assert.deepEqual(!empty.ok && empty.faults.map((fault) => fault.path), ['content.startTime', 'content.place']);
  assert.equal(parse({ form: 'CF05', content: { ...sampleContent(form), waive: true } }).ok, false);
});
