// witness/configuration.ts —— 见证配置:where it listens, where it keeps what it has said, and which logs it knows
import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { utf8 } from '../src/base/bytes.ts';
import { NOTE_TYPE, parseVkey, type Vkey } from '../src/ledger/proof/note.ts';
import { makeDirectory, readIfThere, replaceFile } from './durable.ts';

/** What a witness is started with. `add` is a log named on the command line. */
export type WitnessConfiguration = { data: string; host: string; port: number; name?: string; add?: KnownLog };

/** A log the witness cosigns; `url` is where its entries can be fetched for the mirror, absent when none is kept. */
export type KnownLog = { vkey: Vkey; text: string; url?: string };

const USAGE = `用法：npm run witness -- [--log 公钥 [--mirror 网址]]
  --log     要见证的日志的公钥，写一次就记住；也可以写在见证目录的 logs.txt 里，一行一个：log 公钥 [网址]
  --mirror  这个日志的网址（如 https://例子/log/panjin），写了就同时保存一份副本
环境变量：HEMING_WITNESS_DATA 见证目录，HEMING_WITNESS_PORT 端口，HEMING_WITNESS_HOST 地址，HEMING_WITNESS_NAME 名称（只在第一次启动时写）`;

const root = resolve(import.meta.dirname, '..');

/** Reads environment and arguments; throws in Chinese. */
export function readWitnessConfiguration(args: string[], env: NodeJS.ProcessEnv): WitnessConfiguration {
  const port = Number(env.HEMING_WITNESS_PORT ?? 8090);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new Error(`HEMING_WITNESS_PORT 应当是 0 至 65535 的整数，现在是“${env.HEMING_WITNESS_PORT}”`);
  const { log, mirror, help } = readArguments(args);
  if (help || (mirror !== undefined && log === undefined)) throw new Error(USAGE);
  return {
    data: resolve(root, env.HEMING_WITNESS_DATA ?? 'witness-data'),
    host: env.HEMING_WITNESS_HOST ?? '127.0.0.1',
    port,
    ...(env.HEMING_WITNESS_NAME ? { name: env.HEMING_WITNESS_NAME } : {}),
    ...(log === undefined ? {} : { add: readLog(log, mirror) }),
  };
}

function readArguments(args: string[]): { log?: string; mirror?: string; help?: boolean } {
  try {
    return parseArgs({ args, options: { log: { type: 'string' }, mirror: { type: 'string' }, help: { type: 'boolean' } } }).values;
  } catch {
    throw new Error(USAGE);
  }
}

function readLog(text: string, url: string | undefined): KnownLog {
  const vkey = parseVkey(text);
  if (vkey.type !== NOTE_TYPE) throw new Error('这是见证单位的公钥，要写日志的公钥');
  if (url === undefined) return { vkey, text };
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) throw new Error(`网址“${url}”不对，要以 https:// 或者 http:// 开头`);
  return { vkey, text, url: url.replace(/\/+$/, '') };
}

/** The directory of a log, as monitors address it: SHA-256 of its origin in hex. */
export const hashOf = (origin: string): string => createHash('sha256').update(utf8(origin)).digest('hex');

/** Reads the logs of a witness directory, first writing down the one named at the start; throws in Chinese, naming the line. */
export async function openLogs({ data, add }: Pick<WitnessConfiguration, 'data' | 'add'>): Promise<KnownLog[]> {
  await makeDirectory(data);
  const path = join(data, 'logs.txt');
  const text = (await readIfThere(path))?.toString() ?? '';
  const logs = text.split('\n').flatMap((line, i) => readLine(line, `${path} 第 ${i + 1} 行`));
  const before = logs.find(({ vkey }) => vkey.name === add?.vkey.name);
  if (add && before && (before.text !== add.text || (add.url !== undefined && before.url !== add.url)))
    throw new Error(`日志“${add.vkey.name}”在 ${path} 里写的不一样。换公钥要先核实，再改这个文件。`);
  if (add && !before) {
    const line = ['log', add.text, ...(add.url ? [add.url] : [])].join(' ');
    await replaceFile(path, `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${line}\n`);
    logs.push(add);
  }
  const names = logs.map(({ vkey }) => vkey.name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice) throw new Error(`${path} 里日志“${twice}”写了两次`);
  return logs;
}

function readLine(line: string, place: string): KnownLog[] {
  const words = line.split(/\s+/).filter((word) => word !== '');
  if (words.length === 0 || words[0]!.startsWith('#')) return [];
  try {
    if (words[0] !== 'log' || words.length > 3 || words[1] === undefined) throw new Error('要写成：log 公钥 [网址]');
    return [readLog(words[1], words[2])];
  } catch (error) {
    throw new Error(`${place}：${(error as Error).message}`);
  }
}
