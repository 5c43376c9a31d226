// stories/usual/inspectionPapers.test.ts —— 检查、确认的文书：what each paper must hold stands on it, and nobody's data stands unmasked
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import type { RecordedAct } from '../../src/law/engine.ts';
import { partyOf } from '../../src/law/facts.ts';
import { papersFor } from '../../src/law/papers/compose.ts';
import { type Paper, runsOf } from '../../src/law/papers/paper.ts';
import { confirmation } from '../../src/law/procedures/confirmation/table.ts';
import { inspection } from '../../src/law/procedures/inspection/table.ts';
import { readPack } from '../../src/registers/pack.ts';
import { namesOf, registersOf } from '../packRegisters.ts';
import { readStories } from '../readStory.ts';
import { runStory } from '../runStory.ts';

const root = join(import.meta.dirname, '..', '..');
const pack = await readPack(join(root, 'agencies', 'panjin'));
const runs = (await Promise.all(['检查', '确认'].map((folder) => readStories(join(root, 'stories', folder), namesOf(pack)))))
  .flat()
  .map((story) => ({ story, registers: registersOf(pack, story), file: runStory(story, registersOf(pack, story)).file }));

/** Every paper of the acts of a story. */
function papersOf(title: string): { paper: Paper; act: RecordedAct }[] {
  const { file, registers } = runs.find(({ story }) => story.title === title)!;
  return file.acts.flatMap((act, i) => {
    const law = file.acts[0]!.step === 'inspectionProposed' ? inspection : confirmation;
    const before = { id: file.id, acts: file.acts.slice(0, i) };
    return papersFor({ file: before, act, made: act.made ?? {}, registers, law }).map((paper) => ({ paper, act }));
  });
}
const textOf = (paper: Paper) =>
  runsOf(paper)
    .map(({ run }) => run.text)
    .join('');
/** Forms every case has, whatever its procedure: of publication and of the volume. */
const everyCase = ['G18', 'G19', 'G25', 'G26', 'G27'];
const formsOf = (title: string) =>
  papersOf(title)
    .map(({ paper }) => paper.form)
    .filter((form) => !everyCase.includes(form));

test('a whole inspection issues its papers: approval, notice, record, order, result, recheck, each with its number', () => {
  const papers = papersOf('检查责令改正，延期一次后复查合格');
  assert.deepEqual(formsOf('检查责令改正，延期一次后复查合格'), [
    'JC03',
    'JC04',
    'G07',
    'JC05',
    'JC07',
    'G09',
    'G07',
    'JC09',
    'G07',
    'JC11',
    'JC11',
  ]);
  const numbers = Object.fromEntries(papers.flatMap(({ paper }) => (paper.number ? [[paper.form, paper.number]] : [])));
  assert.deepEqual(numbers, {
    JC04: '盘林湿检通〔2026〕第001号',
    G09: '盘林湿责改〔2026〕第001号',
    JC09: '盘林湿检告〔2026〕第001号',
  });
});

test('文书必载 of the inspection forms stand on their papers', () => {
  const papers = papersOf('检查责令改正，延期一次后复查合格');
  const holds = (form: string, ...words: (string | RegExp)[]) => {
    const text = textOf(papers.find(({ paper }) => paper.form === form)!.paper);
    for (const word of words) assert.match(text, word instanceof RegExp ? word : new RegExp(word), `${form} ${String(word)}`);
  };
  holds(
    'JC03',
    '盘林湿检〔2026〕第001号',
    '专项检查',
    '盘锦演示苇田农业有限公司',
    '本年度已检查0次，上限2次',
    '演示-2111000003',
    '湿地占用、利用情况',
  );
  holds('JC04', '《中华人民共和国湿地保护法》', '2026年4月8日9时30分', '严禁逐利检查', '陈述、申辩', '执法证号', '本年度已检查0次');
  holds('JC05', '已主动出示执法证件', '已扫描检查码', '发现问题', '新修土路一条', '检查录像');
  holds(
    'G09',
    '第二十八条',
    '于2026年5月13日以前改正',
    '六十日内向盘锦市人民政府申请行政复议',
    '六个月内',
    '盘锦市兴隆台区人民法院',
    '91211100MA0DEM001J',
  );
  holds('JC09', '检查结果：责令改正', '应当履行的义务', '2026年5月13日');
  holds('G07', '《行政检查通知书》（盘林湿检通〔2026〕第001号）', '周演示');
  holds('JC11', '正在改正，同意延期，延长至2026年6月15日');
});

test('a fire hazard has its own notice: what is to be cleared away, by when', () => {
  const text = textOf(papersOf('防火检查发现隐患，逾期不消除移交立案').find(({ paper }) => paper.form === 'JC10')!.paper);
  for (const words of ['堆放枯枝约5立方米', '《森林防火条例》第二十四条', '于2026年3月25日以前整改', '清除隔离带'])
    assert.ok(text.includes(words), words);
});

test('confirmations issue the form of what was confirmed, and none where it was refused', () => {
  assert.deepEqual(formsOf('二级古树认定'), ['QR01', 'G24', 'QR02', 'G07']);
  assert.deepEqual(formsOf('更新造林验收，补正后受理'), ['QR01', 'QR03', 'G07']);
  assert.ok(formsOf('演示：被伐林木蓄积认定，已经办结').includes('CF17'));
  assert.ok(!formsOf('树龄不足三百年，不予认定').some((form) => ['QR02', 'QR03', 'CF17'].includes(form)));
  const tree = textOf(papersOf('二级古树认定').find(({ paper }) => paper.form === 'QR02')!.paper);
  for (const words of ['鉴定树龄330年', 'E122°03', '胸径', '古树照片']) assert.ok(tree.includes(words), words);
});

test('a natural person’s data never stands in an unmasked run of any paper', () => {
  let seen = 0;
  for (const { story, file } of runs) {
    const party = partyOf(file);
    if (party?.kind !== 'person') continue;
    for (const { paper } of papersOf(story.title))
      for (const { run } of runsOf(paper))
        for (const secret of [party.name, party.citizenId!, party.phone, party.address]) {
          seen += 1;
          assert.ok(!run.text.includes(secret) || run.mask !== undefined, `${story.title} ${paper.form}: ${run.text}`);
        }
  }
  assert.ok(seen > 500, String(seen));
});
