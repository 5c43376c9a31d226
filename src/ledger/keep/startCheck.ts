// src/ledger/keep/startCheck.ts —— 启动核对:a log is opened for writing only when database, signatures and checkpoint file agree
import { sameBytes } from '../../base/bytes.ts';
import { type Db, tables } from '../../store/database.ts';
import { parseDoc } from '../proof/disclose.ts';
import { Frontier } from '../proof/merkle.ts';
import { type Checkpoint, openCheckpoint, parseVkey, type Vkey } from '../proof/note.ts';
import type { LedgerTables } from '../tables.ts';
import { type CheckpointFile, type CheckpointLine, openCheckpointFile } from './checkpointFile.ts';
import { type Head, LogDamaged, readFrontier, readHead, readSize } from './head.ts';

/** Why a log neither appends nor signs. */
export type RefusalCode = 'rolledBack' | 'rewritten' | 'damaged' | 'badSignature' | 'otherKey' | 'badCheckpointFile' | 'noCheckpointFile';

/** A log that serves reads only; `code` names the reason, the message is a Chinese sentence saying what to do. */
export class LogRefused extends Error {
  override name = 'LogRefused';
  readonly code: RefusalCode;
  constructor(code: RefusalCode, reason: string) {
    super(`${reason}日志现在只能查阅，不再记录和签名。`);
    this.code = code;
  }
}

/** The newest signed checkpoint and the tree it vouches for. */
export type Signed = { size: number; note?: string; frontier: Frontier };

/** What the start-up check found; with a refusal, `head` and `signed` are as far as they could be read. */
export type Opened = { head: Head; signed: Signed; file?: CheckpointFile; refusal?: LogRefused };

type Options = { agency: string; origin: string; vkey: string; checkpointFile?: string; witnessed?: readonly string[] };

/** Compares everything that can contradict itself; throws only when the database cannot be read at all. */
export async function checkStart(db: Db, options: Options): Promise<Opened> {
  const { agency } = options;
  const size = await readSize(db, agency);
  const opened: Opened = {
    head: { frontier: new Frontier(), lastAt: '', tails: new Map() },
    signed: { size: 0, frontier: new Frontier() },
  };
  try {
    await checkKey(db, options);
    const key = parseVkey(options.vkey);
    opened.signed = await checkLastCheckpoint(db, agency, size ?? 0, key); // before the head: what was signed can be read even if the rest is damaged
    opened.head = await readHead(db, agency, size ?? 0);
    if (options.checkpointFile !== undefined) await checkFile(db, options, options.checkpointFile, key, opened);
    for (const note of options.witnessed ?? []) await confront(db, options, note);
  } catch (error) {
    await opened.file?.close();
    opened.file = undefined;
    if (error instanceof LogRefused) opened.refusal = error;
    else if (error instanceof LogDamaged)
      opened.refusal = new LogRefused('damaged', `${error.message}。请运行 npm run fsck 查明损坏的位置。`);
    else throw error;
  }
  return opened;
}

/** The first leaf names the key; another one may not go on signing in its place. */
async function checkKey(db: Db, { agency, origin, vkey }: Options): Promise<void> {
  if (parseVkey(vkey).name !== origin) throw new RangeError(`签名密钥是为“${parseVkey(vkey).name}”做的，不是“${origin}”`);
  const log = tables<LedgerTables>(db);
  const first = await log.selectFrom('log_payload').select('doc').where('agency', '=', agency).where('idx', '=', 0).executeTakeFirst();
  const head = await log.selectFrom('log_head').select('origin').where('agency', '=', agency).executeTakeFirst();
  const named = first && parseDoc(first.doc).find(({ path }) => path === 'vkey')?.value;
  if ((head && head.origin !== origin) || (first && named !== vkey))
    throw new LogRefused('otherKey', '签名密钥或者日志名称与日志第一条写明的不一致。请找回原来的密钥文件。');
}

async function checkLastCheckpoint(db: Db, agency: string, size: number, key: Vkey): Promise<Signed> {
  const last = await tables<LedgerTables>(db)
    .selectFrom('log_checkpoint')
    .select('note')
    .where('agency', '=', agency)
    .orderBy('size', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!last) return { size: 0, frontier: new Frontier() };
  return checkAgainstLog(db, agency, size, openOwn(last.note, key), last.note);
}

function openOwn(note: string, key: Vkey): Checkpoint {
  try {
    return openCheckpoint(note, [key]);
  } catch (error) {
    throw new LogRefused('badSignature', `保存的检查点没有通过验签：${(error as Error).message}。`);
  }
}

