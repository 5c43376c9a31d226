// src/server/configuration.ts —— 配置:the only place that reads the environment
import { existsSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { COSIGNATURE_TYPE, parseVkey } from '../ledger/proof/note.ts';
import type { FactorPolicy } from './signIn/factor/policy.ts';

export type Configuration = {
  port: number;
  host: string;
  publicUrl?: string; // what papers, QR codes and pages name as our address
  data: string;
  demo: boolean;
  pack: string; // folder of the agency's data pack
  databaseUrl?: string; // a PostgreSQL server instead of the embedded database
  databaseConnections: number; // most held at a time by this process
  checkpoints?: string; // file outside the database, better on another disk
  fonts?: string; // folder of licensed fonts
  origin: string; // name of the log, a schema-less URL
  tls: boolean; // reached over TLS: cookies are Secure
  certificate?: { cert: string; key: string }; // PEM files: the server speaks https itself
  keys?: string; // folder of the log's key and the keys that open personal data
  metricsToken?: string; // what a scraper from another machine must show
  trustedProxies: string[]; // addresses whose X-Forwarded-For is believed
  rates: Rates; // most requests a minute
  evidenceLimit: number; // bytes of one evidence file
  secondFactor: FactorPolicy; // whether administrators and heads must sign in with a second factor
  requestLog: boolean; // one line a request on standard output
  witnesses: WitnessAddress[]; // who cosigns the log's checkpoints
  timestamps?: TimestampAddress; // who stamps cosigned checkpoints with the time
};

/** A time-stamping authority (RFC 3161): its address and, to believe it, the root certificates (PEM) its own leads to. */
export type TimestampAddress = { url: string; ca?: string };

/** A witness: where it is reached and its public key. */
export type WitnessAddress = { url: string; vkey: string };

const root = resolve(import.meta.dirname, '..', '..');

/** A wrong setting: the message says which variable and what to write. */
export class ConfigurationError extends Error {
  override name = 'ConfigurationError';
}

/** Reads the environment; throws ConfigurationError in Chinese. */
export function readConfiguration(env: NodeJS.ProcessEnv = process.env): Configuration {
  const port = Number(env.PORT ?? 8080);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new ConfigurationError(`PORT 应当是 0 至 65535 的整数，现在是“${env.PORT}”`);
  const demo = env.HEMING_DEMO ?? '1';
  if (!['0', '1'].includes(demo)) throw new ConfigurationError('HEMING_DEMO 只能是 0（不装演示数据）或者 1');
  const pack = resolve(root, env.HEMING_PACK ?? 'agencies/panjin');
  if (!existsSync(pack)) throw new ConfigurationError(`没有找到机关数据包：${pack}。请检查 HEMING_PACK。`);
  return {
    port,
    host: env.HEMING_HOST ?? '127.0.0.1',
    publicUrl: env.HEMING_PUBLIC_URL ? readPublicUrl(env.HEMING_PUBLIC_URL) : undefined,
    data: resolve(root, env.HEMING_DATA ?? 'data'),
    demo: demo === '1',
    pack,
    ...readDatabase(env),
    checkpoints: env.HEMING_CHECKPOINTS ? resolve(root, env.HEMING_CHECKPOINTS) : undefined,
    fonts: env.HEMING_FONTS ? resolve(root, env.HEMING_FONTS) : undefined,
    origin: env.HEMING_ORIGIN ?? 'heming.local/log',
    ...readTls(env),
    keys: env.HEMING_KEYS ? resolve(root, env.HEMING_KEYS) : undefined,
    metricsToken: readToken(env.HEMING_METRICS_TOKEN),
    trustedProxies: readProxies(env.HEMING_TRUSTED_PROXY ?? ''),
    rates: readRates(env.HEMING_RATES ?? ''),
    evidenceLimit: readEvidenceLimit(env.HEMING_EVIDENCE_MAX_GB ?? '20'),
    witnesses: readWitnesses(env.HEMING_WITNESSES ?? ''),
    timestamps: readTimestamps(env.HEMING_TSA_URL, env.HEMING_TSA_CA),
    secondFactor: readFactorPolicy(env.HEMING_TOTP || (demo === '1' ? 'optional' : 'required')),
    requestLog: (env.HEMING_REQUEST_LOG ?? (demo === '1' ? '0' : '1')) === '1',
  };
}

function readDatabase(env: NodeJS.ProcessEnv): Pick<Configuration, 'databaseUrl' | 'databaseConnections'> {
  const { DATABASE_URL: url = '', HEMING_DATABASE_CONNECTIONS: connections = '10' } = env;
  if (url !== '' && !(URL.canParse(url) && /^postgres(ql)?:$/.test(new URL(url).protocol) && new URL(url).pathname.length > 1))
    throw new ConfigurationError('DATABASE_URL 要写成“postgres://用户:口令@主机:5432/数据库名”；口令里的特殊字符用百分号编码'); // not repeated: it holds a password
  if (!/^[1-9]\d{0,2}$/.test(connections) || Number(connections) < 3)
    throw new ConfigurationError(`HEMING_DATABASE_CONNECTIONS 应当是 3 至 999 的整数，现在是“${connections}”`);
  return { databaseUrl: url || undefined, databaseConnections: Number(connections) };
}

function readTls(env: NodeJS.ProcessEnv): Pick<Configuration, 'tls' | 'certificate'> {
  const { HEMING_TLS_CERT: cert, HEMING_TLS_KEY: key } = env;
  if (!cert !== !key) throw new ConfigurationError('HEMING_TLS_CERT（证书）和 HEMING_TLS_KEY（私钥）要一起设置。');
  if (!cert || !key) return { tls: env.HEMING_TLS === '1' };
  return { tls: true, certificate: { cert: resolve(root, cert), key: resolve(root, key) } };
}

function readFactorPolicy(text: string): FactorPolicy {
  if (text !== 'required' && text !== 'optional')
    throw new ConfigurationError(
      `HEMING_TOTP 只能是 required（管理员和行政机关负责人登录须用动态口令）或者 optional（由各人自愿），现在是“${text}”`,
    );
  return text;
}

function readToken(text?: string): string | undefined {
  if (text !== undefined && text !== '' && text.length < 16)
    throw new ConfigurationError('HEMING_METRICS_TOKEN 太短，请用至少16个随机字符，例如：openssl rand -hex 24');
  return text || undefined;
}

function readProxies(text: string): string[] {
  const addresses = text.split(/[,\s]+/).filter(Boolean);
  const wrong = addresses.find((address) => isIP(address) === 0);
  if (wrong !== undefined)
    throw new ConfigurationError(`HEMING_TRUSTED_PROXY 要写代理服务器的 IP 地址，几个之间用逗号分隔；读不懂的是：${wrong}`);
  return addresses;
}

/** Most requests a minute: of one address on public pages, in searches, and signing in; of one session in writing. 0: no limit. */
export type Rates = { public: number; search: number; signIn: number; write: number };

function readRates(text: string): Rates {
  const rates: Rates = { public: 1200, search: 120, signIn: 60, write: 300 };
  for (const part of text.split(/[,\s]+/).filter(Boolean)) {
    const [name, value, ...rest] = part.split('=');
    if (!name || !Object.hasOwn(rates, name) || !/^\d{1,7}$/.test(value ?? '') || rest.length > 0)
      throw new ConfigurationError(
        `HEMING_RATES 写成“public=1200 search=120 signIn=60 write=300”（每分钟次数，0为不限）；读不懂的是：${part}`,
      );
    rates[name as keyof Rates] = Number(value);
  }
  return rates;
}

function readTimestamps(url: string | undefined, file: string | undefined): TimestampAddress | undefined {
  if (!url) return undefined;
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new ConfigurationError(`HEMING_TSA_URL 应当是时间戳机构的网址，现在是“${url}”`);
  if (!file) return { url };
  const path = resolve(root, file);
  if (!existsSync(path)) throw new ConfigurationError(`没有找到时间戳机构的根证书：${path}。请检查 HEMING_TSA_CA。`);
  return { url, ca: readFileSync(path, 'utf8') };
}

const WITNESS_FORM =
  'HEMING_WITNESSES 要写成“网址 公钥”，几个见证单位之间用分号隔开，例如：https://witness.example/ witness.example/sfj+1a2b3c4d+BAAA…';

function readWitnesses(text: string): WitnessAddress[] {
  const parts = text.split(/[;\n]/).map((part) => part.trim());
  const witnesses = parts.filter((part) => part !== '').map(readWitness);
  if (new Set(witnesses.map(({ vkey }) => vkey)).size < witnesses.length)
    throw new ConfigurationError('HEMING_WITNESSES 里同一公钥写了两次');
  return witnesses;
}

function readWitness(part: string): WitnessAddress {
  const [url, vkey, ...rest] = part.split(/\s+/);
  if (!URL.canParse(url!) || !/^https?:$/.test(new URL(url!).protocol) || vkey === undefined || rest.length > 0)
    throw new ConfigurationError(`${WITNESS_FORM}。读不懂的是：${part}`);
  try {
    if (parseVkey(vkey).type !== COSIGNATURE_TYPE) throw new Error('这不是见证单位的公钥');
  } catch (error) {
    throw new ConfigurationError(`HEMING_WITNESSES：${(error as Error).message}（${url}）`);
  }
  return { url: url!.replace(/\/+$/, ''), vkey };
}

function readEvidenceLimit(text: string): number {
  const gigabytes = Number(text);
  if (text.trim() === '' || !(gigabytes > 0 && gigabytes <= 1024))
    throw new ConfigurationError(`HEMING_EVIDENCE_MAX_GB 应当是大于 0、不超过 1024 的数（单位 GB），现在是“${text}”`);
  return Math.floor(gigabytes * 1024 ** 3);
}

function readPublicUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search !== '' || url.hash !== '' || url.username !== '')
    throw new ConfigurationError(`HEMING_PUBLIC_URL 要写成“https://zfgs.example.gov.cn”（网址，后面不带路径），现在是“${text}”`);
  return url.origin;
}

/** The folder of the keys: the log's own, and those that open personal data. */
export const keysOf = ({ keys, data }: Pick<Configuration, 'keys' | 'data'>): string => keys ?? join(data, 'keys');

/** The file that keeps signed checkpoints outside the database. */
export const checkpointFileOf = ({ checkpoints, data }: Pick<Configuration, 'checkpoints' | 'data'>, agency: string): string =>
  checkpoints ?? join(data, `checkpoints-${agency}.txt`);

export { root };
