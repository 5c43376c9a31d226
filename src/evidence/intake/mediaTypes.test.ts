// src/evidence/intake/mediaTypes.test.ts —— content decides what a file is
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { concat, fromHex, utf8 } from '../../base/bytes.ts';
import { EvidenceRefused } from '../refusal.ts';
import { mediaTypeOf, refuseByName, sniff } from './mediaTypes.ts';

const demo = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../../agencies/panjin/demo/${name}`, import.meta.url))).subarray(0, 4096);
const padded = (...parts: Uint8Array[]) => concat(...parts, new Uint8Array(64));
const ftyp = (major: string, ...compatible: string[]) => {
  const body = utf8(`ftyp${major}\0\0\0\0${compatible.join('')}`);
  return padded(Uint8Array.of(0, 0, 0, body.length + 4), body);
};
const refusal = (work: () => unknown): EvidenceRefused => {
  try {
    work();
  } catch (error) {
    if (error instanceof EvidenceRefused) return error;
    throw error;
  }
  throw new assert.AssertionError({ message: 'not refused' });
};
const mp3 = (frames: number) => concat(...Array.from({ length: frames }, () => concat(fromHex('fffb9000'), new Uint8Array(413))));

test('real files are recognised by their beginning', () => {
  assert.deepEqual(sniff(demo('reed-marsh-overview.jpg')), ['image/jpeg']);
  assert.deepEqual(sniff(demo('site-plan.png')), ['image/png']);
  assert.deepEqual(sniff(demo('farm-road-walk-through.mp4')), ['video/mp4', 'audio/mp4']);
});

test('each format of the list is recognised', () => {
  assert.deepEqual(sniff(padded(utf8('RIFF\x10\0\0\0WEBPVP8 '))), ['image/webp']);
  assert.deepEqual(sniff(padded(utf8('RIFF\x10\0\0\0WAVEfmt '))), ['audio/wav']);
  assert.deepEqual(sniff(padded(utf8('%PDF-1.7\n%'))), ['application/pdf']);
  assert.deepEqual(sniff(padded(fromHex('1a45dfa39f4286810142f7810142f2810442f381084282847765626d'))), ['video/webm', 'audio/webm']);
  assert.deepEqual(sniff(padded(utf8('ID3\x03\0\0\0\0\0\0'))), ['audio/mpeg']);
  assert.deepEqual(sniff(mp3(3)), ['audio/mpeg']);
  assert.deepEqual(sniff(ftyp('M4A ', 'mp42', 'isom')), ['audio/mp4']);
  assert.deepEqual(sniff(ftyp('qt  ')), ['video/quicktime']);
  assert.deepEqual(sniff(ftyp('3gp5', '3gp5', 'isom')), ['video/mp4', 'audio/mp4']);
});

test('what only begins alike is not taken for it', () => {
  assert.deepEqual(sniff(padded(fromHex('fffb9000'))), []);
  assert.deepEqual(sniff(padded(fromHex('1a45dfa39f4286810142f7810142f2810442f3810842828b6d6174726f736b61'))), []);
  assert.deepEqual(sniff(ftyp('heic', 'mif1', 'heic')), []);
  assert.deepEqual(sniff(ftyp('avis', 'msf1', 'iso8')), []);
  assert.deepEqual(sniff(ftyp('3gp4', '3gp4')), []);
  assert.deepEqual(sniff(fromHex('ffd8ff')), []);
});

test('a renamed file is refused with its real format, whichever way it was disguised', () => {
  const png = demo('site-plan.png');
  assert.equal(refusal(() => mediaTypeOf(png, '现场.jpg')).code, 'renamed');
  assert.match(refusal(() => mediaTypeOf(png, '现场.jpg')).problem.detail, /其实是 PNG 图片.*\.png/);
  assert.equal(refusal(() => mediaTypeOf(png, '现场.png', 'image/jpeg')).code, 'renamed');
  assert.equal(refusal(() => mediaTypeOf(ftyp('qt  '), '录像.mp4')).code, 'renamed');
  assert.equal(mediaTypeOf(png, '现场.PNG', 'image/png'), 'image/png');
});

test('content off the list is refused by what it is, whatever its name', () => {
  const says = (head: Uint8Array) => refusal(() => mediaTypeOf(head, '照片.jpg', 'image/jpeg')).problem.detail;
  assert.match(says(ftyp('heic', 'mif1')), /HEIC/);
  assert.match(says(padded(utf8('PK\x03\x04'))), /导出为 PDF/);
  assert.match(says(padded(utf8('MZ\x90\0'))), /程序/);
  assert.match(says(padded(utf8('<!DOCTYPE html>'))), /网页/);
  assert.match(says(padded(utf8('GIF89a'))), /GIF/);
  assert.match(says(new Uint8Array(4096)), /认不出/);
});

test('one container may hold sound or picture; the declared type decides, else the extension', () => {
  assert.equal(mediaTypeOf(ftyp('isom'), '录音.m4a', 'audio/x-m4a'), 'audio/mp4');
  assert.equal(mediaTypeOf(ftyp('isom'), '录像.mp4', 'video/mp4'), 'video/mp4');
  const webm = padded(fromHex('1a45dfa39f4286810142f7810142f2810442f381084282847765626d'));
  assert.equal(mediaTypeOf(webm, '询问.webm', 'audio/webm;codecs=opus'), 'audio/webm');
  assert.equal(mediaTypeOf(webm, '询问.webm'), 'video/webm');
});

test('a name or a declared type off the list is refused before any byte is sent', () => {
  for (const [name, type] of [['病毒.exe'], ['没有扩展名'], ['照片.jpg', 'text/html'], ['照片.heic', 'image/heic']] as const)
    assert.equal(refusal(() => refuseByName(name, type)).code, 'format-unknown');
  refuseByName('DSC_0001.JPG', 'image/jpeg');
  refuseByName('录音.m4a', 'audio/x-m4a');
  refuseByName('录音.wav', 'application/octet-stream');
});
