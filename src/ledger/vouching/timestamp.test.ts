// src/ledger/vouching/timestamp.test.ts —— time stamps of a real authority (openssl ts): what they prove, and what is refused
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { utf8 } from '../../base/bytes.ts';
import { hasOpenssl, openAuthority } from '../testdata/testAuthority.ts';
import { openTimestamp, TimestampError, timestampRequest } from './timestamp.ts';

const skip = hasOpenssl() ? false : '!!! openssl is not on this machine: RFC 3161 time stamps are NOT tested here';
const authority = skip ? undefined : openAuthority();
const stranger = skip ? undefined : openAuthority();
after(() => {
  for (const each of [authority, stranger]) if (each) rmSync(each.directory, { recursive: true });
});
const note = utf8('log.example/a\n3\nAAAA\n\n— log.example/a AAAA\n');

test('a stamp names time and authority, its chain leads to the given certificate, and openssl says the same', { skip }, async () => {
  const { der, nonce } = timestampRequest(note);
  const tsr = authority!.reply(der);
  const { time, trusted, authority: name } = await openTimestamp(tsr, note, { trusted: [authority!.ca], nonce });
  assert.ok(Math.abs(time.getTime() - Date.now()) < 60_000);
  assert.deepEqual([trusted, name], [true, '演示时间戳']);
  writeFileSync(`${authority!.directory}/note`, note);
  writeFileSync(`${authority!.directory}/note.tsr`, tsr);
  assert.match(authority!.openssl(['ts', '-verify', '-in', 'note.tsr', '-data', 'note', '-CAfile', 'ca.pem']), /Verification: OK/);
  const without = await openTimestamp(tsr, note);
  assert.equal(without.trusted, false, 'nobody was trusted, and it says so');
});

test('other bytes, another nonce, another authority, a changed or refused answer, and garbage are refused in Chinese', {
  skip,
}, async () => {
  const { der, nonce } = timestampRequest(note);
  const tsr = authority!.reply(der);
  const refused = (bytes: Uint8Array, over: Uint8Array, options: Parameters<typeof openTimestamp>[2], why: RegExp) =>
    assert.rejects(openTimestamp(bytes, over, options), (error: Error) => error instanceof TimestampError && why.test(error.message));
  await refused(tsr, utf8('other'), {}, /不是这个检查点/);
  await refused(tsr, note, { nonce: timestampRequest(note).nonce }, /不是对这次请求/);
  await refused(tsr, note, { trusted: [stranger!.ca], nonce }, /不是由所信的机构/);
  await refused(authority!.reply(der, 'wrongPurpose'), note, {}, /不是用来签时间戳的/);
  await refused(tsr.subarray(0, tsr.length - 40), note, {}, /时间戳/);
  await refused(new Uint8Array(), note, {}, /格式不对/);
  await refused(authority!.reply(utf8('junk')), note, {}, /没有盖章/);
  await assert.rejects(openTimestamp(tsr, note, { trusted: ['junk'] }), /没有读得出的证书/);
  const original = (await openTimestamp(tsr, note)).time.getTime();
  for (let at = 0; at < tsr.length; at += 7) {
    const flipped = tsr.slice();
    flipped[at]! ^= 4;
    await openTimestamp(flipped, note, { trusted: [authority!.ca] }).then(
      ({ time }) => assert.equal(time.getTime(), original, 'only bytes nobody signed, like the text of the status, may change'),
      (error) => assert.ok(error instanceof TimestampError, String(error)),
    );
  }
});
