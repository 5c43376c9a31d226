// src/server/faults/bitFlips.ts —— 翻位:for tests: every single-bit change of a stored value, made in a transaction, looked at and undone
import assert from 'node:assert/strict';
import { sql } from 'kysely';
import { type Db, tables } from '../../store/database.ts';

/** One flipped bit: where, and how the place is named when it was found. */
export type Flip = {
  table: string;
  row: Record<string, unknown>;
  column: string;
  type: string;
  value: string;
  bit: number;
  named: RegExp;
};

/** How a type of column is changed by one bit; bits a stored value of the type cannot have are left out. */
const kinds: Record<string, { bits(value: string): number; flipped(bit: number, value: string): string | undefined }> = {
  bytea: { bits: (hex) => hex.length * 4, flipped: (bit, hex) => `'\\x${flipHex(hex, bit)}'::bytea` },
  uuid: { bits: () => 128, flipped: (bit, value) => `'${flipHex(value.replaceAll('-', ''), bit)}'::uuid` },
  text: { bits: (value) => Buffer.byteLength(value) * 8, flipped: flipText },
  'text[]': { bits: (value) => Buffer.byteLength(value) * 8, flipped: (bit, value) => asArray(flipText(bit, value)) },
  bigint: { bits: () => 52, flipped: (bit, value) => `${BigInt(value) ^ (1n << BigInt(bit))}::int8` },
  integer: { bits: () => 31, flipped: (bit, value) => `${BigInt(value) ^ (1n << BigInt(bit))}::int4` },
  smallint: { bits: () => 15, flipped: (bit, value) => `${BigInt(value) ^ (1n << BigInt(bit))}::int2` },
  boolean: { bits: () => 1, flipped: (_bit, value) => `${value !== 'true'}` },
  date: { bits: () => 20, flipped: (bit, days) => `date '1970-01-01' + ${BigInt(days) ^ (1n << BigInt(bit))}` },
  'timestamp with time zone': {
    bits: () => 52,
    flipped: (bit, micros) => `timestamptz 'epoch' + interval '1 microsecond' * ${BigInt(micros) ^ (1n << BigInt(bit))}`,
  },
};

const flipHex = (hex: string, bit: number): string => {
  const bytes = Buffer.from(hex, 'hex');
  bytes[bit >> 3]! ^= 1 << (bit & 7);
  return bytes.toString('hex');
};
function flipText(bit: number, value: string): string | undefined {
  const bytes = Buffer.from(value);
  bytes[bit >> 3]! ^= 1 << (bit & 7);
  const text = bytes.toString();
  // Bytes that are no text cannot be stored as text: the database itself refuses to read them.
  return bytes.includes(0) || !Buffer.from(text).equals(bytes) ? undefined : `'${text.replaceAll("'", "''")}'`;
}
const asArray = (text: string | undefined) => (text === undefined ? undefined : `${text}::text[]`);

const readAs: Record<string, (column: string) => string> = {
  bytea: (column) => `encode(${column}, 'hex')`,
  date: (column) => `(${column} - date '1970-01-01')::text`,
  'timestamp with time zone': (column) => `(extract(epoch from ${column}) * 1000000)::int8::text`,
};
const textOf = (type: string, column: string) => readAs[type]?.(`"${column}"`) ?? `"${column}"::text`;

/** What a table holds: its rows by key columns, and each column's type. */
type Described = { table: string; keys: string[]; named(row: Record<string, unknown>): RegExp; except?: string[] };

async function typesOf(db: Db, table: string): Promise<Map<string, string>> {
  const { rows } = await sql<{ name: string; type: string }>`
    select attname as name, format_type(atttypid, null) as type from pg_attribute
    where attrelid = ${table}::regclass and attnum > 0 and not attisdropped order by attnum`.execute(db);
  return new Map(rows.map(({ name, type }) => [name, type]));
}

/** All flips of a table; `except` names columns left out. */
export async function flipsOf(db: Db, { table, keys, named, except = [] }: Described): Promise<Flip[]> {
  const types = await typesOf(db, table);
  const flips: Flip[] = [];
  const columns = [...types].filter(([name, type]) => !except.includes(name) && type in kinds);
  for (const row of await tables<Record<string, Record<string, unknown>>>(db).selectFrom(table).selectAll().execute()) {
    const key = Object.fromEntries(keys.map((name) => [name, row[name]]));
    for (const [column, type] of columns) {
      const value = await storedValue(db, { table, row: key, column }, type);
      if (value === null) continue;
      for (let bit = 0; bit < kinds[type]!.bits(value); bit++) flips.push({ table, row: key, column, type, value, bit, named: named(row) });
    }
  }
  return flips;
}

const where = (row: Record<string, unknown>) =>
  sql.join(
    Object.entries(row).map(([name, value]) => sql`${sql.ref(name)} = ${value}`),
    sql` and `,
  );

async function storedValue(db: Db, { table, row, column }: Pick<Flip, 'table' | 'row' | 'column'>, type: string): Promise<string | null> {
  const { rows } = await sql<{ value: string | null }>`
    select ${sql.raw(textOf(type, column))} as value from ${sql.table(table)} where ${where(row)}`.execute(db);
  return rows[0]!.value;
}

/** Makes the flip, lets `look` say what it finds and undoes it; undefined when the database cannot hold the flipped value. */
export async function lookAt(
  db: Db,
  { table, row, column, type, value, bit }: Flip,
  look: (tx: Db) => Promise<string[]>,
): Promise<string[] | undefined> {
  const undo = new Error('undo');
  let found: string[] | undefined;
  const flipped = kinds[type]!.flipped(bit, value);
  if (flipped === undefined) return undefined;
  const attempt = db.transaction().execute(async (tx) => {
    await sql`set local session_replication_role = replica`.execute(tx);
    await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${sql.raw(flipped)} where ${where(row)}`.execute(tx);
    found = await look(tx);
    throw undo;
  });
  await attempt.catch((error) => {
    // Out of the type's range, taken by another row, or not a value the column allows: such a row cannot come about.
    if (error !== undo && !/^(22|23)/.test(String((error as { code?: string }).code))) throw error;
  });
  return found;
}

/** What flips were looked at, how many of them a column cannot hold, and a sentence for each that was not named. */
export type Flipped = { looked: number; impossible: number; missed: string[] };

/** Looks at each flip in turn. */
export async function lookAtAll(db: Db, flips: Iterable<Flip>, look: (tx: Db, flip: Flip) => Promise<string[]>): Promise<Flipped> {
  const result: Flipped = { looked: 0, impossible: 0, missed: [] };
  for (const flip of flips) {
    const says = await lookAt(db, flip, (tx) => look(tx, flip));
    result.looked += says ? 1 : 0;
    result.impossible += says ? 0 : 1;
    if (says && !says.some((sentence) => flip.named.test(sentence)))
      result.missed.push(`${flip.table} ${JSON.stringify(flip.row)} ${flip.column} bit ${flip.bit}: ${says.join(' | ') || 'nothing said'}`);
  }
  assert.ok(result.looked > 0, 'no bit was flipped');
  return result;
}

/** A repeatable choice of some of them. */
export function sample<T>(all: readonly T[], count: number, seed: number): T[] {
  let state = seed >>> 0;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return count >= all.length ? [...all] : Array.from({ length: count }, () => all[Math.floor(next() * all.length)]!);
}
