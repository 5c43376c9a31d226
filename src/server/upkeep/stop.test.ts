// src/server/upkeep/stop.test.ts —— SIGTERM under load: nobody is answered wrongly, what was acknowledged is there and signed, exit code 0
import assert from 'node:assert/strict';
import { after, suite, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { openClerk, Unexpected } from '../../../bench/crash/clerk.ts';
import { type Acknowledged, judge } from '../../../bench/crash/judge.ts';
import { prepare } from '../../../bench/crash.ts';
import { noteDemoLoaded } from '../installation.ts';
import { endAll, serverOn } from '../overHttp/testCommand.ts';
import { onOwnDatabase } from '../overHttp/testDatabase.ts';
import { configurationOf, temporary } from '../overHttp/testServer.ts';
import { openHeming } from '../wiring.ts';

suite('stop', () => {
  after(endAll);

  test('acts under way are finished or never begun, the log is signed to its end, and the process ends with 0', {
    timeout: 120_000,
  }, async () => {
    const data = temporary('stop');
    await onOwnDatabase(() => stopUnderLoad(data), data);
  });

  async function stopUnderLoad(data: string): Promise<void> {
    const seat = await prepare(data);
    const before = await openHeming(configurationOf(data));
    await noteDemoLoaded(before.store.db); // nothing to play: only acts of the clerks
    await before.close();
    const acknowledged: Acknowledged = { acts: [], evidence: [] };
    const server = await serverOn(data);
    const clerks = Array.from({ length: 8 }, () => openClerk(seat, acknowledged)(server.base));
    const ended = Promise.allSettled(clerks);
    while (acknowledged.acts.length < 40) await setTimeout(10);
    const { code, out } = await server.end('SIGTERM');
    for (const { reason } of (await ended) as PromiseRejectedResult[]) assert.ok(!(reason instanceof Unexpected), String(reason));
    assert.equal(code, 0, out);
    assert.deepEqual(await judge(data, acknowledged), []);
    const after = await openHeming(configurationOf(data));
    const { size, signedSize } = after.log.status();
    await after.close();
    assert.equal(signedSize, size, 'nothing is left unsigned');
  }
});
