// src/law/papers/papers.test.ts —— 文书:every required field stands on the paper, and no personal datum stands unmasked
import assert from 'node:assert/strict';
import { test } from 'node:test';
import forms from '../../../agencies/panjin/forms.json' with { type: 'json' };
import { plainDate } from '../../base/dates.ts';
import { type Act, type CaseFile, refusals } from '../engine.ts';
import { parseParticulars } from '../particulars/field.ts';
import { penaltyOrdinary } from '../procedures/penaltyOrdinary.ts';
import { papersFor } from './compose.ts';
import { assemble, dismantle, type Paper, type ReadRun, type Run, runsOf } from './paper.ts';
import { ordinal } from './pieces/words.ts';
import { sampleCompany, samplePerson, witness } from './sample/acts.ts';
import { ofCompany, ofPerson, onEveryForm, onForm, type Place } from './sample/requiredFields.ts';
import { sampleCase } from './sampleCase.ts';

const ten = ['CF03', 'CF06', 'CF07', 'CF13', 'CF18', 'G21', 'CF19', 'CF20', 'CF29', 'G07'];
const person = sampleCase();
const company = sampleCase(sampleCompany);
const textOf = (paper: Paper) => [paper.agency, paper.title, paper.number ?? '', ...runsOf(paper).map(({ run }) => run.text)].join('');

test('the sample case is a lawful one: no act of it is refused, and every form parses', () => {
  let file: CaseFile = { id: 'sample', acts: [] };
  for (const act of person.file.acts) {
    const step = penaltyOrdinary.steps[act.step]!;
    assert.equal(parseParticulars(step.fields, act.particulars).ok, true, `${act.n} ${act.step}`);
    const at = { act, file, registers: person.registers, today: act.on, enteredBy: act.enteredBy };
    assert.deepEqual(refusals(penaltyOrdinary, at), [], `${act.n} ${act.step}`);
    file = { ...file, acts: [...file.acts, act] };
  }
});

test('each step issues exactly the papers the procedure names for it', () => {
  assert.deepEqual(new Set(person.all.map((paper) => paper.form)), new Set(ten));
  for (const [i, act] of person.file.acts.entries()) {
    const before = { ...person.file, acts: person.file.acts.slice(0, i) };
    const issued = papersFor({ file: before, act, made: act.made!, registers: person.registers, law: penaltyOrdinary }).map(
      (paper) => paper.form,
    );
    assert.deepEqual(issued, penaltyOrdinary.steps[act.step]!.documents ?? [], act.step);
  }
});

test('every particular of the case can be read on its paper, for a person and for a company', () => {
  for (const { papers, expected } of [person, company]) {
    assert.deepEqual(new Set(Object.keys(papers)), new Set(Object.keys(expected)));
    for (const [form, values] of Object.entries(expected))
      assert.deepEqual(
        values.filter((value) => !textOf(papers[form]!).includes(value)),
        [],
        form,
      );
  }
});

const stands = (paper: Paper, place: Place): boolean => {
  if (place instanceof RegExp) return place.test(textOf(paper));
  const signature = paper.blocks.find((block) => block.kind === 'signature');
  return {
    '@title': paper.title !== '',
    '@number': Boolean(paper.number),
    '@date': Boolean(signature?.date),
    '@seal': signature?.seal === true,
    '@pages': paper.layout !== 'letter', // its template numbers the pages 第1页 共2页
  }[place];
};

test('every required field of the ten forms of forms.json stands on its paper', () => {
  for (const code of ten) {
    const form = forms.forms.find((each) => each.code === code)!;
    for (const { key } of form.fields.filter((field) => field.required)) {
      const place = onForm[`${code}.${key}`] ?? onEveryForm[key];
      const paper = (whose: typeof person) => whose.papers[code];
      if (place) assert.ok(stands(paper(person)!, place), `${code} ${key}`);
      else if (ofPerson[key]) assert.ok(stands(paper(person)!, ofPerson[key]), `${code} ${key}`);
      else {
        assert.ok(ofCompany[key], `${code} ${key} has no place`);
        const paperOfCompany = paper(company) ?? papersOf(company, 'noticeServed', { hearable: true }).find((each) => each.form === code)!;
        assert.ok(stands(paperOfCompany, ofCompany[key]), `${code} ${key}`);
      }
    }
  }
});

