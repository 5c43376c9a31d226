// src/ledger/keep/fsckCheckpoints.ts —— 核对检查点:every signed root against the recomputed tree, and the file against the database
import { open } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { sql } from 'kysely';
import { sameBytes } from '../../base/bytes.ts';
import { type Db, tables } from '../../store/database.ts';
import type { Run } from '../fsck.ts';
import type { Frontier } from '../proof/merkle.ts';
import { openCheckpoint, parseVkey, peekCheckpoint } from '../proof/note.ts';
import type { LedgerTables } from '../tables.ts';
import { readCheckpointLines } from './checkpointFile.ts';

type Row = { size: number; note: string };

const PAGE = 1000;

/** The checkpoints of a log in order of size; `reached` compares those of the tree's present size. */
export async function openCheckpoints(db: Db, run: Run, agency: string, origin: string) {
  let page: Row[] = [];
  let last = -1;
  async function next(): Promise<Row | undefined> {
    if (page.length === 0) {
      const query = tables<LedgerTables>(db).selectFrom('log_checkpoint').select(['size', 'note']).where('agency', '=', agency);
      page = await run.timed(query.where('size', '>', last).orderBy('size').limit(PAGE).execute());
    }
    last = page[0]?.size ?? last;
    return page[0];
  }
  let row = await next();
  const advance = async () => {
    page.shift();
    row = await next();
  };

  function compare({ size, note }: Row, tree: Frontier, vkey: string | undefined): void {
    run.report.checkpoints += 1;
    const fail = (what: string) => run.fail('checkpoint', `长度 ${size} 的检查点：${what}。`);
    try {
      const checkpoint = vkey === undefined ? peekCheckpoint(note) : openCheckpoint(note, [parseVkey(vkey)]);
      if (checkpoint.size !== size || checkpoint.origin !== origin) fail('表里的列与签名文本不一致');
      else if (!sameBytes(checkpoint.root, tree.root())) fail('签过名的树根与重算的不一样');
      if (vkey === undefined) fail('日志没有写明公钥，签名无从核对');
    } catch (error) {
      fail((error as Error).message);
    }
  }

  return {
    async reached(tree: Frontier, vkey: () => string | undefined): Promise<void> {
      while (row && row.size <= tree.size) {
        if (row.size < tree.size) run.fail('checkpoint', `长度 ${row.size} 的检查点：这个长度的日志已经不在。`);
        else compare(row, tree, vkey());
        await advance();
      }
    },
  };
}

/** Names lines of the checkpoint file the database lacks, and checkpoints since the file's beginning that the file lacks. */
export async function compareCheckpointFile(db: Db, run: Run, agency: string, path: string): Promise<void> {
  const stored = new Map<string, { size: number; at: string; whole: boolean }>(); // read before the file, which is always written first
  const query = tables<LedgerTables>(db)
    .selectFrom('log_checkpoint')
    // Instants are read to the millisecond, as they are written: a microsecond is a change too.
    .select(['size', 'note', 'at', sql<boolean>`at = date_trunc('milliseconds', at)`.as('whole')])
    .where('agency', '=', agency);
  for (const { size, note, at, whole } of await run.timed(query.execute())) stored.set(note, { size, at, whole });
  const handle = await open(path, 'r').catch(() => undefined);
  if (!handle) return run.fail('checkpointFile', `检查点文件 ${path} 打不开。`);
  const notes = new Set<string>();
  const ofOtherTime = new Map<string, number>(); // a note may be in the file twice, when two servers signed it: one line has the database's time
  let number = 0;
  for await (const line of readCheckpointLines(handle)) {
    number += 1;
    const kept = line && stored.get(line.note);
    if (line && kept) {
      if (kept.whole && Date.parse(kept.at) === Date.parse(line.at)) ofOtherTime.delete(line.note);
      else ofOtherTime.set(line.note, kept.size);
    }
    if (line) notes.add(line.note);
    else run.fail('checkpointFile', `检查点文件第 ${number} 行读不懂。`);
  }
  await handle.close();
  for (const size of ofOtherTime.values()) run.fail('checkpointFile', `长度 ${size} 的检查点，文件写的时间与数据库的不一样。`);
  const begin = [...notes].map(sizeOf).reduce((least, size) => Math.min(least, size), Number.MAX_SAFE_INTEGER);
  for (const [note, { size }] of stored)
    if (size >= begin && !notes.has(note)) run.fail('checkpointFile', `检查点文件里没有长度 ${size} 的检查点，或者与数据库的不一样。`);
  const newest = [...notes].at(-1);
  for (const note of notes) {
    if (stored.has(note)) continue;
    // Signed since we read the database, or being signed this moment: only the newest line can be.
    const found = async () => (await run.timed(query.where('note', '=', note).execute())).length > 0;
    if ((await found()) || (note === newest && (await within(found)))) continue;
    run.fail('checkpointFile', `检查点文件里长度 ${sizeOf(note)} 的检查点，数据库里没有或者不一样。`);
  }
}

function sizeOf(note: string): number {
  try {
    return peekCheckpoint(note).size;
  } catch {
    return 0;
  }
}

/** Does it come true within two seconds? */
async function within(found: () => Promise<boolean>): Promise<boolean> {
  for (let tries = 0; tries < 10; tries++) {
    await setTimeout(200);
    if (await found()) return true;
  }
  return false;
}
