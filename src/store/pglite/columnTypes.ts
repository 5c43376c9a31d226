// src/store/pglite/columnTypes.ts —— 列类型:how PostgreSQL's text values become JavaScript values

const hexByte = (text: string, at: number): number => Number.parseInt(text.slice(at, at + 2), 16);

function readBytea(text: string): Uint8Array {
  const bytes = new Uint8Array((text.length - 2) / 2);
  for (let i = 0; i < bytes.length; i += 1) bytes[i] = hexByte(text, 2 + 2 * i);
  return bytes;
}

function readInt8(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`int8 ${text} is beyond 2^53 and would lose digits`);
  return value;
}

/** Type OID → reader of its text form. What is not listed stays the text PostgreSQL sent. */
export const readers: Record<number, (text: string) => unknown> = {
  16: (text) => text === 't', // bool
  17: readBytea,
  20: readInt8,
  21: Number, // int2
  23: Number, // int4
  26: Number, // oid
  700: Number, // float4
  701: Number, // float8
  114: (text) => JSON.parse(text), // json
  3802: (text) => JSON.parse(text), // jsonb
  1082: (text) => text, // date: 'YYYY-MM-DD' under DateStyle ISO
  1114: (text) => text, // timestamp without zone: no zone may be invented for it
  1184: (text) => new Date(text).toISOString(), // timestamptz
};
