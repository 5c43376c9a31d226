// src/documents/render.test.ts —— the file is PDF/A and always the same, what cannot be set is refused, the worker is expendable
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, test } from 'node:test';
import { deflateSync } from 'node:zlib';
import type { Block, Paper } from '../law/papers/paper.ts';
import { readPdf, textOf } from './pdfText.ts';
import { openRenderer, renderPaper } from './render.ts';
import { RenderError } from './renderError.ts';
import { sampleForm, sampleLetter, sampleRecord } from './samplePapers.ts';

const renderer = openRenderer();
after(() => renderer.close());

test('the PDF declares PDF/A-2b, carries an output intent and embeds its fonts', async () => {
  for (const paper of [sampleLetter, sampleForm, sampleRecord]) {
    const bytes = await renderer.render(paper);
    const { xmp } = await readPdf(bytes);
    assert.match(xmp, /<pdfaid:part>2<\/pdfaid:part>/);
    assert.match(xmp, /<pdfaid:conformance>B<\/pdfaid:conformance>/);
    assert.ok(xmp.includes(`${paper.date}T00:00:00`), 'the date of the file is the date of the paper');
    const raw = Buffer.from(bytes).toString('latin1');
    assert.match(raw, /\/OutputIntents/);
    assert.match(raw, /\/S \/GTS_PDFA1/);
    assert.equal(raw.match(/\/Type \/FontDescriptor/g)?.length, raw.match(/\/FontFile[23] /g)?.length);
  }
});

test('the same paper gives the same bytes, in another process and after other papers too', async () => {
  const first = await renderer.render(sampleLetter, { footer: '指纹' });
  const other = openRenderer();
  await other.render(sampleForm);
  const second = await other.render(sampleLetter, { footer: '指纹' });
  other.close();
  const third = await renderPaper(sampleLetter, { footer: '指纹' });
  assert.ok(Buffer.compare(first, second) === 0 && Buffer.compare(first, third) === 0);
});

test('where no seal is given the place says 待盖章; a given seal replaces the words', async () => {
  assert.ok(textOf(await readPdf(await renderer.render(sampleLetter))).includes('待盖章'));
  const sealed = await renderer.render(sampleLetter, { seal: { png: redDot(), diameter: 42 } });
  assert.ok(!textOf(await readPdf(sealed)).includes('待盖章'));
  assert.match(Buffer.from(sealed).toString('latin1'), /\/Subtype \/Image/);
  await assert.rejects(renderer.render(sampleLetter, { seal: { png: new Uint8Array([0xff, 0xd8]) } }), refusal('badSeal', /PNG/));
  await assert.rejects(renderer.render(sampleLetter, { seal: { png: redDot(), diameter: 90 } }), refusal('badSeal', /毫米/));
});

/** A PNG of one red pixel. */
function redDot(): Uint8Array {
  const crcTable = Array.from({ length: 256 }, (_, n) =>
    Array.from({ length: 8 }).reduce<number>((c) => (c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1), n),
  );
  const crc = (bytes: Buffer) => (bytes.reduce((c, byte) => crcTable[(c ^ byte) & 0xff]! ^ (c >>> 8), 0xffffffff) ^ 0xffffffff) >>> 0;
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc(body));
    return Buffer.concat([length, body, sum]);
  };
  const head = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0]);
  const magic = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    magic,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.from([0, 200, 0, 0]))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const refusal = (problem: string, words: RegExp) => (error: unknown) => {
  assert.ok(error instanceof RenderError);
  assert.equal(error.problem, problem);
  assert.match(error.message, words);
  return true;
};