/** The papers of the last act of a step, with other particulars or another made part, on the case up to it. */
function papersOf(
  of: typeof person,
  step: Act['step'],
  change: { hearable?: boolean; particulars?: object; drop?: Act['step'][]; add?: Act[] },
) {
  const at = of.file.acts.findLastIndex((act) => act.step === step);
  const act = of.file.acts[at]!;
  const added = (change.add ?? []).map((each, i) => ({ ...act, made: {}, ...each, id: `added-${i}`, n: 100 + i }));
  const acts = [...of.file.acts.slice(0, at).filter((each) => !change.drop?.includes(each.step)), ...added];
  const made = { ...act.made, ...(change.hearable === undefined ? {} : { hearable: change.hearable }) };
  const changed = { ...act, particulars: { ...act.particulars, ...change.particulars } };
  return papersFor({ file: { ...of.file, acts }, act: changed, made, registers: of.registers });
}

test('a decision has the six elements of 处罚法第59条, the collecting bank, the late fine and the remedies', () => {
  for (const { papers } of [person, company]) {
    const text = textOf(papers.CF29!);
    const elements = [
      /当事人（.+）：.+住[址所]：/, // （一）当事人的姓名或者名称、地址
      /一、违法事实和证据.+证\d/, // （二）事实和证据
      /四、处罚决定依据《.+罚款人民币/, // （三）种类和依据
      /五、履行方式和期限.+十五日内/, // （四）履行方式和期限
      /六、救济途径.+六十日内.+六个月内/, // （五）复议、诉讼的途径和期限
      /盘锦市林业和湿地保护管理局2025年6月12日$/, // （六）机关名称和日期
    ];
    for (const element of elements) assert.match(text, element);
    assert.match(text, /代收机构.+地址：.+账号：.+每日按罚款数额的百分之三加处罚款/);
    assert.equal(papers.CF29!.blocks.at(-1)!.kind === 'signature' && (papers.CF29!.blocks.at(-1) as { seal: boolean }).seal, true);
  }
});

test('a paper taken apart and put together is the same paper', () => {
  for (const paper of person.all) {
    const pieces = new Map(dismantle(paper).map(({ path, value }) => [path, value]));
    const read = assemble(pieces.get(`paper/${paper.form}`), paper.form, (path) =>
      pieces.has(path) ? { value: pieces.get(path) } : undefined,
    );
    const found: Run[] = [];
    const walk = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      const run = value as ReadRun;
      if ('path' in run && 'text' in run) found.push(run.mask ? { text: run.text, mask: run.mask } : { text: run.text });
      else for (const member of Object.values(value)) walk(member);
    };
    walk(read.blocks);
    const key = (run: Run) => `${run.mask ?? ''}|${run.text}`;
    assert.deepEqual(
      found.map(key).sort(),
      runsOf(paper)
        .map(({ run }) => key(run))
        .sort(),
    );
    assert.deepEqual({ ...read, blocks: [] }, { ...paper, blocks: [] });
  }
});

test('no hearing notice without the right to a hearing, and the prior notice then does not speak of one', () => {
  const [notice, ...others] = papersOf(person, 'noticeServed', { hearable: false });
  assert.deepEqual(
    others.map((paper) => paper.form),
    ['G07'],
  );
  assert.doesNotMatch([notice!, ...others].map(textOf).join(), /听证/);
});

const happened = (step: Act['step'], on: string, particulars: object): Act => ({
  step,
  on: plainDate(on),
  by: ['panjin-p01'],
  particulars: { ...particulars },
});
const defence: Act['step'][] = ['statementReceived', 'statementRechecked', 'hearingWaived'];
const decisionText = (add: Act[]) => textOf(papersOf(person, 'decisionMade', { drop: defence, add }).at(0)!);

