// verify/portalVerify.ts —— 门户上的核验:runs in the visitor's browser on the receipt and on the very text the page shows
import { shanghaiMinute } from '../src/base/dates.ts';
import { type Disclosure, readSegments } from '../src/ledger/proof/disclose.ts';
import { type Check, type Cosigned, cosignersOf, type Receipt, type Verification, verifyReceipt } from '../src/ledger/proof/receipt.ts';

/** The checks of a page: those of its receipt, and that what it shows is what was disclosed. */
export type PageCheck = Omit<Check, 'name'> & { name: Check['name'] | 'page' };
/** What the page may say: two lists of equal weight, 这说明 and 这不能说明. */
export type PageVerification = Omit<Verification, 'checks'> & { checks: PageCheck[]; proves: string[]; doesNotProve: string[] };

/** Checks a receipt and that the visible texts of the page, by segment path, are exactly its disclosed ones; never throws, draws nothing.
 * `witnesses` are key texts; a cosignature says more, its absence is no fault. */
export function verifyPage(
  receipt: unknown,
  vkey: string,
  pageTexts: Record<string, string>,
  witnesses: readonly string[] = [],
): PageVerification {
  const verification = verifyReceipt(receipt, { logs: [vkey], trusted: false });
  const readable = verification.checks.some(({ name, ok }) => name === 'disclosure' && ok);
  const page = readable ? checkPage((receipt as Receipt).disclosure!, pageTexts) : missing;
  const ok = verification.ok && page.ok;
  const { pending, caveats, facts } = verification;
  const checks = [...verification.checks, page];
  const proves = ok ? [...proofs(verification), ...cosignersOf(receipt, witnesses).map(witnessed)] : [];
  return { ok, pending: pending && page.ok, caveats, facts, checks, proves, doesNotProve: limits };
}

const missing: PageCheck = { name: 'page', ok: false, says: '回执没有附上可读的正文，页面文字无从核对。' };

function checkPage(disclosure: Disclosure, pageTexts: Record<string, string>): PageCheck {
  const shown = new Map<string, unknown>();
  for (const segment of readSegments(disclosure)) if (!('hidden' in segment)) shown.set(segment.path, segment.value);
  const texts = new Map(Object.entries(pageTexts));
  const changed = [...texts].filter(([path, text]) => shown.get(path) !== text);
  // Only the documents the page shows: `paper/CF29/…`, not the other particulars of the same record.
  const documents = new Set([...texts.keys()].map(documentOf));
  // The shape of a document (`paper/CF29`) is no text of its own: its runs are.
  const left = [...shown].filter(([path, value]) => typeof value === 'string' && documents.has(documentOf(path)) && !texts.has(path));
  const says = [
    ...(texts.size === 0 ? ['页面上没有找到可以核对的文字'] : []),
    ...(changed.length > 0 ? [`页面上有 ${changed.length} 处文字与登记的不同`] : []),
    ...(left.length > 0 ? [`登记的文字有 ${left.length} 处没有在页面上显示`] : []),
  ];
  return {
    name: 'page',
    ok: says.length === 0,
    says: says.length === 0 ? `页面上的 ${texts.size} 段文字与登记的逐字相同。` : `${says.join(';')}。`,
  };
}

const documentOf = (path: string) => path.split('/').slice(0, 2).join('/');

const proofs = ({ facts }: Verification): string[] => [
  `本页公开的文字，与${shanghaiMinute(facts!.at)}登记的原件逐字相同，登记之后没有改动过。`,
  '遮盖的地方只是遮盖，没有改写、增加或者抽掉一段。',
  `这份登记在公开日志里，是第 ${facts!.index! + 1} 条，日志已经签名。`,
];

const witnessed = ({ name, time }: Cosigned) =>
  `见证单位“${name}”在${shanghaiMinute(new Date(time * 1000).toISOString())}为含有这份登记的日志签了名：此后日志有改动，见证单位会发现。`;

const limits = [
  '不能说明所写的事实是真的、处理是对的。您不服，可以申请复议或者起诉。',
  '不能说明被遮盖的文字写了什么。',
  '不能说明公钥就是本机关的（见证单位的也是）：请与公告栏或者送达文书上印的公钥核对。',
  '不能说明这份文书后来没有撤回或者变更：请看本页的状态。',
];
