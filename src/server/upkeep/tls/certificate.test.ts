// src/server/upkeep/tls/certificate.test.ts —— https by the server itself: from TLS 1.2, renewed while it runs, wrong files told in Chinese
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { connect, type SecureVersion } from 'node:tls';
import { openTestServer } from '../../overHttp/testServer.ts';
import { listen } from '../listen.ts';
import { readCertificate } from './certificate.ts';

suite('TLS', () => {
  let folder: string;
  const at = (name: string) => join(folder, name);
  const pair = (name: string) => ({ cert: at(`${name}.crt`), key: at(`${name}.key`) });
  function make(name: string, days = '90'): void {
    const { cert, key } = pair(name);
    const subject = ['-subj', `/CN=${name}`, '-addext', 'subjectAltName=IP:127.0.0.1'];
    execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', days, '-keyout', key, '-out', cert, ...subject], {
      stdio: 'ignore',
    });
  }
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'heming-tls-'));
    for (const name of ['first', 'second']) make(name);
    make('short', '2');
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const hello = (port: number, maxVersion?: SecureVersion): Promise<{ name: string; protocol: string | null }> =>
    new Promise((resolve, reject) => {
      const old = maxVersion ? { maxVersion, minVersion: 'TLSv1' as const, ciphers: 'DEFAULT@SECLEVEL=0' } : {};
      const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false, ...old }, () => {
        const told = { name: String(socket.getPeerCertificate().subject.CN), protocol: socket.getProtocol() };
        socket.destroy();
        resolve(told);
      });
      socket.on('error', reject);
    });

  test('pages come over https, cookies are Secure, and the browser is told to stay', async () => {
    const { cert, key } = pair('first');
    const server = await openTestServer({ HEMING_TLS_CERT: cert, HEMING_TLS_KEY: key });
    try {
      assert.match(server.base, /^https:/);
      const body = JSON.stringify({ login: 'zhaoyan', password: server.passwords.zhaoyan });
      const asked = await new Promise<{ status?: number; cookie?: string[]; hsts?: string | string[] }>((resolve, reject) => {
        const headers = { origin: server.base, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
        request(`${server.base}/api/sign-in`, { method: 'POST', ca: readFileSync(cert), headers }, (answer) => {
          answer.resume();
          resolve({ status: answer.statusCode, cookie: answer.headers['set-cookie'], hsts: answer.headers['strict-transport-security'] });
        })
          .on('error', reject)
          .end(body);
      });
      assert.equal(asked.status, 200);
      assert.match(asked.cookie![0]!, /^__Host-heming=[\w-]+; Path=\/; HttpOnly; SameSite=Strict; Secure$/);
      assert.equal(asked.hsts, 'max-age=31536000');
    } finally {
      await server.close();
    }
  });

  test('TLS 1.1 is refused; a renewed pair serves new connections after SIGHUP, a bad one changes nothing', async () => {
    const warned: string[] = [];
    for (const end of ['crt', 'key']) copyFileSync(at(`first.${end}`), at(`live.${end}`));
    const door = await listen(() => new Response('ok'), {
      ...{ host: '127.0.0.1', port: 0, certificate: pair('live'), warn: (sentence: string) => void warned.push(sentence) },
    });
    try {
      assert.deepEqual(await hello(door.port), { name: 'first', protocol: 'TLSv1.3' });
      assert.equal((await hello(door.port, 'TLSv1.2')).protocol, 'TLSv1.2');
      await assert.rejects(hello(door.port, 'TLSv1.1'));
      copyFileSync(at('second.crt'), at('live.crt'));
      process.emit('SIGHUP');
      assert.match(warned.join(), /新的证书没有启用，仍用原来的.*不是一对/);
      assert.equal((await hello(door.port)).name, 'first');
      copyFileSync(at('second.key'), at('live.key'));
      process.emit('SIGHUP');
      assert.equal((await hello(door.port)).name, 'second');
    } finally {
      await door.stop();
    }
  });

  test('wrong files are named with what to do, expiry is warned of', () => {
    const warned: string[] = [];
    const read = (files: { cert: string; key: string }, now?: Date) =>
      readCertificate(files, (sentence) => void warned.push(sentence), now);
    writeFileSync(at('nonsense.crt'), 'nonsense');
    const { cert, key } = pair('first');
    assert.throws(() => read({ cert: at('none.crt'), key }), /读不出.*HEMING_TLS_CERT/);
    assert.throws(() => read({ cert: at('nonsense.crt'), key }), /不是 PEM 格式的证书/);
    assert.throws(() => read({ cert, key: cert }), /不是没有口令的 PEM 私钥/);
    assert.throws(() => read({ cert, key: pair('second').key }), /不是一对/);
    assert.deepEqual(warned, []);
    read(pair('short'));
    assert.match(warned.pop()!, /还有 1 天到期/);
    read(pair('short'), new Date(Date.now() + 5 * 86_400_000));
    assert.match(warned.pop()!, /到期，浏览器会拒绝连接/);
  });
});
