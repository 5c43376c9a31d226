// src/store/rows/copyFile.ts —— 逐行备份:all rows of one moment in one gzipped file of lines, the same for both kinds of database
// First line: format and migrations. Then each table: its name and columns, its rows. Last line: count and digest of every table.
import { createReadStream, createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { type Db, type Migrations, migrate, type Store } from '../database.ts';
import { readCatalogue, readMigrations, type Table } from './catalogue.ts';
import { beingPatient } from './moveRows.ts';
import { lineOf, openSum, type Row, readRows, type Sum, sumOf } from './readRows.ts';
import { firstFilled, writeRows } from './writeRows.ts';

type Head = { format: 'heming-rows'; v: 1; migrations: string[] };
type TableLine = { table: string; columns: string[] };
type End = { end: Record<string, Sum> };

async function* linesOf(tx: Db): AsyncGenerator<string> {
  yield `${JSON.stringify({ format: 'heming-rows', v: 1, migrations: await readMigrations(tx) } satisfies Head)}\n`;
  const end: End['end'] = {};
  for (const table of await readCatalogue(tx)) {
    yield `${JSON.stringify({ table: table.name, columns: table.columns.map(({ name }) => name) } satisfies TableLine)}\n`;
    const sum = openSum();
    for await (const rows of readRows(tx, table)) {
      const lines = rows.map(lineOf);
      for (const line of lines) sum.add(line);
      yield lines.join('');
    }
    end[table.name] = sum.sum();
  }
  yield `${JSON.stringify({ end } satisfies End)}\n`;
}

/** Writes all rows of one moment to a new file while others go on writing. The caller syncs it. */
export async function writeCopy(db: Db, path: string): Promise<void> {
  await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => {
      await beingPatient(tx);
      await pipeline(Readable.from(linesOf(tx)), createGzip({ level: 1 }), createWriteStream(path, { flags: 'wx', mode: 0o600 }));
    });
}

const broken = (why: string, cause?: unknown): Error =>
  new Error(`备份文件不完整或已损坏（${why}），没有恢复任何内容。请换一份备份重试。`, { cause });

/** The lines of a copy, parsed; throws in Chinese when the file is cut short or damaged. */
async function* readLines(path: string): AsyncGenerator<Row | Head | TableLine | End> {
  const unpacked = createGunzip().setEncoding('utf8');
  const read = pipeline(createReadStream(path), unpacked).then(
    () => undefined,
    (error: Error) => error,
  );
  try {
    // Not by readline: damage met while a row is being written would have nobody to catch it.
    let rest = '';
    for await (const text of unpacked) {
      const lines = (rest + text).split('\n');
      rest = lines.pop()!;
      for (const line of lines) yield JSON.parse(line);
    }
    if (rest !== '') yield JSON.parse(rest);
  } catch (error) {
    throw broken(error instanceof SyntaxError ? '有一行读不懂' : (error as Error).message, error);
  }
  const failed = await read;
  if (failed) throw broken(failed.message, failed);
}

type Lines = AsyncGenerator<Row | Head | TableLine | End>;

/** Rows up to the line that is none, which is handed to `next`. */
async function* rowsUntil(lines: Lines, next: (line: TableLine | End) => void): AsyncGenerator<Row[]> {
  for (;;) {
    const { value, done } = await lines.next();
    if (done) throw broken('提前结束');
    if (!Array.isArray(value)) return next(value as TableLine | End);
    yield [value];
  }
}

async function loadTables(tx: Db, lines: Lines, tables: Table[]): Promise<End['end']> {
  let line = (await lines.next()).value as TableLine | End | undefined;
  while (line && 'table' in line) {
    const { table: name, columns } = line;
    const table = tables.find((known) => known.name === name);
    const found = columns.map((column) => table?.columns.find((known) => known.name === column));
    if (!table || found.some((column) => column === undefined)) throw broken(`没有这张表：${name}`);
    const rows = rowsUntil(lines, (next) => {
      line = next;
    });
    await writeRows(tx, { ...table, columns: found as Table['columns'] }, rows);
  }
  if (!line || !('end' in line) || !(await lines.next()).done) throw broken('结尾不对'); // read to its end, so that gzip's own sum is compared
  return line.end;
}

/**
 * Brings a copy into an empty database, all of it or nothing, and compares every table's digest before the commit. Tables are made as the copy's
 * migrations say; the caller runs later ones. Throws in Chinese.
 */
export async function loadCopy(store: Store, path: string, migrations: Migrations): Promise<void> {
  const lines = readLines(path);
  const head = (await lines.next()).value as Head | undefined;
  if (head?.format !== 'heming-rows') throw broken('不是逐行备份');
  const unknown = head.migrations.find((name) => !Object.hasOwn(migrations, name));
  if (unknown !== undefined) throw new Error(`备份来自更新的版本（${unknown}），请先升级程序再恢复。`);
  await migrate(store, Object.fromEntries(head.migrations.map((name) => [name, migrations[name]!])));
  await store.db.transaction().execute(async (tx) => {
    await beingPatient(tx);
    const tables = await readCatalogue(tx);
    const filled = await firstFilled(tx, tables);
    if (filled !== undefined) throw new Error(`数据库不是空的（${filled} 里已有内容），没有恢复任何内容。请换一个新建的数据库。`);
    const sums = await loadTables(tx, lines, tables);
    for (const table of tables) {
      const { rows, digest } = await sumOf(tx, table);
      if (sums[table.name] && sums[table.name]!.digest !== digest) throw broken(`${table.name} 的 ${rows} 行与备份不一致`);
    }
  });
}
