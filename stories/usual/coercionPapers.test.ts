// stories/usual/coercionPapers.test.ts —— 行政强制的文书：what the coercion law demands stands on each paper, and nobody's data stands unmasked
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import type { RecordedAct } from '../../src/law/engine.ts';
import { partyOf } from '../../src/law/facts.ts';
import { papersFor } from '../../src/law/papers/compose.ts';
import { type Paper, runsOf } from '../../src/law/papers/paper.ts';
import { paperFaults } from '../../src/law/papers/whole/mandatory.ts';
import { readPack } from '../../src/registers/pack.ts';
import { lawOf } from '../lawOf.ts';
import { namesOf, registersOf } from '../packRegisters.ts';
import { readStories } from '../readStory.ts';
import { runStory } from '../runStory.ts';

const root = join(import.meta.dirname, '..', '..');
const pack = await readPack(join(root, 'agencies', 'panjin'));
const runs = (
  await Promise.all(['查封扣押', '代履行', '申请法院执行'].map((folder) => readStories(join(root, 'stories', folder), namesOf(pack))))
)
  .flat()
  .map((story) => ({
    story,
    law: lawOf(story.lines),
    registers: registersOf(pack, story),
    file: runStory(story, registersOf(pack, story)).file,
  }));

type Issued = { act: RecordedAct; papers: Paper[]; faults: string[]; documents: string[] };
/** What each act of a story issued. */
const issuedIn = ({ file, registers, law }: (typeof runs)[number]): Issued[] =>
  file.acts.map((act, i) => {
    const at = { file: { id: file.id, acts: file.acts.slice(0, i) }, act, made: act.made ?? {}, registers, law };
    const papers = papersFor(at);
    return {
      act,
      papers,
      faults: paperFaults(at, papers).map((fault) => `${act.step} ${fault.detail}`),
      documents: law.steps[act.step]!.documents ?? [],
    };
  });
const all = runs.map((run) => ({ ...run, issued: issuedIn(run) }));
const paperOf = (title: string, form: string): Paper => {
  const found = all
    .find(({ story }) => story.title === title)!
    .issued.flatMap(({ papers }) => papers)
    .findLast((paper) => paper.form === form);
  assert.ok(found, `${title} ${form}`);
  return found;
};
const textOf = (paper: Paper) =>
  runsOf(paper)
    .map(({ run }) => run.text)
    .join('');
const says = (paper: Paper, ...words: string[]) => {
  for (const each of words) assert.ok(textOf(paper).includes(each), `${paper.form} does not say ${each}: ${textOf(paper)}`);
};

test('each step issues exactly the papers its procedure names for it, and none lacks what law and list demand', () => {
  let papers = 0;
  for (const { story, issued } of all)
    for (const each of issued) {
      assert.deepEqual(
        each.papers.map(({ form }) => form),
        // What is written by hand is named by the act itself.
        each.act.step === 'paperIssued' ? [each.act.particulars.form] : each.documents,
        `${story.title} ${each.act.step}`,
      );
      assert.deepEqual(each.faults, [], story.title);
      papers += each.papers.length;
    }
  assert.ok(papers > 100, `${papers}`);
});

test('every form of its own is issued by some story', () => {
  const forms = new Set(all.flatMap(({ issued }) => issued.flatMap(({ papers }) => papers.map(({ form }) => form))));
  const own = [
    'QZ01',
    'QZ02',
    'QZ03',
    'QZ04',
    'QZ06',
    'QZ07',
    'QZ08',
    'QZ09',
    'QZ10',
    'QZ11',
    'QZ12',
    'QZ14',
    'QZ15',
    'QZ16',
    'QZ17',
    'QZ18',
    'QZ19',
    'QZ20',
    'QZ21',
    'G07',
    'G21',
  ];
  assert.deepEqual(
    own.filter((form) => !forms.has(form)),
    [],
  );
});

test('强制法§24: party, reasons, basis, period, goods with quantities, remedies, agency, seal and day', () => {
  const paper = paperOf('扣押来源不明的木材，没收木材、退还油锯', 'QZ02');
  says(
    paper,
    '阎木（演示）',
    '木材路8号',
    '不能提供木材的合法来源证明',
    '《中华人民共和国森林法》第六十七条第一款第三项',
    '《中华人民共和国行政强制法》第十八条、第二十四条',
  );
  says(
    paper,
    '自2026年3月4日起至2026年4月2日止',
    '杨木原木12.5立方米',
    '油锯1台',
    '盘锦市人民政府申请行政复议',
    '盘锦市兴隆台区人民法院提起行政诉讼',
    '保管费用由本机关承担',
  );
  const signature = paper.blocks.find((block) => block.kind === 'signature');
  assert.deepEqual([signature?.lines, signature?.date, signature?.seal], [['盘锦市林业和湿地保护管理局'], '2026年3月3日', true]);
});

