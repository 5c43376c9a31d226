// stories/lawIndex.test.ts —— 条文索引与代码一致：the committed index and glossary are what the law says now
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { glossary, lawIndex } from '../src/law/lawIndex.ts';
import { procedures } from '../src/law/procedures/inForce.ts';
import { stepNames } from '../src/law/vocabulary.ts';
import { runAll } from './runAll.ts';
import { lookThrough } from './sightings.ts';

const root = join(import.meta.dirname, '..');
const index = lawIndex(procedures, await lookThrough(root, await runAll(join(root, 'stories'), join(root, 'agencies', 'panjin'))));
const stale = '请运行 npm run law-index';

test('docs/law-index.md is up to date', async () => {
  assert.ok(index === (await readFile(join(root, 'docs', 'law-index.md'), 'utf8')), stale);
});

test('docs/glossary.md is up to date', async () => {
  assert.ok(glossary() === (await readFile(join(root, 'docs', 'glossary.md'), 'utf8')), stale);
});

test('every step and every gate of the procedure stands in the index, each gate with its file and a story', () => {
  for (const step of procedures.flatMap(({ steps }) => Object.keys(steps))) assert.ok(index.includes(`（\`${step}\`）`), step);
  const gates = index.split('\n').filter((line) => line.includes('| 不得 |'));
  assert.ok(gates.length > 60);
  for (const line of gates) assert.match(line, /`src\/law\/(gates|procedures(\/\w+)*)\/\w+\.ts`.*\.story\.yaml`.*符合：[1-9]/, line);
});

test('the glossary names every step', () => {
  for (const [id, name] of Object.entries(stepNames)) assert.ok(glossary().includes(`| \`${id}\` | ${name} |`), id);
});
