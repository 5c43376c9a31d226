// src/ledger/proof/proof.ts —— 登记证明:the portable proof that an entry is in the log (c2sp.org/tlog-proof@v1)
import { fromBase64, toBase64 } from '../../base/bytes.ts';
import { type Hash, leafHash } from './hash.ts';
import { verifyInclusion } from './merkle.ts';
import { type Checkpoint, NoteError, openCheckpoint, type Vkey } from './note.ts';
import { HASH_BYTES } from './tiles.ts';

/** Where an entry stands, the path to the root, and the signed checkpoint verbatim; `extra` is not authenticated. */
export type Proof = { index: number; hashes: Hash[]; checkpoint: string; extra?: Uint8Array };

const HEAD = 'c2sp.org/tlog-proof@v1';
const MAX_HASHES = 63;

/** The text of a `.tlog-proof` file. */
export const formatProof = ({ index, hashes, checkpoint, extra }: Proof): string =>
  [HEAD, ...(extra ? [`extra ${toBase64(extra)}`] : []), `index ${index}`, ...hashes.map(toBase64), '', checkpoint].join('\n');

/** Reads a `.tlog-proof` text; throws NoteError when it is none. */
export function parseProof(text: string): Proof {
  const at = text.indexOf('\n\n');
  const [head, ...lines] = text.slice(0, Math.max(at, 0)).split('\n');
  if (at < 0 || head !== HEAD) throw new NoteError('不是登记证明文件，或者文件不完整');
  const extra = lines[0]?.startsWith('extra ') ? readBase64(lines.shift()!.slice('extra '.length)) : undefined;
  const index = /^index (0|[1-9]\d{0,15})$/.exec(lines.shift() ?? '')?.[1];
  if (index === undefined || !Number.isSafeInteger(Number(index)) || lines.length > MAX_HASHES) throw new NoteError('登记证明里的序号不对');
  const hashes = lines.map(readBase64);
  if (hashes.some((hash) => hash.length !== HASH_BYTES)) throw new NoteError('登记证明里的指纹长度不对');
  return { index: Number(index), hashes, checkpoint: text.slice(at + 2), ...(extra ? { extra } : {}) };
}

/** Checks a proof of `entry` against known log keys and returns the checkpoint that vouches for it; throws NoteError otherwise. */
export function verifyProof(text: string, entry: Uint8Array, logs: readonly Vkey[]): Checkpoint & { index: number } {
  const { index, hashes, checkpoint } = parseProof(text);
  const { origin, size, root } = openCheckpoint(checkpoint, logs);
  if (!verifyInclusion(index, size, leafHash(entry), hashes, root)) throw new NoteError('这份登记不在签名的日志里，或者登记内容被改动过');
  return { origin, size, root, index };
}

function readBase64(text: string): Uint8Array {
  try {
    return fromBase64(text);
  } catch {
    throw new NoteError('登记证明里有认不出的文字');
  }
}
