// src/ledger/testdata/testAuthority.ts —— for tests: a time-stamping authority made with openssl, with a certificate of its own
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Is openssl there? */
export const hasOpenssl = (): boolean => spawnSync('openssl', ['version']).status === 0;

const configuration = `
[right]
extendedKeyUsage = critical,timeStamping
[wrong]
extendedKeyUsage = critical,timeStamping,codeSigning
[tsa]
default_tsa = right_tsa
[right_tsa]
serial = serial
crypto_device = builtin
signer_cert = right.pem
certs = ca.pem
signer_key = right.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
`;

/** An authority: its directory, its root certificate (PEM), and its answers (DER) to requests; `wrongPurpose` signs with a certificate that is not for that. */
export function openAuthority() {
  const directory = mkdtempSync(join(tmpdir(), 'heming-tsa-'));
  const openssl = (args: string[]) => {
    const { status, stdout, stderr } = spawnSync('openssl', args, { cwd: directory, encoding: 'utf8' });
    if (status !== 0) throw new Error(`openssl ${args[0]}: ${stderr}`);
    return stdout + stderr;
  };
  writeFileSync(join(directory, 'tsa.cnf'), configuration);
  writeFileSync(join(directory, 'serial'), '01\n');
  const request = ['req', '-utf8', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  openssl([...request, '-x509', '-days', '30', '-keyout', 'ca.key', '-out', 'ca.pem', '-subj', '/CN=演示根']);
  for (const name of ['right', 'wrong']) {
    openssl([...request, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', '/CN=演示时间戳']);
    openssl([
      'x509',
      '-req',
      '-in',
      `${name}.csr`,
      '-CA',
      'ca.pem',
      '-CAkey',
      'ca.key',
      '-CAcreateserial',
      '-days',
      '30',
      '-out',
      `${name}.pem`,
      '-extfile',
      'tsa.cnf',
      '-extensions',
      name,
    ]);
  }
  let made = 0;
  /** openssl itself refuses to stamp with such a certificate, so the same statement is signed as any other message. */
  function signAgain(name: string): void {
    openssl(['ts', '-reply', '-in', `${name}.tsr`, '-token_out', '-out', 'token.der']);
    openssl(['cms', '-verify', '-noverify', '-in', 'token.der', '-inform', 'DER', '-out', 'statement.der']);
    const type = ['-econtent_type', '1.2.840.113549.1.9.16.1.4'];
    const signer = ['-signer', 'wrong.pem', '-inkey', 'wrong.key'];
    openssl(['cms', '-sign', '-binary', '-nodetach', ...type, '-in', 'statement.der', ...signer, '-outform', 'DER', '-out', 'again.der']);
    openssl(['ts', '-reply', '-in', 'again.der', '-token_in', '-out', `${name}.tsr`]);
  }
  return {
    directory,
    openssl,
    ca: readFileSync(join(directory, 'ca.pem'), 'utf8'),
    reply(der: Uint8Array, how: 'right' | 'wrongPurpose' = 'right'): Uint8Array {
      const name = `q${++made}`;
      writeFileSync(join(directory, `${name}.tsq`), der);
      const reply = ['ts', '-reply', '-config', 'tsa.cnf', '-section', 'right_tsa', '-queryfile', `${name}.tsq`, '-out', `${name}.tsr`];
      openssl(reply);
      if (how === 'wrongPurpose') signAgain(name);
      return new Uint8Array(readFileSync(join(directory, `${name}.tsr`)));
    },
  };
}
