// src/server/upkeep/listen.test.ts —— the door: a taken port is told in Chinese, running requests finish when it closes
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listen } from './listen.ts';

const local = { host: '127.0.0.1', port: 0 };

test('a port that is taken, and an address this machine has not, are told with what to do', async () => {
  const first = await listen(async () => new Response('ok'), local);
  const refused = (at: { host: string; port: number }, words: RegExp) =>
    assert.rejects(
      listen(async () => new Response(), at),
      (error: Error) => error.name === 'ConfigurationError' && words.test(error.message),
    );
  await refused({ ...local, port: first.port }, /端口 \d+ 已被占用.*PORT=/);
  await refused({ host: '203.0.113.1', port: 0 }, /本机没有地址 203\.0\.113\.1/);
  await first.stop();
});

test('a request under way is answered, and after it nobody gets in', async () => {
  let answer: () => void = () => {};
  let arrived: () => void = () => {};
  const waiting = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const inside = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  const door = await listen(async () => {
    arrived();
    await waiting;
    return new Response('done');
  }, local);
  const asked = fetch(door.base);
  await inside;
  const stopped = door.stop();
  answer();
  assert.equal(await (await asked).text(), 'done');
  await stopped;
  await assert.rejects(fetch(door.base));
});
