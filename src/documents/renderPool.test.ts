// src/documents/renderPool.test.ts —— many papers at once: each its own, in order, in bounded memory; a lost process costs one paper
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Paper } from '../law/papers/paper.ts';
import { bareText, linesOf, readPdf, textOf } from './pdfText.ts';
import { openRenderer } from './render.ts';
import type { RenderError } from './renderError.ts';
import { openPool, renderEach } from './renderPool.ts';
import { sampleForm, sampleLetter } from './samplePapers.ts';
import { readSeal } from './sealPicture.ts';

const pack = join(import.meta.dirname, '..', '..', 'agencies', 'panjin');
const named = (i: number): Paper => ({ ...sampleForm, blocks: [{ kind: 'note', text: `第${i}件` }] });

test('papers come back in the order they were given, each with its own text, however many processes set them', async () => {
  const pool = openPool({ size: 2 });
  const seen: string[] = [];
  let given = 0;
  function* jobs() {
    for (let i = 0; i < 30; i++) {
      given = i + 1;
      yield i;
    }
  }
  for await (const done of renderEach(pool, jobs(), (i) => ({ paper: named(i) }))) {
    assert.ok('pdf' in done);
    assert.ok(given - seen.length <= 2 * pool.size, `${given} begun when ${seen.length} were taken`);
    seen.push(bareText(textOf(await readPdf(done.pdf))).match(/第\d+件/)![0]);
  }
  assert.deepEqual(
    seen,
    Array.from({ length: 30 }, (_, i) => `第${i}件`),
  );
  assert.ok(pool.pids().length >= 1 && pool.pids().length <= 2);
  pool.close();
});

test('a paper that cannot be set is told, and the papers after it are set', async () => {
  const pool = openPool({ size: 1 });
  const jobs = [named(1), { ...sampleForm, title: '☑' }, named(3)];
  const got: string[] = [];
  for await (const done of renderEach(pool, jobs, (paper) => ({ paper })))
    got.push('pdf' in done ? 'pdf' : (done.error as RenderError).problem);
  assert.deepEqual(got, ['pdf', 'missingCharacters', 'pdf']);
  pool.close();
});

test('a process that dies takes one paper with it, and an unused one is ended', async () => {
  const pool = openPool({ size: 1, idle: 20 });
  const doomed = pool.render(sampleLetter);
  while (pool.pids().length === 0) await new Promise(setImmediate);
  process.kill(pool.pids()[0]!, 'SIGKILL');
  await assert.rejects(doomed, (error: RenderError) => error.problem === 'workerCrashed');
  assert.ok((await pool.render(sampleForm)).length > 1000);
  while (pool.pids().length > 0) await new Promise((resolve) => setTimeout(resolve, 10));
  assert.ok((await pool.render(sampleForm)).length > 1000);
  pool.close();
});

test("the agency's seal is pressed over name and date: transparent, 42 mm wide, the text under it still read, the file still PDF/A", async () => {
  const seal = await readSeal(pack, { file: 'seal-demo.png', diameter: 42, demo: true }, true);
  const renderer = openRenderer();
  const bytes = await renderer.render(sampleLetter, { seal });
  const again = await renderer.render(sampleLetter, { seal });
  renderer.close();
  assert.ok(Buffer.compare(bytes, again) === 0);
  const raw = Buffer.from(bytes).toString('latin1');
  assert.match(raw, /\/Subtype \/Image/);
  assert.match(raw, /\/SMask/);
  const reading = await readPdf(bytes);
  assert.match(reading.xmp, /<pdfaid:part>2<\/pdfaid:part>/);
  const text = textOf(reading);
  assert.ok(!text.includes('待盖章'));
  const signature = sampleLetter.blocks.find((block) => block.kind === 'signature')!;
  for (const line of [...signature.lines, signature.date]) assert.ok(text.includes(bareText(line)), line);
  const plain = await readPdf(await withoutSeal());
  assert.deepEqual(
    reading.pages.map(linesOf),
    plain.pages.map((page) => linesOf(page).filter((line) => line.text !== '待盖章')),
  );
});

async function withoutSeal(): Promise<Uint8Array> {
  const renderer = openRenderer();
  try {
    return await renderer.render(sampleLetter);
  } finally {
    renderer.close();
  }
}

test('a sample seal is pressed in demonstrations only; a missing or opaque picture is named', async () => {
  const record = { file: 'seal-demo.png', demo: true };
  assert.equal(await readSeal(pack, record, false), undefined);
  assert.equal(await readSeal(pack, undefined, true), undefined);
  const png = (await readSeal(pack, record, true))!.png;
  assert.deepEqual(Buffer.from(png), await readFile(join(pack, 'seal-demo.png')));
  await assert.rejects(readSeal(pack, { file: 'no.png' }, false), (error: RenderError) => /读不到印章图片 no\.png/.test(error.message));
  await assert.rejects(
    readSeal(pack, { file: 'demo/reed-marsh-overview.jpg' }, false),
    (error: RenderError) => error.problem === 'badSeal',
  );
});
