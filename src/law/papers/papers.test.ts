// src/law/papers/papers.test.ts —— 文书:every required field stands on the paper, and no personal datum stands unmasked
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import forms from '../../../agencies/panjin/forms.json' with { type: 'json' };
import { plainDate } from '../../base/dates.ts';
import { type Act, type CaseFile, refusals } from '../engine.ts';
import { citizenCheckCharacter } from '../identifiers.ts';
import { assemble, dismantle, type Paper, type ReadRun, type Run, runsOf } from '../paper.ts';
import { parseParticulars } from '../particulars/field.ts';
import { penaltyOrdinary } from '../procedures/penaltyOrdinary.ts';
import { papersFor } from './compose.ts';
import { ordinal } from './pieces/words.ts';
import { coordinates, sampleCompany, samplePerson, witness } from './sample/acts.ts';
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
    const issued = papersFor({ file: before, act, made: act.made!, registers: person.registers }).map((paper) => paper.form);
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

/** Where each field of forms.json stands: words of the paper, `@` for the paper's own title, number, date, seal or page foot. */
type Place = RegExp | '@title' | '@number' | '@date' | '@seal' | '@pages';
const both: Record<string, Place> = {
  docTitle: '@title',
  docNo: '@number',
  date: '@date',
  seal: '@seal',
  pageNo: '@pages',
  caseNo: /盘林湿案〔2025〕0001号/,
  partyType: /自然人|法人或者非法人组织/,
  partyName: /张㛃堃|盘锦演示苇田农业有限公司/,
  partyAddr: /住[址所]/,
  partyPhone: /联系电话/,
  occurTime: /违法行为发生时间2024年11月4日至2024年11月8日/,
  occurPlace: /违法行为地点.*犇河村北侧林地/,
  caseSource: /案件来源遥感图斑/,
  clueTime: /线索获取时间2025年2月10日9时20分/,
  caseCause: /案由擅自改变林地用途/,
  briefFacts: /简要案情.*修建农用道路/,
  filingBasis: /立案依据《中华人民共和国行政处罚法》第五十四条/,
  handlerOpinion: /承办人意见/,
  deptOpinion: /承办机构负责人意见/,
  leaderDecision: /行政机关负责人决定/,
  startTime: /时间2025年2月2[01]日\d+时\d\d分至/,
  endTime: /至\d+时\d\d分/,
  place: /(询问|勘验)地点/,
  askers: /(询问人|勘验人)及执法证号赵延（执法证号：演示-2111000001）/,
  recorder: /记录人钱禾/,
  asked: /被询问人(张㛃堃|周慕犇)/,
  relation: /与本案关系当事人/,
  certShown: /出示执法证件/,
  qa: /是我雇人修的/,
  readBack: /以上笔录我看过（向我宣读过），与我说的一致。/,
  signParty: /(被询问人|当事人)签名（捺指印）/,
  signOfficer: /(询问人|勘验人|执法人员)签名/,
  gps: /坐标（CGCS2000）北纬41°12′08″、东经121°59′36″/,
  inspectContent: /勘验情况.*长111.66米/,
  measure: /测量数据：实测面积334.98㎡（约0.50亩）/,
  sketch: /现场示意图：证2现场示意图/,
  photos: /照片编号：证3/,
  avRefs: /音像记录编号：证4/,
  reason: /因铺路用的砂石可能被运走，证据可能灭失/,
  basis: /依据《中华人民共和国行政处罚法》第五十六条的规定/,
  goodsTable: /名称规格、型号或者特征数量单位状况存放地1山皮石粒径5至10厘米12立方米堆放犇河村/,
  keepPlace: /保存地点：犇河村村民委员会院内/,
  keeper: /保管人：欧阳𬭎/,
  keepDays: /保存期限为七个工作日/,
  facts: /（一）2024年11月4日至8日/,
  evidenceList: /证8林地现状鉴定意见书鉴定意见/,
  breachLaw: /违反了《中华人民共和国森林法》第三十七条第一款、第十五条第三款的规定/,
  penaltyLaw: /依据.*《中华人民共和国森林法》第七十三条第一款的规定/,
  discretionReason: /裁量理由：公益林面积小于1亩/,
  penaltyContent: /1．责令限期恢复植被和林业生产条件，期限至2025年9月30日；2．罚款人民币伍仟叁佰伍拾玖元陆角捌分（￥5,359.68）。/,
  hearingTold: /有权要求听证.*五日内（五个工作日，至2025年6月9日止）/,
  performWay: /缴至代收机构/,
  payDeadline: /自收到本决定书之日起十五日内/,
  payBank: /示例银行盘锦分行营业部（演示）.*账号：0000 0000 0000 0000 001/,
  latePenalty: /每日按罚款数额的百分之三加处罚款，加处罚款不超过罚款数额/,
  reviewOrgan: /向盘锦市人民政府申请行政复议/,
  reviewDays: /六十日内/,
  court: /向盘锦市兴隆台区人民法院提起行政诉讼/,
  suitMonths: /六个月内/,
  serveDoc: /送达文书名称及文号《行政处罚决定书》（盘林湿罚决〔2025〕第001号）/,
  receiver: /受送达人(张㛃堃|盘锦演示苇田农业有限公司)/,
  servePlace: /送达地点辽宁省盘锦市/,
  serveWay: /送达方式直接送达/,
  serveTime: /送达时间2025年6月13日15时10分/,
  serverSign: /送达人签名送达人签名/,
  lrReceived: /收到材料日期2025年5月23日/,
  lrDue: /审核期限7个工作日，至2025年6月4日/,
  lrItems: /七违法行为是否涉嫌犯罪、需要移送司法机关认可/,
  lrResult: /审核结论同意/,
  legalOpinion: /法制机构意见.*冯正/,
  lrReviewer: /冯正（法律职业资格证号：演示-A20202111000001）/,
};
/** Fields that stand elsewhere, or otherwise, on one form; 陈述申辩权 is told differently to who is asked and who is noticed. */
const onForm: Record<string, Place> = {
  'CF06.rightsTold': /你享有陈述、申辩的权利/,
  'CF19.rightsTold': /依法享有陈述、申辩的权利.*5个工作日内，至2025年6月9日止/,
};
const ofPerson: Record<string, Place> = { partyId: /居民身份证.*211122197802280039/ };
const ofCompany: Record<string, Place> = { partyUscc: /91211100MA0DEM0003/, legalRep: /法定代表人（负责人）.*周慕犇/ };

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
      const place = onForm[`${code}.${key}`] ?? both[key];
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

