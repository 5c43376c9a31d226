// src/ledger/proof/receipt.ts —— 回执:the citizen's file, checked in any browser without asking the server
import { fromBase64, sameBytes } from '../../base/bytes.ts';
import { commitmentOf, type Disclosure, readSegments } from './disclose.ts';
import { leafHash } from './hash.ts';
import { type Header, parseHeader } from './header.ts';
import { verifyInclusion } from './merkle.ts';
import { openCheckpoint, openNote, parseVkey, peekCheckpoint, type Vkey } from './note.ts';
import { type Proof, parseProof } from './proof.ts';

/** The file: header bytes (base64), what is disclosed of the payload (absent when erased or not given), and the `.tlog-proof`
 * text, null until the next signed checkpoint (待签发, at most a second). `vkey` is the log's own word for its key; `timestamp` an RFC 3161
 * response (base64) over the bytes of the checkpoint in `proof`. */
export type Receipt = {
  v: 1;
  agency: string;
  origin: string;
  vkey?: string;
  header: string;
  disclosure?: Disclosure;
  proof: string | null;
  timestamp?: string;
  note?: string;
};

/** The keys a verifier goes by; `trusted` only when they came to it by another way than the server's. */
export type TrustedKeys = { logs: string[]; trusted: boolean };

/** One thing that was checked, with a plain Chinese sentence. */
export type Check = { name: 'format' | 'disclosure' | 'commitment' | 'inclusion' | 'signature' | 'identity'; ok: boolean; says: string };
/** What a verified receipt establishes; index counts from 0. */
export type Facts = { index?: number; size?: number; at: string; type: string; id: string; agency: string; caseId?: string; n?: number };
/** The outcome; `pending` when nothing is wrong but the log has not signed yet. */
export type Verification = { ok: boolean; pending: boolean; checks: Check[]; caveats: string[]; facts?: Facts };

/** The caveat of every verification whose key came from the server itself. */
export const KEY_CAVEAT = '公钥未经独立核实：请与公告栏或送达文书上印的公钥核对。';
const NO_TEXT_CAVEAT = '这份回执没有附正文，只核对了登记本身，没有核对文字。';

/** Checks a receipt of whatever shape (never throws). */
export function verifyReceipt(receipt: unknown, keys: TrustedKeys): Verification {
  const caveats = keys.trusted ? [] : [KEY_CAVEAT];
  const read = readReceipt(receipt);
  if (!read) return { ok: false, pending: false, checks: [{ name: 'format', ok: false, says: '这不是一份完整的回执文件。' }], caveats };
  const { file, header, entry } = read;
  const checks: Check[] = [{ name: 'format', ok: true, says: '回执文件完整，可以读出登记内容。' }];
  if (file.disclosure) checks.push(...checkDisclosure(file.disclosure, header));
  else caveats.push(NO_TEXT_CAVEAT);
  const facts = factsOf(header);
  if (file.proof === null) {
    const sound = checks.every(({ ok }) => ok) && header.org === file.agency;
    return { ok: false, pending: sound, checks, caveats: [...caveats, '待签发：日志还没有为这份登记签名，请稍后重新下载回执。'], facts };
  }
  const placed = checkProof(file, header, entry, keys.logs);
  checks.push(...placed.checks);
  return { ok: checks.every(({ ok }) => ok), pending: false, checks, caveats, facts: { ...facts, ...placed.where } };
}

const factsOf = ({ at, type, id, org, caseId, n }: Header): Facts => ({ at, type, id, agency: org, ...(caseId ? { caseId, n } : {}) });

function readReceipt(receipt: unknown): { file: Receipt; header: Header; entry: Uint8Array } | undefined {
  const file = receipt as Receipt;
  return attempt(() => {
    const words = [file.agency, file.origin, file.header].every((word) => typeof word === 'string');
    const segments = file.disclosure === undefined || Array.isArray(file.disclosure.segments);
    if (file.v !== 1 || !words || !segments || (file.proof !== null && typeof file.proof !== 'string')) throw new RangeError();
    const entry = fromBase64(file.header);
    return { file, entry, header: parseHeader(entry) };
  });
}

function checkDisclosure(disclosure: Disclosure, header: Header): Check[] {
  const segments = attempt(() => readSegments(disclosure));
  const hidden = segments?.filter((segment) => 'hidden' in segment).length ?? 0;
  const shown = (segments?.length ?? 0) - hidden;
  const readable = segments
    ? `公开 ${shown} 段文字，遮盖 ${hidden} 段，每一段都可以读出。`
    : '有一段文字的格式不对，或者同一处出现了两段，读不出来。';
  const commitment = attempt(() => commitmentOf(disclosure));
  const same = commitment !== undefined && sameBytes(commitment, header.c);
  return [
    { name: 'disclosure', ok: segments !== undefined, says: readable },
    {
      name: 'commitment',
      ok: same,
      says: same
        ? '公开的文字连同被遮盖各段的文字指纹，合起来与登记时的文字指纹一致：没有改动、增加或者抽掉一段。'
        : '公开的文字与登记时的文字指纹不一致：有文字被改动、增加、抽掉或者调换过。',
    },
  ];
}

function checkProof(file: Receipt, header: Header, entry: Uint8Array, logs: readonly string[]) {
  const proof = attempt(() => parseProof(file.proof!));
  const claimed = proof && attempt(() => peekCheckpoint(proof.checkpoint));
  if (!proof || !claimed) return { checks: [{ name: 'inclusion', ok: false, says: '登记证明残缺或者格式不对。' } as const], where: {} };
  const { index } = proof;
  const { size, root, origin } = claimed;
  const included = verifyInclusion(index, size, leafHash(entry), proof.hashes, root);
  const owned = header.org === file.agency && origin === file.origin;
  const checks: Check[] = [
    {
      name: 'inclusion',
      ok: included,
      says: included ? `这份登记是日志的第 ${index + 1} 条，日志当时共 ${size} 条。` : '日志里没有这份登记，或者登记内容被改动过。',
    },
    checkSignature(proof, logs),
    {
      name: 'identity',
      ok: owned,
      says: owned ? '回执写明的机关和日志，与登记、签名一致。' : '回执写明的机关或者日志，与登记、签名不一致。',
    },
  ];
  return { checks, where: { index, size } };
}

function checkSignature(proof: Proof, logs: readonly string[]): Check {
  const known = logs.map((text) => attempt(() => parseVkey(text))).filter((vkey): vkey is Vkey => vkey !== undefined);
  try {
    const { origin } = openCheckpoint(proof.checkpoint, known);
    return { name: 'signature', ok: true, says: `日志“${origin}”的签名与公钥相符。` };
  } catch (error) {
    return { name: 'signature', ok: false, says: `签名没有通过：${(error as Error).message}。` };
  }
}

/** A witness whose cosignature on a receipt's checkpoint is valid; `time` in Unix seconds. */
export type Cosigned = { name: string; time: number };

/** Which of these witnesses (key texts) cosigned the checkpoint of a receipt; none for whatever is no receipt. */
export function cosignersOf(receipt: unknown, witnesses: readonly string[]): Cosigned[] {
  const checkpoint = attempt(() => parseProof((receipt as Receipt).proof!).checkpoint);
  return witnesses.flatMap((text) => {
    const signature = checkpoint === undefined ? undefined : attempt(() => openNote(checkpoint, [parseVkey(text)]).signatures[0]);
    return signature?.time === undefined ? [] : [{ name: signature.name, time: signature.time }];
  });
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