async function checkAgainstLog(db: Db, agency: string, size: number, checkpoint: Checkpoint, note: string): Promise<Signed> {
  const { size: signedSize, root } = checkpoint;
  if (signedSize > size)
    throw new LogRefused(
      'rolledBack',
      `日志签到过第 ${signedSize} 条，数据库里只有 ${size} 条：数据库可能是用旧备份恢复的。请用更新的备份恢复，不要删除检查点文件。`,
    );
  const frontier = await readFrontier(db, agency, signedSize);
  if (!sameBytes(frontier.root(), root))
    throw new LogRefused('rewritten', `日志前 ${signedSize} 条与签过名的不一样：数据库被改动过。请运行 npm run fsck 查明位置。`);
  return { size: signedSize, note, frontier };
}

/** Holds a checkpoint a witness remembers against the log; throws LogRefused when the log does not contain it. What this log's own key did
 * not sign proves nothing, whoever shows it: then false. */
export async function confront(db: Db, { agency, origin, vkey }: Options, note: string): Promise<boolean> {
  let checkpoint: Checkpoint;
  try {
    checkpoint = openCheckpoint(note, [parseVkey(vkey)]);
  } catch {
    return false;
  }
  if (checkpoint.origin !== origin) return false;
  const size = (await readSize(db, agency)) ?? 0;
  if (checkpoint.size > size)
    throw new LogRefused(
      'rolledBack',
      `见证单位见证过 ${checkpoint.size} 条，数据库里只有 ${size} 条：数据库可能是用旧备份恢复的。请停下服务，运行 npm run fetch-tail 从见证单位的副本取回后面的部分。`,
    );
  await checkAgainstLog(db, agency, size, checkpoint, note);
  return true;
}

/**
 * Every line must be a checkpoint of this log as the database has it; lines the database lacks are checked against the tree and kept. A file
 * that is gone or empty while checkpoints were signed is no file to begin anew in silence: it is what would have shown a restored old copy.
 */
async function checkFile(db: Db, { agency }: Options, path: string, key: Vkey, opened: Opened): Promise<void> {
  const size = opened.head.frontier.size;
  let waiting: CheckpointLine[] = [];
  const compare = async () => {
    const lines = waiting;
    waiting = [];
    const missing = await notInDatabase(db, agency, lines);
    for (const line of missing) {
      const signed = await checkAgainstLog(db, agency, size, openOwn(line.note, key), line.note);
      await keepCheckpoint(db, agency, signed.size, line);
      if (signed.size > opened.signed.size) opened.signed = signed;
    }
  };
  let lines = 0;
  opened.file = await openCheckpointFile(path, async (line) => {
    lines += 1;
    if (!line) throw new LogRefused('badCheckpointFile', `检查点文件 ${path} 里有读不懂的一行。请核对这个文件是否被改动过。`);
    if (waiting.push(line) >= 500) await compare();
  });
  if (lines === 0 && opened.signed.note !== undefined)
    throw new LogRefused(
      'noCheckpointFile',
      `检查点文件 ${path} 不见了或者是空的，而日志已签到第 ${opened.signed.size} 条。换过位置（HEMING_CHECKPOINTS）的，请停下服务，把原来的文件拷到这里；原来的文件确实丢了的，运行 npm run new-checkpoint-file。`,
    );
  await compare();
}

async function notInDatabase(db: Db, agency: string, lines: CheckpointLine[]): Promise<CheckpointLine[]> {
  if (lines.length === 0) return [];
  const rows = await tables<LedgerTables>(db)
    .selectFrom('log_checkpoint')
    .select('note')
    .where('agency', '=', agency)
    .where(
      'note',
      'in',
      lines.map(({ note }) => note),
    )
    .execute();
  const known = new Set(rows.map(({ note }) => note));
  return lines.filter(({ note }) => !known.has(note));
}

/** Stores a signed checkpoint, a second one of the same size changing nothing, and reads what is stored. */
export async function keepCheckpoint(db: Db, agency: string, size: number, { note, at }: CheckpointLine): Promise<CheckpointLine> {
  const log = tables<LedgerTables>(db);
  await log
    .insertInto('log_checkpoint')
    .values({ agency, size, note, at })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const stored = log.selectFrom('log_checkpoint').select(['note', 'at']).where('agency', '=', agency).where('size', '=', size);
  return stored.executeTakeFirstOrThrow();
}