test('the decision tells what the party did with its rights: silent, waived, stated, hearing held or ended', () => {
  assert.match(decisionText([]), /当事人在告知的期限内没有提出陈述、申辩。当事人没有要求听证，本案没有举行听证。/);
  assert.match(decisionText([happened('statementWaived', '2025-06-03', { paper: ['waiver'] })]), /当事人书面声明放弃陈述、申辩。/);
  const held = happened('hearingHeld', '2025-06-10', { opinion: '维持原处罚意见' });
  assert.match(decisionText([held]), /应当事人要求，本机关于2025年6月10日举行听证。听证意见：维持原处罚意见。/);
  assert.match(decisionText([happened('hearingAbandoned', '2025-06-10', { why: 'absent' })]), /经通知无正当理由拒不出席，听证终止。/);
  const late = happened('hearingRequested', '2025-06-20', { form: 'oral' });
  assert.match(decisionText([late]), /没有在法定期限内要求听证/);
  const ordered = happened('correctionOrdered', '2025-04-16', { demand: '停止占用林地。', by: '2025-05-01' });
  assert.match(decisionText([ordered]), /本机关于2025年4月16日责令当事人改正：停止占用林地，期限至2025年5月1日。/);
});

test('the decision says what is to be done in plain words, and neither a sample standard nor its tag stands in it', () => {
  const text = textOf(person.papers.CF29!);
  assert.match(text, /当事人应当在2025年9月30日前恢复植被和林业生产条件，并接受本机关复查。/);
  assert.match(text, /裁量档次：较轻（从轻），即/);
  assert.doesNotMatch(text, /示例：|完成“|裁量基准替换/);
});

test('the report lists evidence nobody quoted, and says so when there is none', () => {
  assert.match(textOf(person.papers.CF18!), /入卷而未引用的证据：证1卫星遥感图斑核查照片、证6先行登记保存录像、笔录3。/);
  const facts = [
    {
      text: '违法事实',
      records: [{ act: 6 }, { act: 7 }, { act: 8 }],
      evidence: ['clue', 'map', 'sketch', 'photo', 'video', 'voice', 'goods', 'appraisal'],
    },
  ];
  const all = textOf(papersOf(person, 'investigationConcluded', { particulars: { facts } }).at(0)!);
  assert.match(all, /未引用的证据：无，入卷证据、笔录均已引用。/);
});

test('a fine below its tier is said to be below it, and why', () => {
  const report = textOf(papersOf(person, 'investigationConcluded', { particulars: { tier: '一般', fine: 100000 } }).at(0)!);
  assert.match(report, /罚款￥1,000.00低于上述裁量幅度的下限，因当事人具有从轻、减轻情节。/);
});

test('leaving a paper is told with its reason and witness, instead of a receiver', () => {
  const left = {
    method: 'left',
    refusal: '当事人拒绝签收',
    witness: witness.name,
    receivedBy: undefined,
    relation: undefined,
    proof: ['photo'],
  };
  const text = textOf(papersOf(person, 'decisionServed', { particulars: left }).at(0)!);
  assert.match(text, /送达方式留置送达/);
  assert.match(text, /当事人拒绝签收。已将文书留置于受送达人住所/);
  assert.match(text, /见证人欧阳𬭎/);
});

test('a corrected datum is the one the next paper prints', () => {
  const n = person.file.acts.find((act) => act.step === 'filingProposed')!.n;
  const corrected = { party: { ...samplePerson, phone: '13911112222' } };
  const correction = happened('actCorrected', '2025-06-11', { act: n, corrected, reason: '录入有误' });
  const text = textOf(papersOf(person, 'decisionMade', { add: [correction] }).at(0)!);
  assert.match(text, /联系电话：13911112222/);
});

test('a company is spoken to as 你单位, a person as 你', () => {
  assert.match(textOf(company.papers.CF19!), /你单位涉嫌擅自改变林地用途/);
  assert.match(textOf(person.papers.CF19!), /[。]你涉嫌擅自改变林地用途/);
});

test('papers use full-width punctuation and set no blank beside Chinese, except inside an account number', () => {
  for (const paper of [...person.all, ...company.all]) {
    const text = textOf(paper).replaceAll(person.registers.agency.bank.account, '');
    assert.doesNotMatch(text, /[\u3400-\u9fff][,;:()?]|[,;:()?][\u3400-\u9fff]/u, paper.form);
    assert.doesNotMatch(text, /[\u3400-\u9fff] | [\u3400-\u9fff]/u, paper.form);
    assert.doesNotMatch(text, /undefined|NaN|null|。。|，。|；。|：。/, paper.form);
  }
});

test('ordinals go on past ten', () => {
  assert.deepEqual([0, 9, 10, 19, 20, 98].map(ordinal), ['一', '十', '十一', '二十', '二十一', '九十九']);
});
