// src/ledger/keep/signer.ts —— 签发检查点:re-reads what was written, hashes it again, and only then signs
// Order: file (synced) → database → told to readers. A crash between leaves a line that the next start finds and keeps; a database
// that failed between leaves one that is kept before anything else is signed.
import { sameBytes } from '../../base/bytes.ts';
import { type Db, tables } from '../../store/database.ts';
import { inTurn, isShared } from '../../store/turns.ts';
import { leafHash } from '../proof/hash.ts';
import type { Frontier } from '../proof/merkle.ts';
import { formatCheckpoint, openCheckpoint, parseVkey, type Signer, signNote } from '../proof/note.ts';
import type { LedgerTables } from '../tables.ts';
import type { CheckpointFile, CheckpointLine } from './checkpointFile.ts';
import { type Head, LogDamaged, readFrontier, readSize } from './head.ts';
import { keepCheckpoint, type Signed } from './startCheck.ts';

const READ_AT_ONCE = 1000;
/** How long an act waits for company before a checkpoint is signed, in ms; well under the second that is promised. */
const SIGN_AFTER_MS = 400;

type Options = {
  agency: string;
  origin: string;
  signer: Signer;
  signed: Signed;
  head: () => Head;
  file?: CheckpointFile;
  clock: () => Date;
  failed: (error: unknown) => boolean;
};

/** Signs the log's growing tree, never a smaller or another one. `newest` is what `signed` is, other processes' checkpoints included. */
export type CheckpointSigner = {
  signed(): Signed;
  newest(): Promise<Signed>;
  schedule(): void;
  sign(): Promise<void>;
  stop(): Promise<void>;
};

/** The name of the turn in which one process at a time signs a log, or compares it at its start. */
export const signingOf = (agency: string): string => `sign ${agency}`;

/** Starts after the checkpoint `signed`; `failed` hears of a signing that did not succeed and answers whether to try again. */
export function openSigner(db: Db, options: Options): CheckpointSigner {
  let signed = options.signed;
  let owed: (CheckpointLine & { size: number }) | undefined; // in the file, not known to be in the database
  let timer: NodeJS.Timeout | undefined;
  let last: Promise<void> = Promise.resolve();
  let stopped = false;

  async function signNext(): Promise<void> {
    await settle();
    await adopt();
    const frontier = await headNow();
    if (frontier.size <= signed.size) return;
    const reread = await rehash(db, options.agency, signed.frontier.clone(), frontier.size);
    if (!sameBytes(reread.root(), frontier.root())) throw new LogDamaged('刚写入的记录读出来不一样');
    signed = { size: reread.size, frontier: reread, note: await issue(reread) };
  }

  async function issue(tree: Frontier): Promise<string> {
    const { origin, signer, file, clock } = options;
    const note = signNote(formatCheckpoint({ origin, size: tree.size, root: tree.root() }), [signer]);
    const line = { at: clock().toISOString(), note };
    await file?.append(line);
    owed = { ...line, size: tree.size };
    await settle();
    return note;
  }

  /** Gives the database the checkpoint that is in the file already. Another process may have signed the same one meanwhile: its time counts. */
  async function settle(): Promise<void> {
    if (!owed) return;
    const kept = await keepCheckpoint(db, options.agency, owed.size, owed);
    if (kept.note === owed.note && Date.parse(kept.at) !== Date.parse(owed.at))
      await options.file?.append({ note: kept.note, at: new Date(kept.at).toISOString() });
    owed = undefined;
  }

  /** The tree of the last commit (replaced, never changed in place), whoever made it. */
  async function headNow(): Promise<Frontier> {
    const { frontier } = options.head();
    const size = isShared(db) ? ((await readSize(db, options.agency)) ?? 0) : frontier.size;
    return size === frontier.size ? frontier : readFrontier(db, options.agency, size);
  }

  /** Takes over the newest checkpoint another process signed, after hashing what it covers. */
  async function adopt(): Promise<void> {
    if (!isShared(db)) return;
    const found = await newestBeyond(db, options.agency, signed.size);
    if (!found) return;
    const { size, root } = openCheckpoint(found.note, [parseVkey(options.signer.vkey)]);
    const reread = await rehash(db, options.agency, signed.frontier.clone(), size);
    if (!sameBytes(reread.root(), root)) throw new LogDamaged(`另一个进程签的检查点（${size} 条）与日志不一样`);
    if (size > signed.size) signed = { size, frontier: reread, note: found.note };
    await options.file?.append({ ...found, at: new Date(found.at).toISOString() }); // a file of our own must show a restored old copy too
  }

  // One at a time: two signings at once could sign the same entries twice.
  const sign = (): Promise<void> => {
    last = last.catch(() => {}).then(() => inTurn(db, signingOf(options.agency), signNext));
    return last;
  };
  function schedule(): void {
    if (stopped) return;
    timer ??= setTimeout(() => {
      timer = undefined;
      sign().catch((error) => {
        if (options.failed(error)) schedule();
      });
    }, SIGN_AFTER_MS);
  }
  return {
    signed: () => signed,
    async newest() {
      if (isShared(db) && (await newestBeyond(db, options.agency, signed.size))) {
        last = last.catch(() => {}).then(() => inTurn(db, signingOf(options.agency), adopt));
        await last;
      }
      return signed;
    },
    schedule,
    sign,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await last.catch(() => {});
    },
  };
}

const newestBeyond = (db: Db, agency: string, size: number): Promise<{ note: string; at: string } | undefined> =>
  tables<LedgerTables>(db)
    .selectFrom('log_checkpoint')
    .select(['note', 'at'])
    .where('agency', '=', agency)
    .where('size', '>', size)
    .orderBy('size', 'desc')
    .limit(1)
    .executeTakeFirst();

/** Grows a tree up to `size` by the stored header bytes; throws LogDamaged when a row is missing or is not what its hash says. */
async function rehash(db: Db, agency: string, tree: Frontier, size: number): Promise<Frontier> {
  while (tree.size < size) {
    const rows = await tables<LedgerTables>(db)
      .selectFrom('log_entry')
      .select(['idx', 'header', 'leaf_hash'])
      .where('agency', '=', agency)
      .where('idx', '>=', tree.size)
      .where('idx', '<', Math.min(size, tree.size + READ_AT_ONCE))
      .orderBy('idx')
      .execute();
    if (rows.length === 0) throw new LogDamaged(`缺少序号 ${tree.size} 的记录`);
    for (const { idx, header, leaf_hash } of rows) {
      const leaf = leafHash(header);
      if (idx !== tree.size || !sameBytes(leaf, leaf_hash)) throw new LogDamaged(`序号 ${tree.size} 的记录与它的指纹不符`);
      tree.push(leaf);
    }
  }
  return tree;
}
