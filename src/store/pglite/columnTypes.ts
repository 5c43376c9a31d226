// src/store/pglite/columnTypes.ts —— 列类型:how JavaScript values travel to PostgreSQL and back

/** A parameter on the wire: text, bytes (sent in binary), or null. */
export type WireValue = string | Uint8Array | null;

const hex = (bytes: Uint8Array): string => `\\x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex')}`;

function arrayText(items: readonly unknown[]): string {
  const texts = items.map((item) => {
    if (Array.isArray(item)) return arrayText(item);
    const value = wireValue(item);
    if (value === null) return 'NULL';
    const text = typeof value === 'string' ? value : hex(value);
    return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  });
  return `{${texts.join(',')}}`;
}

/** A parameter's wire form, by the conventions of the `pg` driver so that the same call works on a server: an array becomes a PostgreSQL array, so JSON arrays must be passed as text. */
export function wireValue(value: unknown): WireValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (typeof value === 'boolean') return value ? 't' : 'f';
  if (value instanceof Uint8Array) return value;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return arrayText(value);
  return JSON.stringify(value);
}

const readBytea = (text: string): Uint8Array => new Uint8Array(Buffer.from(text.slice(2), 'hex'));

function readInt8(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`int8 ${text} is beyond 2^53 and would lose digits`);
  return value;
}

/** '2025-02-19 00:00:00.123456+00' (the session's zone is UTC) as an ISO instant of milliseconds, cut and not rounded. */
function readInstant(text: string): string {
  const match = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,3})\d*)?\+00$/.exec(text);
  if (!match) throw new RangeError(`timestamptz ${text} has no ISO form`);
  return `${match[1]}T${match[2]}.${(match[3] ?? '').padEnd(3, '0')}Z`;
}

/** Reads a PostgreSQL array literal; each element by the element type's reader. */
function readArray(text: string, read: (text: string) => unknown): unknown[] {
  let at = 0;
  const element = (): unknown => {
    if (text[at] === '{') return list();
    const quoted = text[at] === '"';
    let raw = '';
    if (quoted) at += 1;
    while (quoted ? text[at] !== '"' : text[at] !== ',' && text[at] !== '}') {
      if (text[at] === '\\') at += 1;
      raw += text[at];
      at += 1;
    }
    if (quoted) at += 1;
    return !quoted && raw === 'NULL' ? null : read(raw);
  };
  const list = (): unknown[] => {
    const items: unknown[] = [];
    at += 1;
    while (text[at] !== '}') {
      items.push(element());
      if (text[at] === ',') at += 1;
    }
    at += 1;
    return items;
  };
  return list();
}

const asText = (text: string): unknown => text;
const asJson = (text: string): unknown => JSON.parse(text);
const asBoolean = (text: string): unknown => text === 't';
const arrayOf = (read: (text: string) => unknown) => (text: string) => readArray(text, read);

/** The type OID of bytea, which is asked for in binary where the columns are known beforehand. */
export const byteaOid = 17;

/** Type OID → reader of its text form. What is not listed (date, numeric, uuid, timestamp …) stays the text PostgreSQL sent. */
export const readers: Readonly<Record<number, (text: string) => unknown>> = {
  16: asBoolean,
  [byteaOid]: readBytea,
  20: readInt8,
  21: Number, // int2
  23: Number, // int4
  26: Number, // oid
  700: Number, // float4
  701: Number, // float8
  114: asJson,
  3802: asJson, // jsonb
  1184: readInstant, // timestamptz
  1000: arrayOf(asBoolean),
  1001: arrayOf(readBytea),
  1005: arrayOf(Number), // int2[]
  1007: arrayOf(Number), // int4[]
  1009: arrayOf(asText), // text[]
  1015: arrayOf(asText), // varchar[]
  1016: arrayOf(readInt8),
  1022: arrayOf(Number), // float8[]
  1182: arrayOf(asText), // date[]
  1185: arrayOf(readInstant),
  2951: arrayOf(asText), // uuid[]
  3807: arrayOf(asJson), // jsonb[]
};
