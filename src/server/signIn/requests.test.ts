// src/server/signIn/requests.test.ts —— cookies and the origin of writes
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newToken } from '../../base/ids.ts';
import { browserOf, clearedCookie, foreignWrite, readToken, sessionCookie } from './requests.ts';

const token = newToken();

test('the cookie is out of reach of scripts and other sites; over TLS it is bound to this host', () => {
  assert.equal(sessionCookie(token, true), `__Host-heming=${token}; Path=/; HttpOnly; SameSite=Strict; Secure`);
  assert.equal(sessionCookie(token, false), `heming=${token}; Path=/; HttpOnly; SameSite=Strict`);
  assert.match(clearedCookie(true), /Max-Age=0/);
});

test('only our own cookie with a well-formed token is read', () => {
  assert.equal(readToken(`theme=dark; heming=${token}`, false), token);
  assert.equal(readToken(`heming=${token}`, true), undefined, 'a cookie without the host binding is not taken over TLS');
  assert.equal(readToken('heming=<script>', false), undefined);
  assert.equal(readToken(undefined, false), undefined);
});

test('a write is taken only from our own pages', () => {
  const host = 'lin.example.gov.cn:8080';
  const own = { origin: `http://${host}`, secFetchSite: 'same-origin', host };
  assert.equal(foreignWrite(own), undefined);
  assert.equal(foreignWrite({ ...own, secFetchSite: undefined }), undefined, 'an older browser sends only Origin');
  for (const foreign of [
    { ...own, secFetchSite: 'cross-site' },
    { ...own, secFetchSite: 'same-site' },
    { ...own, secFetchSite: 'none' },
    { ...own, origin: 'http://evil.example' },
    { ...own, origin: 'null' },
    { ...own, origin: `http://${host}.evil.example`, secFetchSite: undefined },
    { host },
    { origin: own.origin },
  ]) {
    assert.match(foreignWrite(foreign) ?? '', /已拒绝/, JSON.stringify(foreign));
  }
});

test('a browser is named in two coarse words, without version or model', () => {
  const named = (agent: string) => browserOf(`Mozilla/5.0 (${agent}`);
  assert.equal(named('Windows NT 10.0; Win64; x64) Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0'), 'Edge·Windows');
  assert.equal(named('X11; Linux x86_64) Chrome/130.0.0.0 Safari/537.36'), 'Chrome·Linux');
  assert.equal(named('Linux; Android 14; PLK110) Chrome/120.0 Mobile Safari/537.36 MicroMessenger/8.0.50'), '微信·安卓');
  assert.equal(named('iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Mobile/15E148 Safari/604.1'), 'Safari·苹果手机或者平板');
  assert.equal(named('Windows NT 10.0; rv:131.0) Gecko/20100101 Firefox/131.0'), '火狐·Windows');
  assert.equal(browserOf(undefined), '其他程序');
  assert.equal(browserOf('curl/8.5.0'), '其他程序');
});
