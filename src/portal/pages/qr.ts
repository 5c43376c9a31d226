// src/portal/pages/qr.ts —— 二维码:byte mode, error correction M, versions 1 to 9 (ISO/IEC 18004), enough for an address

const [EC_PER_BLOCK, BLOCKS] = [
  [0, 10, 16, 26, 18, 24, 16, 18, 22, 22],
  [0, 1, 1, 1, 2, 2, 4, 4, 4, 5],
];
const ALIGNMENT = [[], [], [6, 18], [6, 22], [6, 26], [6, 30], [6, 34], [6, 22, 38], [6, 24, 42], [6, 26, 46]];

/** Modules of the code, row by row; throws RangeError when the text is too long (180 bytes). */
export function qrModules(text: string): boolean[][] {
  const data = new TextEncoder().encode(text);
  const version = [1, 2, 3, 4, 5, 6, 7, 8, 9].find((v) => dataCodewords(v) >= data.length + 2);
  if (version === undefined) throw new RangeError('二维码的内容太长');
  const codewords = interleave(version, pad(data, dataCodewords(version)));
  return [0, 1, 2, 3, 4, 5, 6, 7]
    .map((mask) => draw(version, codewords, mask))
    .reduce((best, each) => (penalty(each) < penalty(best) ? each : best));
}

