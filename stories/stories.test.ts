// stories/stories.test.ts —— 案例即测试：every story runs through the real engine, and each claim of the law holds once and refuses once
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { newId } from '../src/base/ids.ts';
import { parseParticulars } from '../src/law/particulars/field.ts';
import { withContent } from '../src/law/particulars/formContent.ts';
import { readPack } from '../src/registers/pack.ts';
import { lawOf } from './lawOf.ts';
import { namesOf, registersOf } from './packRegisters.ts';
import { readStory, submissionsOf } from './readStory.ts';
import { runAll } from './runAll.ts';
import { runStory } from './runStory.ts';

const folder = join(import.meta.dirname);
const packFolder = join(folder, '..', 'agencies', 'panjin');
const all = await runAll(folder, packFolder);
const pack = await readPack(packFolder);

for (const { story, faults } of all.runs)
  test(`${story.title}（${story.file}）`, () => {
    assert.deepEqual(
      faults.map((fault) => fault.message),
      [],
    );
  });

test('there are at least fifteen stories, and some are for the demonstration', () => {
  assert.ok(all.runs.length >= 15);
  assert.ok(all.runs.some(({ story }) => story.demo && story.title.includes('334.98')));
});

test('every claim of the procedure refused once and held once', () => {
  assert.ok(all.claims > 60);
  assert.deepEqual({ neverHeld: all.neverHeld, neverRefused: all.neverRefused }, { neverHeld: [], neverRefused: [] });
});

test('every piece of evidence a story names is a file of the pack', () => {
  for (const { story } of all.runs)
    for (const path of Object.values(story.evidence)) assert.ok(existsSync(join(packFolder, path)), `${story.file}: ${path}`);
});

test('what the server is given parses by the same fields, in order of recording, evidence with the first act that names it', () => {
  for (const { story } of all.runs) {
    const known = new Set<string>();
    const lines = submissionsOf(story);
    const law = lawOf(story.lines);
    for (const [i, line] of lines.entries()) {
      for (const { name } of line.evidence) known.add(name);
      const asked: string[] = [];
      const particulars = line.particulars((name) => {
        asked.push(name);
        return newId();
      });
      assert.ok(asked.every((name) => known.has(name)));
      assert.ok(parseParticulars(withContent(law.steps[line.step]!.fields, particulars, namesOf(pack)), particulars).ok);
      assert.ok(i === 0 || lines[i - 1]!.at < line.at, `${story.file}: ${line.step}`);
    }
  }
});

// ---- a story that is wrong says so ------------------------------------------------------------------------------------

const head = `案例: 试
事项: PJLS-CF-001
当事人: { 类别: 自然人, 姓名: 高苇（演示）, 公民身份号码: 21112219850615012X, 住址: 某村, 电话: "13800000021" }
`;
const read = (text: string) => readStory('试.story.yaml', new Map([['试.story.yaml', head + text]]), namesOf(pack));
const run = (text: string) => {
  const story = read(text);
  return runStory(story, registersOf(pack, story)).faults.map((fault) => fault.message);
};

test('faults of writing name the file, the line and what to do', () => {
  assert.throws(() => read('经过:\n  - 2025-02-30 线索登记 赵延\n'), /试\.story\.yaml 第5行：“2025-02-30”不是日期/);
  assert.throws(() => read('经过:\n  - 2025-03-03 登记线索 赵延\n'), /第5行：没有“登记线索”这个环节/);
  assert.throws(() => read('经过:\n  - 2025-03-03 线索登记 赵某某\n'), /第5行：人员名册中没有“赵某某”/);
  assert.throws(() => read('经过:\n  - 2025-03-03 线索登记 赵延: { 颜色: 红 }\n'), /第5行：没有“颜色”这一项/);
  assert.throws(() => read('经过:\n  - 2025-03-03 线索登记 赵延: { 来源: 听说 }\n'), /第5行：“线索来源”从中选择/);
  assert.throws(() => read('经历:\n  - 2025-03-03 线索登记 赵延\n'), /第4行：不认识“经历”/);
  assert.throws(() => read('经过:\n  - 2025-03-04 线索登记 赵延\n  - 2025-03-03 线索核查 赵延 钱禾\n'), /第6行：.*早于上一行/);
  assert.throws(() => read('经过:\n  - 不得 2025-03-03 结案 沈岳\n'), /第5行：.*要写明拒绝的理由/);
  assert.throws(() => read('经过:\n  - 2025-03-03 线索核查 赵延 钱禾: { 证据: 没有的照片 }\n'), /第5行：“证据”里没有“没有的照片”/);
  assert.throws(() => read('经过: [\n'), /第\d+行：写法有误/);
});

test('an act the law refuses fails the story with every reason; a 不得 that would be recorded fails it too', () => {
  const refused = run('经过:\n  - 2025-03-03 线索登记 赵延\n  - 2025-03-04 批准立案 沈岳\n');
  assert.equal(refused.length, 1);
  assert.match(refused[0]!, /第6行：批准立案：没有记录.*须先提请立案.*须先审核立案/s);
  const allowed = run('经过:\n  - 2025-03-03 线索登记 赵延\n  - 不得 2025-03-04 线索核查 赵延 钱禾: 不行\n');
  assert.match(allowed[0]!, /第6行：线索核查：本应拒绝，却可以办理/);
  const otherwise = run('经过:\n  - 2025-03-03 线索登记 赵延\n  - 不得 2025-03-04 批准立案 沈岳: 不行\n');
  assert.match(otherwise[0]!, /拒绝的理由里没有“不行”，实际是.*须先提请立案/s);
});

test('deadlines and results are compared with what the law computes', () => {
  const lines = '经过:\n  - 2025-03-03 线索登记 赵延\n';
  assert.deepEqual(run(`${lines}期限: { 线索核查: { 到期: 2025-03-18, 状态: 进行中 } }\n结果: { 阶段: 线索 }\n`), []);
  assert.match(run(`${lines}期限: { 线索核查: { 到期: 2025-03-19 } }\n`)[0]!, /应当是“2025-03-19”，实际是“2025-03-18”/);
  assert.match(run(`${lines}期限: { 线索核查: { 截至: 2025-04-01, 状态: 进行中 } }\n`)[0]!, /应当是“进行中”，实际是“迟”/);
  assert.match(run(`${lines}结果: { 阶段: 决定 }\n`)[0]!, /应当是“决定”，实际是“线索”/);
  assert.match(run(`${lines}结果: { 天气: 晴 }\n`)[0]!, /不认识“天气”/);
});