const rare = fc.array(fc.constantFrom(...'㛃堃𬭎喆骉龘燚珺翀'), { minLength: 1, maxLength: 3 });
const name = fc.tuple(fc.constantFrom('张', '欧阳', '司马', '阚', '逄'), rare).map(([surname, given]) => surname + given.join(''));
const digits = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((each) => each.join(''));
const citizenId = digits(3)
  .map((order) => `21112219900101${order}`)
  .map((first17) => first17 + citizenCheckCharacter(first17));
const natural = fc.record({
  kind: fc.constant('person' as const),
  name,
  citizenId,
  phone: digits(8).map((rest) => `139${rest}`),
  address: digits(3).map((no) => `辽宁省盘锦市大洼区演示街道喆园小区${no}号`),
});

/** Unmasked words of a paper; words that stand together are joined, so that a datum cut in two would be found. */
const openText = (paper: Paper) =>
  runsOf(paper)
    .map(({ run }) => (run.mask ? '\u0000' : run.text))
    .join('');

test('no name, number, address, birth date, plate or coordinate of a natural person stands in an unmasked run of any paper', () => {
  fc.assert(
    fc.property(natural, (party) => {
      fc.pre(party.name !== witness.name);
      const { all } = sampleCase(party);
      const data = [
        party.name,
        party.citizenId,
        party.phone,
        party.address,
        '1990年1月1日',
        witness.name,
        witness.citizenId,
        '1965年9月12日',
        coordinates,
        '辽L12345',
        '何演示',
        '李演示',
      ];
      assert.equal(new Set(all.map((paper) => paper.form)).size, 10);
      for (const paper of all) for (const datum of data) assert.ok(!openText(paper).includes(datum), `${paper.form} shows ${datum}`);
    }),
    { numRuns: 25 },
  );
});

test('a masked run holds the datum alone, in the class of its kind', () => {
  const masks = (paper: Paper) => runsOf(paper).flatMap(({ run }) => (run.mask ? [run] : []));
  const all = person.all.flatMap(masks);
  const classOf = (text: string) => [...new Set(all.filter((run) => run.text === text).map((run) => run.mask))];
  assert.deepEqual(classOf(samplePerson.name), ['personName']);
  assert.deepEqual(classOf(samplePerson.citizenId!), ['idNumber']);
  assert.deepEqual(classOf(samplePerson.address), ['homeAddress']);
  assert.deepEqual(classOf(samplePerson.phone), ['phone']);
  assert.deepEqual(classOf(witness.name), ['otherName']);
  assert.deepEqual(classOf('1978年2月28日'), ['birthDate']);
  assert.deepEqual(classOf('辽L12345'), ['plate']);
});

test('a company is named in the open, its people are not', () => {
  const open = company.all.map(openText).join('');
  for (const datum of [sampleCompany.name, sampleCompany.uscc!, sampleCompany.representative!, sampleCompany.address, sampleCompany.phone])
    assert.ok(open.includes(datum), datum);
  assert.ok(!open.includes(witness.name));
  assert.ok(!open.includes('何收发'));
});

test('a sole trader is named by the shop; the operator, the home and the telephone are masked', () => {
  const shop = { ...sampleCompany, kind: 'soleTrader' as const, name: '演示苗木店', phone: '13900000001' };
  const open = sampleCase(shop).all.map(openText).join('');
  assert.ok(open.includes('演示苗木店'));
  for (const datum of [shop.representative!, shop.address, shop.phone]) assert.ok(!open.includes(datum), datum);
});

test('agency, officers, certificates and the collecting bank stay open', () => {
  const open = openText(person.papers.CF29!) + openText(person.papers.CF19!);
  const { bank, name: agency } = person.registers.agency;
  for (const text of [agency, bank.name, bank.address, bank.account, '赵延', '演示-2111000001']) assert.ok(open.includes(text), text);
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
  assert.deepEqual(others, []);
  assert.doesNotMatch(textOf(notice!), /听证/);
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

test('the report lists evidence nobody quoted, and says so when there is none', () => {
  assert.match(textOf(person.papers.CF18!), /入卷而未引用的证据：证1卫星遥感图斑核查照片、证6先行登记保存录像。/);
  const facts = [{ text: '违法事实', evidence: ['clue', 'map', 'sketch', 'photo', 'video', 'voice', 'goods', 'appraisal'] }];
  const all = textOf(papersOf(person, 'investigationConcluded', { particulars: { facts } }).at(0)!);
  assert.match(all, /未引用的证据：无，入卷证据均已引用。/);
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
  const correction = happened('actCorrected', '2025-06-11', { act: n, corrected, reason: '录入有误', proposedBy: 'panjin-p01' });
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
