// verify/logDirectory.ts —— 核验日志副本:recomputes an exported log (c2sp.org/tlog-tiles) from its entries, or from its lowest tiles
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fromUtf8, sameBytes } from '../src/base/bytes.ts';
import { type Hash, leafHash } from '../src/ledger/proof/hash.ts';
import { parseHeader } from '../src/ledger/proof/header.ts';
import { Frontier } from '../src/ledger/proof/merkle.ts';
import { type Checkpoint, openCheckpoint, parseVkey, type Vkey } from '../src/ledger/proof/note.ts';
import { KEY_CAVEAT } from '../src/ledger/proof/receipt.ts';
import { bundlesAt, HASH_BYTES, parseBundle, TILE_WIDTH, type Tile, tilePath, tilesAt } from '../src/ledger/proof/tiles.ts';
import { failed, type Line, type Result, type Trust } from './result.ts';

/** The result of a directory, with the roots at the sizes that were asked for. */
export type DirectoryResult = Result & { roots: Map<number, Hash> };

const MAX_NAMED = 20;

/** Checks an exported log; `sizes` are those of checkpoints from elsewhere that it will be compared with. */
export async function verifyDirectory(directory: string, { policy }: Trust, sizes: ReadonlySet<number>): Promise<DirectoryResult> {
  const caveats = policy ? [] : [KEY_CAVEAT];
  let checkpoint: Checkpoint;
  try {
    const keys: Vkey[] = policy ? policy.logs : [parseVkey((await readText(join(directory, 'vkey'))).trim())];
    checkpoint = openCheckpoint(await readText(join(directory, 'checkpoint')), keys);
  } catch (error) {
    const says = (error as NodeJS.ErrnoException).code === 'ENOENT' ? '文件夹里缺少检查点或者公钥文件' : (error as Error).message;
    return { ...failed(`检查点没有通过：${says}。`), caveats, roots: new Map() };
  }
  const lines: Line[] = [{ ok: true, says: `检查点的签名与公钥相符：日志“${checkpoint.origin}”共 ${checkpoint.size} 条。` }];
  const problems: string[] = [];
  const walk = openWalk(sizes);
  const withEntries = await readLeaves(directory, checkpoint.size, walk, problems);
  if (!withEntries) caveats.push('文件夹里没有登记条目，只核对了各层指纹。');
  await compareTiles(directory, Math.min(checkpoint.size, walk.tree.size), walk.hashes, problems);
  const same = walk.tree.size === checkpoint.size && sameBytes(walk.tree.root(), checkpoint.root);
  lines.push({
    ok: same,
    says: same ? '逐条重算的指纹与签过名的一致：没有改动、增加、抽掉或者调换一条。' : '逐条重算的指纹与签过名的不一致。',
  });
  for (const says of problems.slice(0, MAX_NAMED)) lines.push({ ok: false, says });
  if (problems.length > MAX_NAMED) lines.push({ ok: false, says: `另有 ${problems.length - MAX_NAMED} 处不对。` });
  return { lines, caveats, shows: [], checkpoints: [checkpoint], roots: walk.roots };
}

const readText = async (path: string) => fromUtf8(await readFile(path));

type Walk = { tree: Frontier; roots: Map<number, Hash>; hashes: Map<number, Uint8Array[]>; push(leaf: Hash): void };

function openWalk(sizes: ReadonlySet<number>): Walk {
  const tree = new Frontier();
  const roots = new Map<number, Hash>();
  const hashes = new Map<number, Uint8Array[]>(); // tile level → the hashes it must hold
  const note = () => {
    if (sizes.has(tree.size)) roots.set(tree.size, tree.root());
  };
  note();
  return {
    tree,
    roots,
    hashes,
    push(leaf) {
      tree.push(leaf, (level, _, hash) => {
        if (level % 8 !== 0) return;
        if (!hashes.has(level / 8)) hashes.set(level / 8, []);
        hashes.get(level / 8)!.push(hash);
      });
      note();
    },
  };
}