test('a character no font can draw is named and refused, never dropped', async () => {
  const name = '张\u{323af}☑\u{e000}\u{fe0f}\u{0007}';
  const paper: Paper = { ...sampleForm, blocks: [{ kind: 'paragraph', runs: [{ text: name }] }] };
  await assert.rejects(renderer.render(paper), (error: RenderError) => {
    assert.deepEqual(error.characters, ['\u{323af}', '☑', '\u{e000}', '\u{fe0f}', '\u{0007}']);
    return refusal('missingCharacters', /☑（U\+2611）、U\+E000、U\+FE0F、U\+0007/)(error);
  });
  for (const field of ['title', 'agency', 'number'] as const) {
    await assert.rejects(renderer.render({ ...sampleForm, [field]: '☑' }), refusal('missingCharacters', /☑/));
  }
  await assert.rejects(renderer.render(sampleForm, { footer: '☑' }), refusal('missingCharacters', /☑/));
});

test('an unknown template version, a false date and a broken form are refused in Chinese', async () => {
  await assert.rejects(renderer.render({ ...sampleForm, template: 'v0' }), refusal('unknownTemplate', /没有“v0”这一版文书模板/));
  await assert.rejects(renderer.render({ ...sampleForm, template: '../v1' }), refusal('unknownTemplate', /模板/));
  await assert.rejects(renderer.render({ ...sampleForm, date: '2026-02-30' }), refusal('badDate', /2026-02-30/));
  const wide: Block = { kind: 'form', columns: 1, rows: [[{ label: '甲' }, { label: '乙' }]] };
  await assert.rejects(renderer.render({ ...sampleForm, blocks: [wide] }), refusal('templateFailed', /文书没有排成/));
});

test('papers handed in at once come back each with its own text', async () => {
  const papers = Array.from({ length: 12 }, (_, i): Paper => ({ ...sampleForm, blocks: [{ kind: 'note', text: `第${i}件` }] }));
  const readings = await Promise.all(papers.map(async (paper) => textOf(await readPdf(await renderer.render(paper)))));
  for (const [i, text] of readings.entries()) assert.ok(text.includes(`第${i}件`));
});

test('a worker that dies takes only its own document with it', async () => {
  const own = openRenderer();
  const doomed = assert.rejects(own.render(sampleLetter), refusal('workerCrashed', /意外中断/));
  const next = own.render(sampleForm);
  while (own.pid() === undefined) await new Promise(setImmediate);
  process.kill(own.pid()!, 'SIGKILL');
  await doomed;
  assert.ok((await next).length > 1000);
  own.close();
  await assert.rejects(own.render(sampleForm), refusal('closed', /停止/));
});

test('a worker that dies between two documents is replaced and no document is refused', async () => {
  const own = openRenderer();
  await own.render(sampleForm);
  const idle = own.pid()!;
  process.kill(idle, 'SIGKILL');
  while (isAlive(idle)) await new Promise((resolve) => setTimeout(resolve, 10));
  assert.ok((await own.render(sampleForm)).length > 1000);
  assert.notEqual(own.pid(), idle);
  own.close();
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test('a worker that hangs is ended after the time limit and the next document is set', async () => {
  const own = openRenderer({ timeout: 5000 });
  await own.render(sampleForm);
  const hung = own.pid()!;
  process.kill(hung, 'SIGSTOP');
  await assert.rejects(own.render(sampleLetter), refusal('timedOut', /5 秒内没有排完/));
  assert.ok((await own.render(sampleForm)).length > 1000);
  assert.notEqual(own.pid(), hung);
  own.close();
});

test('over 200 documents the worker is replaced and its memory stays bounded', async () => {
  const own = openRenderer({ recycleAfter: 71 });
  const residents: number[] = [];
  const pids = new Set<number>();
  for (let i = 0; i < 213; i++) {
    await own.render(i % 2 ? sampleLetter : sampleRecord, { footer: `第${i}份` });
    const pid = own.pid();
    if (pid) pids.add(pid);
    if (i % 71 === 69) residents.push(Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })));
  }
  own.close();
  assert.equal(pids.size, 3);
  assert.ok(residents[2]! < residents[0]! * 1.25, `kB at the end of each worker: ${residents}`);
});
