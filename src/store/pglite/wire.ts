// src/store/pglite/wire.ts —— 线上格式:PostgreSQL's frontend/backend messages, as far as one session needs them
import { byteaOid, readers, type WireValue } from './columnTypes.ts';

/** A column of a result: its name, type OID and whether it travels in binary. */
export type Column = { name: string; oid: number; binary: boolean };

/** What one statement answered; `columns` and `prepared` serve the session's cache. */
export type Answer = {
  rows: Record<string, unknown>[];
  changed?: number;
  tag: string;
  columns?: Column[];
  prepared: boolean;
  inTransaction: boolean;
};

/** A statement the database refused: SQLSTATE in `code`; neither detail nor parameters, which may hold personal data. */
export class DatabaseError extends Error {
  override name = 'DatabaseError';
  code = '';
  constraint: string | undefined;
  table: string | undefined;
  column: string | undefined;
}

const byte = (letter: string): number => letter.charCodeAt(0);
const zeroEnded = (text: string): Buffer => Buffer.from(`${text}\0`);
const sync = Buffer.from([byte('S'), 0, 0, 0, 4]);
const describePortal = Buffer.from([byte('D'), 0, 0, 0, 6, byte('P'), 0]);
const execute = Buffer.from([byte('E'), 0, 0, 0, 9, 0, 0, 0, 0, 0]);

function message(type: string, ...parts: readonly Uint8Array[]): Buffer {
  const head = Buffer.alloc(5);
  head[0] = byte(type);
  head.writeInt32BE(
    parts.reduce((sum, part) => sum + part.length, 4),
    1,
  );
  return Buffer.concat([head, ...parts]);
}

/** One simple query: several statements allowed, no parameters. */
export const simpleQuery = (sql: string): Buffer => message('Q', zeroEnded(sql));

function bind(name: string, values: readonly WireValue[], columns: readonly Column[] | undefined): Buffer {
  const bytes = values.map((value) => (typeof value === 'string' ? Buffer.from(value) : value));
  const formats = columns?.some(({ oid }) => oid === byteaOid) ? columns.map(({ oid }) => (oid === byteaOid ? 1 : 0)) : [];
  const nameBytes = zeroEnded(name);
  const size =
    5 + 1 + nameBytes.length + 4 + 6 * values.length + bytes.reduce((sum, part) => sum + (part?.length ?? 0), 0) + 2 + 2 * formats.length;
  const out = Buffer.allocUnsafe(size);
  out[0] = byte('B');
  let at = out.writeInt32BE(size - 1, 1);
  out[at] = 0; // the unnamed portal
  at += 1 + nameBytes.copy(out, at + 1);
  at = out.writeUInt16BE(values.length, at);
  for (const value of values) at = out.writeInt16BE(typeof value === 'string' || value === null ? 0 : 1, at);
  at = out.writeUInt16BE(values.length, at);
  for (const part of bytes) {
    at = out.writeInt32BE(part ? part.length : -1, at);
    if (part) {
      out.set(part, at);
      at += part.length;
    }
  }
  at = out.writeInt16BE(formats.length, at);
  for (const format of formats) at = out.writeInt16BE(format, at);
  return out;
}

/** One statement with at most 65,535 parameters. `parse`: send its text under this name first; `columns`: already known, so not asked again. */
export function extendedQuery(query: { name: string; parse?: string; values: readonly WireValue[]; columns?: readonly Column[] }): Buffer {
  const parts: Uint8Array[] = [];
  if (query.parse !== undefined) parts.push(message('P', zeroEnded(query.name), zeroEnded(query.parse), Buffer.alloc(2)));
  parts.push(bind(query.name, query.values, query.columns));
  if (!query.columns) parts.push(describePortal);
  return Buffer.concat([...parts, execute, sync]);
}

function readColumns(body: Buffer): Column[] {
  const columns: Column[] = [];
  let at = 2;
  for (let count = body.readInt16BE(0); count > 0; count -= 1) {
    const end = body.indexOf(0, at);
    columns.push({ name: body.toString('utf8', at, end), oid: body.readInt32BE(end + 7), binary: body.readInt16BE(end + 17) === 1 });
    at = end + 19;
  }
  return columns;
}

function readRow(body: Buffer, columns: readonly Column[]): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  let at = 2;
  for (const { name, oid, binary } of columns) {
    const length = body.readInt32BE(at);
    at += 4;
    if (length < 0) {
      row[name] = null;
      continue;
    }
    if (binary) row[name] = new Uint8Array(body.subarray(at, at + length));
    else {
      const text = body.toString('utf8', at, at + length);
      const read = readers[oid];
      row[name] = read ? read(text) : text;
    }
    at += length;
  }
  return row;
}

function readError(body: Buffer): DatabaseError {
  const fields = new Map(
    body
      .toString('utf8')
      .split('\0')
      .filter((field) => field !== '')
      .map((field) => [field.slice(0, 1), field.slice(1)]),
  );
  const error = new DatabaseError(fields.get('M') ?? 'unknown database error');
  error.code = fields.get('C') ?? '';
  error.table = fields.get('t');
  error.column = fields.get('c');
  error.constraint = fields.get('n');
  return error;
}

const counted = /^(?:INSERT|UPDATE|DELETE|MERGE|COPY)\b.* (\d+)$/;

/** Reads all messages up to ReadyForQuery; an ErrorResponse comes back as `error`. Throws if the answer is cut short. */
export function readAnswer(reply: Uint8Array, known?: readonly Column[]): { answer: Answer; error?: DatabaseError } {
  const bytes = Buffer.from(reply.buffer, reply.byteOffset, reply.length);
  const answer: Answer = { rows: [], tag: '', prepared: false, inTransaction: false };
  let columns = known?.map((column) => ({ ...column, binary: column.oid === byteaOid }));
  let error: DatabaseError | undefined;
  let ready = false;
  for (let at = 0; at < bytes.length; ) {
    const type = bytes[at];
    const end = at + 1 + bytes.readInt32BE(at + 1);
    const body = bytes.subarray(at + 5, end);
    at = end;
    if (type === 68 /* D */) answer.rows.push(readRow(body, columns ?? []));
    else if (type === 84 /* T */) {
      columns = answer.columns = readColumns(body);
      answer.rows = []; // several statements in one simple query: the last one's rows count
    } else if (type === 110 /* n */) answer.columns = [];
    else if (type === 49 /* 1 */) answer.prepared = true;
    else if (type === 67 /* C */) {
      answer.tag = body.toString('utf8', 0, body.length - 1);
      const changed = counted.exec(answer.tag);
      if (changed) answer.changed = Number(changed[1]);
    } else if (type === 69 /* E */) error ??= readError(body);
    else if (type === 90 /* Z */) {
      ready = true;
      answer.inTransaction = body[0] !== byte('I');
    }
  }
  if (!ready) throw new Error('the database engine broke off in the middle of an answer');
  return error ? { answer, error } : { answer };
}
