// src/base/bytes.ts —— 字节:text, hex and base64 without node:, so that browser and server agree

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** UTF-8 bytes of a text. */
export const utf8 = (text: string): Uint8Array<ArrayBuffer> => encoder.encode(text) as Uint8Array<ArrayBuffer>;
/** Text of UTF-8 bytes; throws TypeError on malformed input. */
export const fromUtf8 = (bytes: Uint8Array): string => decoder.decode(bytes);

/** Joins byte arrays. */
export function concat(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** Same length and same bytes? (Not constant time: use only on public values.) */
export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, i) => byte === b[i]);

// Node's own writing of bytes is many times faster; a browser has none.
const node = (globalThis as { Buffer?: typeof Buffer }).Buffer;
const written = (bytes: Uint8Array, as: 'hex' | 'base64'): string | undefined =>
  node?.from(bytes.buffer, bytes.byteOffset, bytes.length).toString(as);

/** Lower-case hex. */
export const toHex = (bytes: Uint8Array): string =>
  written(bytes, 'hex') ?? Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
/** Bytes of even-length hex; throws RangeError otherwise. */
export function fromHex(hex: string): Uint8Array<ArrayBuffer> {
  if (!/^([0-9a-f]{2})*$/i.test(hex)) throw new RangeError('不是十六进制文本');
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** Standard base64 with padding. */
export function toBase64(bytes: Uint8Array): string {
  const quick = written(bytes, 'base64');
  if (quick !== undefined) return quick;
  let text = '';
  for (let i = 0; i < bytes.length; i += 0x8000) text += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return btoa(text);
}
/** Bytes of canonical standard base64; throws RangeError on anything else (no white space, no missing padding). */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  let raw: string;
  try {
    raw = atob(text);
  } catch {
    throw new RangeError('不是 base64 文本');
  }
  const bytes = Uint8Array.from(raw, (char) => char.charCodeAt(0));
  if (toBase64(bytes) !== text) throw new RangeError('base64 写法不规范');
  return bytes;
}
/** base64url without padding, for tokens and salts. */
export const toBase64Url = (bytes: Uint8Array): string => toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
