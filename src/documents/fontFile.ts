// src/documents/fontFile.ts —— 字体文件:which characters a TrueType or OpenType file can draw, and what it is called
import { closeSync, openSync, readSync } from 'node:fs';

/** One face of a font file: its family as the typesetter knows it, every name it answers to, and the characters it draws. */
export type FontFace = { file: string; family: string; names: string[]; weight: number; covers(codePoint: number): boolean };

type Table = { offset: number; length: number };
type Range = [first: number, last: number];

/** The faces of a .ttf, .otf or .ttc file; reads only the tables it needs. Throws a Chinese error when the file is no font. */
export function readFontFile(file: string): FontFace[] {
  const handle = openSync(file, 'r');
  const read = (offset: number, length: number) => {
    const bytes = new Uint8Array(length);
    if (readSync(handle, bytes, 0, length, offset) < length) throw new RangeError(`字体文件不完整：${file}`);
    return new DataView(bytes.buffer);
  };
  try {
    return faceOffsets(read, file).map((offset) => readFace(read, offset, file));
  } finally {
    closeSync(handle);
  }
}

type Read = (offset: number, length: number) => DataView;
const tagAt = (view: DataView, at: number) => String.fromCharCode(...[0, 1, 2, 3].map((i) => view.getUint8(at + i)));

function faceOffsets(read: Read, file: string): number[] {
  const tag = tagAt(read(0, 12), 0);
  if (tag === 'ttcf') {
    const count = read(8, 4).getUint32(0);
    const offsets = read(12, 4 * count);
    return Array.from({ length: count }, (_, i) => offsets.getUint32(4 * i));
  }
  if (tag === 'OTTO' || tag === 'true' || tag === '\0\x01\0\0') return [0];
  throw new TypeError(`这不是可用的字体文件（TTF、OTF 或 TTC）：${file}`);
}

function readFace(read: Read, offset: number, file: string): FontFace {
  const count = read(offset + 4, 2).getUint16(0);
  const directory = read(offset + 12, 16 * count);
  const tables = new Map<string, Table>();
  for (let i = 0; i < count; i++) {
    tables.set(tagAt(directory, 16 * i), { offset: directory.getUint32(16 * i + 8), length: directory.getUint32(16 * i + 12) });
  }
  const load = (tag: string) => {
    const table = tables.get(tag);
    if (!table) throw new TypeError(`字体文件缺少 ${tag} 表：${file}`);
    return read(table.offset, table.length);
  };
  const { family, names } = readNames(load('name'));
  const ranges = readCoverage(load('cmap'));
  const weight = tables.has('OS/2') ? load('OS/2').getUint16(4) : 400;
  return { file, family, names, weight, covers: (codePoint) => isWithin(ranges, codePoint) };
}

/** Family names in every language, and the first of them without style words: that is the name Typst files the face under. */
function readNames(view: DataView): { family: string; names: string[] } {
  const storage = view.getUint16(4);
  const found: { id: number; text: string }[] = [];
  for (let i = 0; i < view.getUint16(2); i++) {
    const record = 6 + 12 * i;
    const [platform, id, length, at] = [0, 6, 8, 10].map((k) => view.getUint16(record + k)) as [number, number, number, number];
    if (id !== 1 && id !== 16) continue;
    const bytes = new Uint8Array(view.buffer, view.byteOffset + storage + at, length);
    found.push({ id, text: platform === 1 ? String.fromCharCode(...bytes) : new TextDecoder('utf-16be').decode(bytes) });
  }
  const first = found.find((name) => name.id === 1)?.text ?? found[0]?.text ?? '';
  const style = /[\s_-]+(regular|book|normal|thin|extralight|light|medium|semibold|demibold|bold|extrabold|black|heavy|italic)$/i;
  let family = first;
  while (style.test(family)) family = family.replace(style, '');
  return { family, names: [...new Set([family, ...found.map((name) => name.text)])] };
}

function readCoverage(view: DataView): Range[] {
  const subtables: { format: number; at: number }[] = [];
  for (let i = 0; i < view.getUint16(2); i++) {
    const at = view.getUint32(4 + 8 * i + 4);
    subtables.push({ format: view.getUint16(at), at });
  }
  const full = subtables.find((table) => table.format === 12);
  if (full) return readSegmented(view, full.at);
  const basic = subtables.find((table) => table.format === 4);
  return basic ? readBasic(view, basic.at) : [];
}

function readSegmented(view: DataView, at: number): Range[] {
  const groups = view.getUint32(at + 12);
  return Array.from({ length: groups }, (_, i): Range => [view.getUint32(at + 16 + 12 * i), view.getUint32(at + 20 + 12 * i)]);
}

// Format 4 holds ranges whose members may still map to glyph 0, the empty box: those are not covered.
function readBasic(view: DataView, at: number): Range[] {
  const segments = view.getUint16(at + 6) / 2;
  const column = (k: number, i: number) => at + 14 + (k > 0 ? 2 : 0) + 2 * segments * k + 2 * i;
  const out: Range[] = [];
  for (let i = 0; i < segments; i++) {
    const [last, first, delta, shift] = [0, 1, 2, 3].map((k) => view.getUint16(column(k, i))) as [number, number, number, number];
    for (let code = first; code <= last && code !== 0xffff; code++) {
      const glyph = shift === 0 ? (code + delta) & 0xffff : view.getUint16(column(3, i) + shift + 2 * (code - first));
      if (glyph !== 0) out.push([code, code]);
    }
  }
  return out;
}

function isWithin(ranges: Range[], codePoint: number): boolean {
  let [low, high] = [0, ranges.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const [first, last] = ranges[middle]!;
    if (codePoint < first) high = middle - 1;
    else if (codePoint > last) low = middle + 1;
    else return true;
  }
  return false;
}