/** The code as an SVG that takes the text's colour, with a quiet zone of two modules (the page adds white around it). */
export function qrSvg(text: string, label: string): string {
  const modules = qrModules(text);
  const size = modules.length + 4;
  const path = modules.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x + 2} ${y + 2}h1v1h-1z`] : []))).join('');
  return `<svg viewBox="0 0 ${size} ${size}" role="img" aria-label="${label}" shape-rendering="crispEdges"><path fill="currentColor" d="${path}"/></svg>`;
}

const sizeOf = (version: number) => version * 4 + 17;

function rawCodewords(version: number): number {
  let bits = (16 * version + 128) * version + 64;
  if (version >= 2) {
    const count = Math.floor(version / 7) + 2;
    bits -= (25 * count - 10) * count - 55;
    if (version >= 7) bits -= 36;
  }
  return Math.floor(bits / 8);
}
const dataCodewords = (version: number) => rawCodewords(version) - EC_PER_BLOCK[version]! * BLOCKS[version]!;

function pad(data: Uint8Array, capacity: number): number[] {
  const bits: number[] = [];
  const put = (value: number, length: number) => {
    for (let i = length - 1; i >= 0; i--) bits.push((value >> i) & 1);
  };
  put(4, 4);
  put(data.length, 8);
  for (const byte of data) put(byte, 8);
  put(0, Math.min(4, capacity * 8 - bits.length));
  while (bits.length % 8 !== 0) bits.push(0);
  const bytes = Array.from({ length: bits.length / 8 }, (_, i) => Number.parseInt(bits.slice(i * 8, i * 8 + 8).join(''), 2));
  for (let fill = 0xec; bytes.length < capacity; fill ^= 0xec ^ 0x11) bytes.push(fill);
  return bytes;
}

/** Product in the field of 256 elements (x^8 + x^4 + x^3 + x^2 + 1). */
function multiply(a: number, b: number): number {
  let product = 0;
  for (let i = 7; i >= 0; i--) {
    product = (product << 1) ^ ((product >> 7) * 0x11d);
    product ^= ((b >> i) & 1) * a;
  }
  return product & 0xff;
}

function remainder(data: readonly number[], degree: number): number[] {
  const divisor = [...Array<number>(degree - 1).fill(0), 1];
  for (let i = 0, root = 1; i < degree; i++, root = multiply(root, 2))
    for (let j = 0; j < degree; j++) divisor[j] = multiply(divisor[j]!, root) ^ (divisor[j + 1] ?? 0);
  const rest = Array<number>(degree).fill(0);
  for (const byte of data) {
    const factor = byte ^ rest.shift()!;
    rest.push(0);
    for (const [i, coefficient] of divisor.entries()) rest[i] = rest[i]! ^ multiply(coefficient, factor);
  }
  return rest;
}

function interleave(version: number, data: readonly number[]): number[] {
  const [blocks, ec] = [BLOCKS[version]!, EC_PER_BLOCK[version]!];
  const total = rawCodewords(version);
  const shortBlocks = blocks - (total % blocks);
  const shortLength = Math.floor(total / blocks) - ec;
  let at = 0;
  const parts = Array.from({ length: blocks }, (_, i) => {
    const part = data.slice(at, at + shortLength + (i < shortBlocks ? 0 : 1));
    at += part.length;
    return { part, check: remainder(part, ec) };
  });
  const column = (of: 'part' | 'check', length: number) =>
    Array.from({ length }, (_, i) => parts.flatMap((each) => (i < each[of].length ? [each[of][i]!] : []))).flat();
  return [...column('part', shortLength + 1), ...column('check', ec)];
}

const masks: ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

function draw(version: number, codewords: readonly number[], mask: number): boolean[][] {
  const size = sizeOf(version);
  const modules = Array.from({ length: size }, () => Array<boolean>(size).fill(false));
  const fixed = Array.from({ length: size }, () => Array<boolean>(size).fill(false));
  const set = (x: number, y: number, dark: boolean) => {
    if (x < 0 || y < 0 || x >= size || y >= size) return;
    modules[y]![x] = dark;
    fixed[y]![x] = true;
  };
  drawPatterns(version, size, set);
  drawFormat(size, mask, set);
  if (version >= 7) drawVersion(version, size, set);
  const bit = (i: number) => i < codewords.length * 8 && ((codewords[i >> 3]! >> (7 - (i & 7))) & 1) === 1;
  let i = 0;
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    for (let step = 0; step < size; step++)
      for (const x of [right, right - 1]) {
        const y = ((right + 1) & 2) === 0 ? size - 1 - step : step;
        if (!fixed[y]![x]) modules[y]![x] = bit(i++) !== masks[mask]!(x, y);
      }
  }
  return modules;
}

type Put = (x: number, y: number, dark: boolean) => void;

function drawPatterns(version: number, size: number, set: Put): void {
  for (let i = 0; i < size; i++) {
    set(6, i, i % 2 === 0);
    set(i, 6, i % 2 === 0);
  }
  for (const [cx, cy] of [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ] as const)
    for (let dy = -4; dy <= 4; dy++)
      for (let dx = -4; dx <= 4; dx++) {
        const ring = Math.max(Math.abs(dx), Math.abs(dy));
        set(cx + dx, cy + dy, ring !== 2 && ring !== 4);
      }
  const places = ALIGNMENT[version]!;
  const last = places.at(-1);
  for (const cx of places)
    for (const cy of places) {
      if ((cx === 6 && cy === 6) || (cx === 6 && cy === last) || (cx === last && cy === 6)) continue;
      for (let dy = -2; dy <= 2; dy++) for (let dx = -2; dx <= 2; dx++) set(cx + dx, cy + dy, Math.max(Math.abs(dx), Math.abs(dy)) !== 1);
    }
}

function drawFormat(size: number, mask: number, set: Put): void {
  const data = mask; // level M is 00
  let rest = data;
  for (let i = 0; i < 10; i++) rest = (rest << 1) ^ ((rest >> 9) * 0x537);
  const bits = ((data << 10) | rest) ^ 0x5412;
  const bit = (i: number) => ((bits >> i) & 1) === 1;
  for (let i = 0; i <= 5; i++) set(8, i, bit(i));
  set(8, 7, bit(6));
  set(8, 8, bit(7));
  set(7, 8, bit(8));
  for (let i = 9; i < 15; i++) set(14 - i, 8, bit(i));
  for (let i = 0; i < 8; i++) set(size - 1 - i, 8, bit(i));
  for (let i = 8; i < 15; i++) set(8, size - 15 + i, bit(i));
  set(8, size - 8, true);
}

function drawVersion(version: number, size: number, set: Put): void {
  let rest = version;
  for (let i = 0; i < 12; i++) rest = (rest << 1) ^ ((rest >> 11) * 0x1f25);
  const bits = (version << 12) | rest;
  for (let i = 0; i < 18; i++) {
    const [a, b] = [size - 11 + (i % 3), Math.floor(i / 3)];
    set(a, b, ((bits >> i) & 1) === 1);
    set(b, a, ((bits >> i) & 1) === 1);
  }
}

/** How hard a masked code is to read: long runs, blocks, patterns like the finders, and imbalance. */
function penalty(modules: readonly boolean[][]): number {
  const size = modules.length;
  const lines = [...modules, ...modules.map((_, x) => modules.map((row) => row[x]!))].map((line) =>
    line.map((dark) => (dark ? '1' : '0')).join(''),
  );
  let score = 0;
  for (const line of lines) {
    for (const run of line.match(/1{5,}|0{5,}/g) ?? []) score += run.length - 2;
    for (let at = 0; at < size; at++) if (line.startsWith('10111010000', at) || line.startsWith('00001011101', at)) score += 40;
  }
  for (let y = 0; y + 1 < size; y++)
    for (let x = 0; x + 1 < size; x++) {
      const same = modules[y]![x];
      if (modules[y]![x + 1] === same && modules[y + 1]![x] === same && modules[y + 1]![x + 1] === same) score += 3;
    }
  const dark = modules.flat().filter(Boolean).length;
  return score + Math.floor(Math.abs(dark * 20 - size * size * 10) / (size * size)) * 10;
}