/** A tile, or the longer one that has replaced it. */
async function readTile(directory: string, tile: Tile): Promise<Uint8Array> {
  const whole = { ...tile, width: TILE_WIDTH };
  return readFile(join(directory, tilePath(tile))).catch(() => readFile(join(directory, tilePath(whole))));
}

/** Feeds the walk from entries, or from the lowest tiles when there are no entries; says which. */
async function readLeaves(directory: string, size: number, walk: Walk, problems: string[]): Promise<boolean> {
  const first = [...bundlesAt(Math.min(size, TILE_WIDTH))][0];
  const withEntries =
    first === undefined ||
    (await readTile(directory, first).then(
      () => true,
      () => false,
    ));
  const checkHeader = openHeaderCheck(problems);
  const lowest = function* () {
    for (const tile of tilesAt(size)) if (tile.level === 0) yield tile;
  };
  for (const tile of withEntries ? bundlesAt(size) : lowest()) {
    try {
      const bytes = new Uint8Array(await readTile(directory, tile));
      if (!withEntries && bytes.length < tile.width * HASH_BYTES) throw new RangeError('too short');
      if (!withEntries) for (let i = 0; i < tile.width; i++) walk.push(bytes.slice(i * HASH_BYTES, (i + 1) * HASH_BYTES));
      else for (const entry of parseBundle(bytes).slice(0, tile.width)) checkHeader(entry, pushed(walk, entry), walk.tree.size - 1);
    } catch {
      // Nothing after a gap can be recomputed; and a checkpoint may claim any length, of which every missing tile would be a round of this loop.
      problems.push(`${tilePath(tile)}：缺少或者不完整，从这里起没有核对。`);
      break;
    }
    if (walk.tree.size < Math.min(size, (tile.n + 1) * TILE_WIDTH)) {
      problems.push(`${tilePath(tile)}：条目不够，从这里起没有核对。`);
      break;
    }
  }
  return withEntries;
}

function pushed(walk: Walk, entry: Uint8Array): Hash {
  const leaf = leafHash(entry);
  walk.push(leaf);
  return leaf;
}

/** Headers must be readable, in order of time, and each case must be an unbroken chain. */
function openHeaderCheck(problems: string[]) {
  const cases = new Map<string, { n: number; leaf: Hash }>();
  let lastAt = '';
  return (entry: Uint8Array, leaf: Hash, index: number): void => {
    try {
      const { at, caseId, n, prev } = parseHeader(entry);
      if (at < lastAt) problems.push(`第 ${index + 1} 条：登记时间早于上一条。`);
      lastAt = at;
      if (caseId === undefined) return;
      const before = cases.get(caseId);
      const follows = n === (before?.n ?? 0) + 1 && (!before || (prev !== undefined && sameBytes(prev, before.leaf)));
      if (!follows) problems.push(`第 ${index + 1} 条：与本案上一条接不上。`);
      cases.set(caseId, { n: n!, leaf });
    } catch {
      problems.push(`第 ${index + 1} 条：登记头读不出来。`);
    }
  };
}

async function compareTiles(directory: string, size: number, hashes: Map<number, Uint8Array[]>, problems: string[]): Promise<void> {
  for (const tile of tilesAt(size)) {
    const right = (hashes.get(tile.level) ?? []).slice(tile.n * TILE_WIDTH, tile.n * TILE_WIDTH + tile.width);
    const bytes = await readTile(directory, tile).catch(() => undefined);
    const at = (i: number) => bytes!.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES);
    if (!bytes) problems.push(`${tilePath(tile)}：缺少这个文件。`);
    else if (right.length !== tile.width || !right.every((hash, i) => sameBytes(hash, at(i))))
      problems.push(`${tilePath(tile)}：指纹不对。`);
  }
}
