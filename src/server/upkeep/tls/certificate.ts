// src/server/upkeep/tls/certificate.ts —— 证书:the server's own certificate, checked, and read again when it is renewed
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { ConfigurationError } from '../../configuration.ts';

/** PEM files of a certificate (with its chain) and its private key. */
export type TlsFiles = { cert: string; key: string };
/** What node:tls is given: at least TLS 1.2. */
export type TlsContext = { cert: string; key: string; minVersion: 'TLSv1.2' };

const DAY = 86_400_000;
const SOON_DAYS = 21;
const LOOK_MS = 30_000;

function read(file: string, variable: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new ConfigurationError(`读不出 ${file}。请检查 ${variable} 写的文件是否存在、服务有没有权限读它。`);
  }
}

/** Reads and checks both files; expiry is only warned of, since a server without any door helps nobody. Throws ConfigurationError. */
export function readCertificate({ cert, key }: TlsFiles, warn: (sentence: string) => void, now = new Date()): TlsContext {
  const pem = { cert: read(cert, 'HEMING_TLS_CERT'), key: read(key, 'HEMING_TLS_KEY') };
  let leaf: X509Certificate;
  try {
    leaf = new X509Certificate(pem.cert);
  } catch {
    throw new ConfigurationError(`${cert} 不是 PEM 格式的证书。HEMING_TLS_CERT 应当是以“-----BEGIN CERTIFICATE-----”开头的文件。`);
  }
  let matches: boolean;
  try {
    matches = leaf.checkPrivateKey(createPrivateKey(pem.key));
  } catch {
    throw new ConfigurationError(`${key} 不是没有口令的 PEM 私钥。请检查 HEMING_TLS_KEY。`);
  }
  if (!matches) throw new ConfigurationError(`${key} 不是 ${cert} 的私钥。请检查 HEMING_TLS_CERT 和 HEMING_TLS_KEY 是不是一对。`);
  const context = { ...pem, minVersion: 'TLSv1.2' } as const;
  try {
    createSecureContext(context);
  } catch {
    throw new ConfigurationError(`${cert} 用不了：证书或者私钥太弱，或者证书链不完整。请换一张。`);
  }
  const until = new Date(leaf.validTo);
  const days = Math.floor((until.getTime() - now.getTime()) / DAY);
  if (until <= now) warn(`证书 ${cert} 已于 ${until.toISOString().slice(0, 10)} 到期，浏览器会拒绝连接。请尽快更换。`);
  else if (new Date(leaf.validFrom) > now) warn(`证书 ${cert} 还没有生效。请检查服务器的时钟。`);
  else if (days < SOON_DAYS) warn(`证书 ${cert} 还有 ${days} 天到期，请更换。`);
  return context;
}

const stampOf = ({ cert, key }: TlsFiles): string =>
  [cert, key].map((file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs).join('/');

/**
 * Opens a certificate that is read again on SIGHUP and within half a minute of a change of its files. A renewed pair that is not good
 * changes nothing: the old one goes on, and the operator is told.
 */
export function openCertificate(files: TlsFiles, warn: (sentence: string) => void) {
  const context = readCertificate(files, warn);
  let stamp = stampOf(files);
  let renew: (context: TlsContext) => void = () => {};
  const again = () => {
    try {
      stamp = stampOf(files);
      renew(readCertificate(files, warn));
    } catch (error) {
      warn(`新的证书没有启用，仍用原来的：${(error as Error).message}`);
    }
  };
  const timer = setInterval(() => stampOf(files) !== stamp && again(), LOOK_MS);
  timer.unref();
  process.on('SIGHUP', again);
  return {
    context,
    renews(take: (context: TlsContext) => void) {
      renew = take;
    },
    close() {
      clearInterval(timer);
      process.off('SIGHUP', again);
    },
  };
}
