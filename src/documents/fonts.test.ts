// src/documents/fonts.test.ts —— the agency's own fonts come first, and what a font covers is read from the font itself
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Paper } from '../law/papers/paper.ts';
import { readFontFile } from './fontFile.ts';
import { chooseFonts, fitFonts } from './fonts.ts';
import { readPdf, textOf } from './pdfText.ts';
import { openRenderer } from './render.ts';
import { RenderError } from './renderError.ts';
import { sampleLetter } from './samplePapers.ts';

const bundled = createRequire(import.meta.url).resolve('@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf');
const directory = mkdtempSync(join(tmpdir(), 'heming-fonts-'));

/** A copy of the bundled serif under another name, as an agency's licensed font would lie in its folder. Names keep their length. */
function copyAs(file: string, family: string, postScript: string, also?: number) {
  assert.deepEqual([family.length, postScript.length], ['Noto Serif SC'.length, 'NotoSerifSC'.length]);
  const bytes = readFileSync(bundled);
  const rename = (from: Buffer, to: Buffer) => {
    for (let at = bytes.indexOf(from); at >= 0; at = bytes.indexOf(from, at + 1)) to.copy(bytes, at);
  };
  const utf16 = (text: string) => Buffer.from(text, 'utf16le').swap16();
  rename(utf16('Noto Serif SC'), utf16(family));
  rename(utf16('NotoSerifSC'), utf16(postScript));
  if (also) moveLastCharacter(bytes, also);
  writeFileSync(join(directory, file), bytes);
}

/** Lets the last glyph of the character map stand for another character, as a font for rare characters would have it. */
function moveLastCharacter(bytes: Buffer, codePoint: number) {
  const record = bytes.indexOf('cmap', 12, 'latin1');
  const cmap = bytes.readUInt32BE(record + 8);
  for (let i = 0; i < bytes.readUInt16BE(cmap + 2); i++) {
    const table = cmap + bytes.readUInt32BE(cmap + 8 + 8 * i);
    if (bytes.readUInt16BE(table) !== 12) continue;
    const last = table + 16 + 12 * (bytes.readUInt32BE(table + 12) - 1);
    bytes.writeUInt32BE(codePoint, last);
    bytes.writeUInt32BE(codePoint, last + 4);
  }
}

before(() => {
  copyAs('own.ttf', 'FangSong Demo', 'FangSongDem');
  copyAs('title.ttf', '方正小标宋_GB18030', 'XiaoBiaoSon');
  copyAs('rare.ttf', 'Rare Han Demo', 'RareHanDemo', 0x323af);
});
after(() => rmSync(directory, { recursive: true }));

const refused = (problem: string, words: RegExp) => (error: unknown) =>
  error instanceof RenderError && error.problem === problem && words.test(error.message);

test('a font file tells its family and which characters it draws', () => {
  const [face] = readFontFile(bundled);
  assert.equal(face!.family, 'Noto Serif SC');
  for (const character of '堃喆犇𬭎㛃￥〔〕㎡³龘A') assert.ok(face!.covers(character.codePointAt(0)!), character);
  for (const character of '☑😀\u{e000}\u0007') assert.ok(!face!.covers(character.codePointAt(0)!), character);
});

test('the bundled fonts draw the whole basic repertoire in every role', () => {
  const fonts = chooseFonts();
  const basic = String.fromCodePoint(...Array.from({ length: 0x9fa6 - 0x4e00 }, (_, i) => 0x4e00 + i));
  assert.deepEqual(fitFonts(fonts, basic).missing, []);
  assert.deepEqual(fitFonts(fonts, '甲☑乙\n☑😀').missing, ['☑', '😀']);
});

test('a well-known font in the folder is taken, a named one is looked for under any of its names', () => {
  const fonts = chooseFonts({ directory, families: { body: 'fangsong demo' } });
  assert.deepEqual(fonts.families.body, ['FangSong Demo', 'Noto Serif SC', 'Noto Sans SC']);
  assert.equal(fonts.families.title[0], '方正小标宋_GB18030');
  assert.equal(fonts.families.heading[0], 'Noto Sans SC');
});

test('the fonts of the folder are the ones in the document', async () => {
  const renderer = openRenderer({ fonts: { directory, families: { body: 'FangSong Demo' } } });
  const raw = Buffer.from(await renderer.render(sampleLetter)).toString('latin1');
  renderer.close();
  const used = new Set([...raw.matchAll(/\/BaseFont \/[A-Z]{6}\+([\w-]+)/g)].map((match) => match[1]));
  assert.ok(used.has('FangSongDem-Regular') && used.has('XiaoBiaoSon-Regular'), [...used].join());
  assert.ok(!used.has('NotoSerifSC-Regular') && !used.has('NotoSerifSC-Bold'), [...used].join());
});

test('a font for rare characters need only lie in the folder', async () => {
  const paper: Paper = { ...sampleLetter, title: '致𲎯某', blocks: [{ kind: 'paragraph', runs: [{ text: '张𲎯堃' }] }] };
  assert.deepEqual(fitFonts(chooseFonts(), '张𲎯').missing, ['𲎯']);
  const renderer = openRenderer({ fonts: { directory } });
  const text = textOf(await readPdf(await renderer.render(paper)));
  renderer.close();
  assert.ok(text.includes('致𲎯某') && text.includes('张𲎯堃'), text);
});

test('a font family nobody has is refused, and so are a missing folder and a file that is no font', () => {
  assert.throws(() => chooseFonts({ families: { body: '仿宋_GB2312' } }), refused('unknownFont', /没有找到字体“仿宋_GB2312”/));
  assert.throws(() => openRenderer({ fonts: { directory: join(directory, 'none') } }), refused('fontDirectoryMissing', /读不到字体文件夹/));
  const broken = join(directory, 'broken.txt');
  writeFileSync(broken, 'this is no font at all');
  assert.throws(() => readFontFile(broken), /这不是可用的字体文件/);
  writeFileSync(broken, readFileSync(bundled).subarray(0, 2000));
  assert.throws(() => readFontFile(broken), /字体文件不完整/);
});
