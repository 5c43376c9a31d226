// verify/verify.ts —— 离线核验:npm run verify -- FILE… checks receipts, proofs and exported logs without asking any server
import { readFile, stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { fromUtf8, sameBytes } from '../src/base/bytes.ts';
import '../src/ledger/hashNode.ts';
import { type Checkpoint, NOTE_TYPE, parseVkey } from '../src/ledger/proof/note.ts';
import { type DirectoryResult, verifyDirectory } from './logDirectory.ts';
import { type Policy, parsePolicy } from './policy.ts';
import { verifyReceiptFile, withTimestamp } from './receiptFile.ts';
import { failed, type Result, type Trust } from './result.ts';

const USAGE = `用法：npm run verify -- 文件… [--policy 信任清单] [--key 公钥] [--tsa-ca 证书]
  文件      回执（.json）、登记证明（.tlog-proof，旁边要有同名回执）、导出的日志文件夹
  --policy  信任清单文件，写明所信的日志和见证单位
  --key     公告栏或送达文书上印的公钥，可以写多次
  --tsa-ca  时间戳机构的根证书文件（PEM）`;

const MAX_BYTES = 64 * 2 ** 20;

/** Checks files and prints, in Chinese, what holds and what does not; gives the exit status: 0 when everything holds, else 1. */
export async function verifyFiles(args: string[], print: (line: string) => void): Promise<number> {
  const asked = await readArguments(args).catch((error: Error) => error);
  if (asked instanceof Error) {
    print(asked.message);
    return 1;
  }
  const { files, trust } = asked;
  const results = new Map<string, Result>();
  const directories: string[] = [];
  for (const file of files) {
    if (await isDirectory(file)) directories.push(file);
    else results.set(file, await verifyFile(file, trust).catch((error) => failed(`读不出这个文件：${reason(error)}。`)));
  }
  const sizes = new Set([...results.values()].flatMap(({ checkpoints }) => checkpoints.map(({ size }) => size)));
  for (const directory of directories)
    results.set(directory, await verifyDirectory(directory, trust, sizes).catch((error) => failed(`读不出这个文件夹：${reason(error)}。`)));
  compareFiles(results);
  return report(results, print);
}

async function readArguments(args: string[]): Promise<{ files: string[]; trust: Trust }> {
  const options = {
    policy: { type: 'string' },
    key: { type: 'string', multiple: true },
    'tsa-ca': { type: 'string' },
    help: { type: 'boolean' },
  } as const;
  const { values, positionals } = parse(() => parseArgs({ args, options, allowPositionals: true }));
  if (values.help || positionals.length === 0) throw new Error(USAGE);
  const ca = values['tsa-ca'];
  const tsa = ca === undefined ? {} : { tsa: [await readText(ca).catch(() => Promise.reject(new Error(`证书文件 ${ca} 打不开。`)))] };
  if (values.policy === undefined && values.key === undefined) return { files: positionals, trust: tsa };
  const text =
    values.policy === undefined
      ? 'quorum none\n'
      : await readText(values.policy).catch(() => Promise.reject(new Error(`信任清单 ${values.policy} 打不开。`)));
  const policy: Policy = parsePolicy(text);
  for (const key of values.key ?? []) {
    const vkey = parseVkey(key);
    if (vkey.type !== NOTE_TYPE) throw new Error('--key 要写日志的公钥，不是见证单位的。');
    policy.logs.push(vkey);
  }
  return { files: positionals, trust: { policy, ...tsa } };
}

function parse<T>(read: () => T): T {
  try {
    return read();
  } catch {
    throw new Error(USAGE);
  }
}

const isDirectory = async (path: string) => (await stat(path).catch(() => undefined))?.isDirectory() === true;

const reason = (error: unknown) => {
  const code = (error as NodeJS.ErrnoException)?.code;
  if (code === 'ENOENT') return '没有这个文件';
  if (code === 'EACCES') return '没有读取的权限';
  return error instanceof SyntaxError || error instanceof TypeError ? '不是回执、登记证明或者日志文件夹' : (error as Error).message;
};

async function readText(path: string): Promise<string> {
  if ((await stat(path)).size > MAX_BYTES) throw new RangeError('文件太大，不会是回执');
  return fromUtf8(await readFile(path));
}

async function verifyFile(path: string, trust: Trust): Promise<Result> {
  const text = await readText(path);
  if (!text.startsWith('c2sp.org/tlog-proof@')) return verifyBoth(JSON.parse(text), trust);
  const beside = path.replace(/(\.tlog-proof)?$/, '.json');
  const receipt = await readText(beside)
    .then(JSON.parse)
    .catch(() => undefined);
  if (receipt === undefined) return failed(`登记证明旁边没有同名的回执 ${beside}，不知道它证明的是哪份登记。`);
  return verifyBoth(receipt, trust, text);
}

const verifyBoth = (receipt: unknown, trust: Trust, proof?: string): Promise<Result> =>
  withTimestamp(verifyReceiptFile(receipt, trust, proof), receipt, proof, trust);

/** Signed checkpoints of one log must lie on one tree: two roots of one size, or a root a copy of the log does not have, are a fork. */
function compareFiles(results: Map<string, Result>): void {
  const seen = new Map<string, { file: string; checkpoint: Checkpoint }>();
  for (const [file, result] of results)
    for (const checkpoint of result.checkpoints) {
      const name = `${checkpoint.size} ${checkpoint.origin}`;
      const other = seen.get(name);
      if (other && !sameBytes(other.checkpoint.root, checkpoint.root))
        result.lines.push({ ok: false, says: `同一日志签过两个不同的版本（另一个在 ${other.file}）：日志分叉，请保存这两个文件并报告。` });
      seen.set(name, { file, checkpoint });
    }
  for (const [directory, result] of results)
    if ('roots' in result)
      for (const [file, other] of results) if (file !== directory) compareWithCopy(result as DirectoryResult, directory, other);
}

function compareWithCopy(copy: DirectoryResult, directory: string, other: Result): void {
  const [own] = copy.checkpoints;
  for (const { origin, size, root } of other.checkpoints) {
    if (!own || origin !== own.origin) continue;
    const at = copy.roots.get(size);
    if (!at) other.caveats.push(`${directory} 里的日志副本较旧，没有用来对照。`);
    else if (sameBytes(at, root)) other.lines.push({ ok: true, says: `与 ${directory} 里的日志副本一致：副本只是在它之后追加。` });
    else other.lines.push({ ok: false, says: `与 ${directory} 里的日志副本不一致：日志前 ${size} 条被改写过，或者分叉。` });
  }
}

function report(results: Map<string, Result>, print: (line: string) => void): number {
  let allHold = true;
  for (const [file, { lines, caveats, shows }] of results) {
    const holds = lines.every(({ ok }) => ok);
    allHold &&= holds;
    print(`${file}：${holds ? '核验通过' : '核验没有通过'}`);
    for (const { ok, says } of lines) print(`  ${ok ? '[通过]' : '[未通过]'} ${says}`);
    if (holds) for (const fact of shows) print(`  [登记] ${fact}`);
    for (const caveat of new Set(caveats)) print(`  [注意] ${caveat}`);
  }
  print(allHold ? '以上说明登记之后没有改动，不说明所写的事实是真的。' : '有文件没有通过核验，请不要依据它办事。');
  return allHold ? 0 : 1;
}

if (import.meta.main) process.exitCode = await verifyFiles(process.argv.slice(2), console.log);
