// stories/othersPapers.test.ts —— 征收、其他行政行为、权属争议的文书：every paper of their stories holds what the list of forms demands, and hides who is to be hidden
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { papersFor } from '../src/law/papers/compose.ts';
import { type Paper, runsOf } from '../src/law/papers/paper.ts';
import { paperFaults } from '../src/law/papers/whole/mandatory.ts';
import { procedureOf } from '../src/law/procedures/inForce.ts';
import { readPack } from '../src/registers/pack.ts';
import { namesOf, registersOf } from './packRegisters.ts';
import { readStories } from './readStory.ts';
import { runStory } from './runStory.ts';

const pack = await readPack(join(import.meta.dirname, '..', 'agencies', 'panjin'));
const stories = (await readStories(import.meta.dirname, namesOf(pack))).filter(({ file }) => /^(征收|其他|权属争议)\//.test(file));
const issued = stories.flatMap((story) => {
  const registers = registersOf(pack, story);
  const { file } = runStory(story, registers);
  return file.acts.map((act, i) => {
    const before = { ...file, acts: file.acts.slice(0, i) };
    const at = { file: before, act, made: act.made!, registers, law: procedureOf(before, act.on, act.step) };
    const papers = papersFor(at);
    return { story: story.file, step: act.step, papers, faults: paperFaults(at, papers) };
  });
});
const papersOf = (form: string): Paper[] => issued.flatMap(({ papers }) => papers.filter((paper) => paper.form === form));
const textOf = (paper: Paper) =>
  runsOf(paper)
    .map(({ run }) => run.text)
    .join('');

test('no paper lacks what the law or the list of forms demands', () => {
  assert.deepEqual(
    issued
      .filter(({ faults }) => faults.length > 0)
      .map(({ story, step, faults }) => `${story} ${step} ${faults.map((each) => each.detail).join()}`),
    [],
  );
});

test('each form of levies and other acts is issued by some story', () => {
  for (const form of ['ZS01', 'ZS02', 'ZS03', 'QZ11', 'QT01', 'QT02', 'QT03', 'G09', 'G10', 'G21', 'G07'])
    assert.ok(papersOf(form).length > 0, form);
});

test('the notice to pay has amount, computation line by line, account, term and remedies', () => {
  const [forest] = papersOf('ZS01');
  const text = textOf(forest!);
  for (const words of [
    '人民币叁万元零捌分（￥30,000.08）',
    '2.5亩 × 666.67㎡/亩 = 1666.68㎡',
    '1000㎡ × 10元/㎡ × 2 = 20,000.00元',
    '10个工作日内',
    pack['agency.json'].bank.account,
    '六十日内向盘锦市人民政府申请行政复议',
  ])
    assert.ok(text.includes(words), words);
  assert.match(textOf(papersOf('ZS02')[0]!), /1500㎡ × 200元\/㎡ × 3 = 900,000\.00元/);
});

test('who informed stands on no paper', () => {
  for (const { papers } of issued)
    for (const paper of papers) assert.ok(!textOf(paper).includes('于演示') && !textOf(paper).includes('13800000077'), paper.form);
});

test('an award is drafted for the government, never decided by the agency', () => {
  for (const draft of papersOf('QT01')) {
    assert.match(draft.title, /代拟/);
    assert.match(textOf(draft), /由盘锦市人民政府决定/);
    assert.doesNotMatch(textOf(draft), /本机关作出如下决定|本机关决定/);
  }
});