test('the list holds every line in two copies', () => {
  const paper = paperOf('扣押来源不明的木材，没收木材、退还油锯', 'QZ03');
  const list = paper.blocks.find((block) => block.kind === 'list');
  assert.deepEqual(
    list?.rows.map((row) => row.slice(0, 5).map((cell) => cell.map((run) => run.text).join(''))),
    [
      ['1', '杨木原木', '长4米', '12.5', '立方米'],
      ['2', '油锯', '演示牌', '1', '台'],
    ],
  );
  says(paper, '一式二份');
});

test('强制法§25: the extension says why and to which day, tests left out; §28: the release says on which ground', () => {
  says(paperOf('查封加工场所，先经法制审核，检测期间扣除，延长一次', 'QZ06'), '情况复杂', '延长30日，延长至2026年12月22日');
  says(paperOf('紧急查封加工设备，补办批准迟延，到期解除', 'QZ08'), '查封、扣押期限已经届满', '第二十八条', '木材加工设备');
  says(paperOf('紧急扣押，负责人认为不应当采取，立即解除', 'QZ08'), '第十九条');
  says(paperOf('变卖鲜菌棒，款项退还；木材移送公安机关', 'QZ08'), '退还所得款项人民币2400.00元');
});

test('a late ratification stands on the approval with its reason', () => {
  says(paperOf('紧急查封加工设备，补办批准迟延，到期解除', 'QZ01'), '2026年9月9日15时00分', '负责人在外地出差', '是：');
});

test('强制法§35: the demand has term, way, sum with the way to pay, and the right to be heard; the late fine stays at the principal', () => {
  const demand = paperOf('逾期不缴罚款，催告后申请人民法院强制执行，执行完毕', 'QZ11');
  says(demand, '2026年3月18日前', '缴至代收机构', '￥9,000.00', '加处罚款计至今日为人民币玖仟元整', '有权进行陈述和申辩', '送达十日后');
});

test('强制法§51: reasons, basis, way, day, object, budget and who performs', () => {
  const decision = paperOf('逾期不恢复植被，委托第三人代履行，费用缴清', 'QZ14');
  says(
    decision,
    '《中华人民共和国森林法》第八十一条',
    '第五十条、第五十一条',
    '2026年4月1日',
    '补植苗木120株',
    '￥7,480.00',
    '盘锦演示绿化有限公司',
    '没有利害关系',
    '申请行政复议',
  );
});

test('强制法§51, §52: the notice to pay names one day only, where to pay, the article and the remedies', () => {
  const days = (paper: Paper) => [...new Set(textOf(paper).match(/于\d{4}年\d{1,2}月\d{1,2}日前/g))];
  const ordinary = paperOf('逾期不恢复植被，委托第三人代履行，费用缴清', 'QZ17');
  says(ordinary, '第五十一条', '￥7,480.00', '盘锦演示绿化有限公司', '代收机构', '申请行政复议', '提起行政诉讼');
  assert.deepEqual(days(ordinary), ['于2026年4月18日前']);
  const atOnce = paperOf('公共场所障碍物，当事人在场不能清除，立即代履行后缴清', 'QZ17');
  says(atOnce, '第五十二条、第五十一条', '公共场所的障碍物', '￥800.00', '申请行政复议');
  assert.deepEqual(days(atOnce), ['于2026年11月5日前']);
});

test('强制法§27: the disposal names each thing, what becomes of it, the article, the penalty decision and the remedies', () => {
  const decision = paperOf('扣押来源不明的木材，没收木材、退还油锯', 'QZ09');
  says(decision, '杨木原木12.5立方米：没收', '森林法第七十八条', '盘林罚决字〔2026〕第002号', '申请行政复议', '提起行政诉讼');
});

test('强制法§55: the application names decision, facts, demand, opinion, object, materials, court and the head who signs', () => {
  const application = paperOf('逾期不缴罚款，催告后申请人民法院强制执行，执行完毕', 'QZ21');
  says(
    application,
    '盘林罚决字〔2025〕第012号',
    '盘林罚案〔2025〕012号',
    '修建农用道路',
    '《履行行政决定催告书》',
    '没有提出',
    '沈岳',
    '盘锦市兴隆台区人民法院',
  );
  says(application, '强制执行申请书', '行政决定书及作出决定的事实、理由和依据', '当事人的意见及行政机关催告情况', '申请强制执行标的情况');
});

test("a natural person's name, number, telephone and address stand in runs of their own, masked", () => {
  let seen = 0;
  for (const { file, issued } of all) {
    const party = partyOf(file)!;
    if (party.kind !== 'person') continue;
    for (const { papers } of issued)
      for (const { run } of papers.flatMap((paper) => runsOf(paper)))
        for (const datum of [party.name, party.citizenId!, party.phone, party.address])
          if (run.text.includes(datum)) {
            assert.ok(run.mask, `${run.text}`);
            seen += 1;
          }
  }
  assert.ok(seen > 100, `${seen}`);
});
