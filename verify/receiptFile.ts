// verify/receiptFile.ts —— 核验回执:a receipt, or a bare proof beside one
import { fromBase64, utf8 } from '../src/base/bytes.ts';
import { shanghaiMinute } from '../src/base/dates.ts';
import { formatVkey, openCheckpoint, openNote, parseVkey, type Vkey } from '../src/ledger/proof/note.ts';
import { parseProof } from '../src/ledger/proof/proof.ts';
import { type Facts, type Receipt, verifyReceipt } from '../src/ledger/proof/receipt.ts';
import { openTimestamp, TimestampError } from '../src/ledger/vouching/timestamp.ts';
import type { Line, Result, Trust } from './result.ts';

/** Checks a receipt; `proof` replaces the one inside it. */
export function verifyReceiptFile(receipt: unknown, { policy }: Trust, proof?: string): Result {
  const file = proof === undefined ? receipt : { ...(receipt as Receipt), proof };
  const own = (receipt as Receipt | null)?.vkey;
  const logs = policy ? policy.logs.map(({ name, key }) => formatVkey(name, key)) : typeof own === 'string' ? [own] : [];
  const { checks, caveats, facts } = verifyReceipt(file, { logs, trusted: policy !== undefined });
  const lines: Line[] = checks.map(({ ok, says }) => ({ ok, says }));
  const signed = checks.find(({ name }) => name === 'signature')?.ok === true;
  if (!checks.some(({ name }) => name === 'signature')) lines.push({ ok: false, says: '回执里没有日志的签名，不能核验。' });
  const text = proof ?? (receipt as Receipt | null)?.proof;
  const checkpoint = signed ? openedCheckpoint(text!, logs.map(parseVkey), policy?.witnesses ?? []) : undefined;
  if (checkpoint && policy?.witnessed) lines.push(quorumLine(checkpoint, policy));
  const witnesses = checkpoint ? showWitnesses(checkpoint, policy, text!) : { shows: [], caveats: [] };
  return {
    lines,
    caveats: [...caveats, ...witnesses.caveats, '撤回状态未核：请在门户上查看这份文书是否已撤回或者变更。'],
    shows: facts ? [...showFacts(facts), ...witnesses.shows] : [],
    checkpoints: checkpoint ? [checkpoint] : [],
  };
}

/** The checkpoint with every valid signature on it; a witness's wrong line does not count and spoils no other's. */
const openedCheckpoint = (proof: string, logs: Vkey[], witnesses: Vkey[]) => {
  const { checkpoint } = parseProof(proof);
  const byWitnesses = witnesses.flatMap((witness) => {
    try {
      return openNote(checkpoint, [witness]).signatures;
    } catch {
      return [];
    }
  });
  const opened = openCheckpoint(checkpoint, logs);
  return { ...opened, signatures: [...opened.signatures, ...byWitnesses] };
};

function quorumLine(checkpoint: ReturnType<typeof openedCheckpoint>, { witnesses, quorum }: NonNullable<Trust['policy']>): Line {
  const signed = checkpoint.signatures.map(({ vkey }) => vkey).filter((vkey) => witnesses.includes(vkey));
  const ok = quorum(signed);
  return { ok, says: ok ? `见证单位签名 ${signed.length} 个，符合信任清单的要求。` : '见证单位的签名不够信任清单的要求。' };
}

/** Who vouched besides the log, and when; lines nobody gave a key for are only counted. */
function showWitnesses(checkpoint: ReturnType<typeof openedCheckpoint>, policy: Trust['policy'], text: string) {
  const cosigned = checkpoint.signatures.filter(({ time }) => time !== undefined);
  const lines = text.slice(text.lastIndexOf('\n\n') + 2).split('\n');
  const others = lines.filter((line) => line.startsWith('— ') && !line.startsWith(`— ${checkpoint.origin} `)).length - cosigned.length;
  return {
    shows: cosigned.map(({ name, time }) => `见证单位“${name}”见证于 ${shanghaiMinute(new Date(time! * 1000).toISOString())}（北京时间）`),
    caveats: others > 0 ? [`另有见证签名 ${others} 个没有核对：${policy ? '信任清单里没有它的公钥' : '没有给信任清单（--policy）'}。`] : [],
  };
}

/** Adds what the receipt's time stamp proves about its checkpoint; a receipt without one is left as it is. */
export async function withTimestamp(result: Result, receipt: unknown, proof: string | undefined, { tsa = [] }: Trust): Promise<Result> {
  const { timestamp, proof: own } = (receipt ?? {}) as Partial<Receipt>;
  if (timestamp === undefined) return result;
  try {
    const { time, authority, trusted } = await openTimestamp(fromBase64(timestamp), utf8(parseProof(proof ?? own!).checkpoint), {
      trusted: tsa,
    });
    const when = shanghaiMinute(time.toISOString());
    const shows = [...result.shows, `时间戳机构“${authority}”于 ${when}（北京时间）为日志检查点盖了时间戳`];
    const caveats = trusted ? [] : ['时间戳机构的证书没有核对：请用 --tsa-ca 给出它的根证书。'];
    return {
      ...result,
      lines: [...result.lines, { ok: true, says: '时间戳盖的就是这个检查点，签名有效。' }],
      shows,
      caveats: [...result.caveats, ...caveats],
    };
  } catch (error) {
    const says = error instanceof TimestampError ? error.message : '时间戳读不出来';
    return { ...result, lines: [...result.lines, { ok: false, says: `${says}。` }] };
  }
}

const showFacts = ({ at, agency, id, index, n }: Facts): string[] => [
  `登记机关代号 ${agency}，登记编号 ${id}`,
  `登记时间 ${shanghaiMinute(at)}（北京时间）`,
  ...(n === undefined ? [] : [`本案第 ${n} 条登记`]),
  ...(index === undefined ? [] : [`日志第 ${index + 1} 条`]),
];
