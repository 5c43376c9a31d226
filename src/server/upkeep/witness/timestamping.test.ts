// src/server/upkeep/witness/timestamping.test.ts —— cosigned checkpoints get the stamp of a real authority, and receipts carry it to any verifier
import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { verifyFiles } from '../../../../verify/verify.ts';
import { cosignerOf } from '../../../../witness/key.ts';
import { fromBase64 } from '../../../base/bytes.ts';
import { openLog } from '../../../ledger/log.ts';
import { cosign, parseVkey } from '../../../ledger/proof/note.ts';
import { parseProof } from '../../../ledger/proof/proof.ts';
import { hasOpenssl, openAuthority } from '../../../ledger/testdata/testAuthority.ts';
import { append, draft, newLogOptions, openTestBed } from '../../../ledger/testdata/testLog.ts';
import { checkVouching } from '../../../ledger/vouching/checkVouching.ts';
import { keepCosignature, newestCheckpoint } from '../../../ledger/vouching/cosignatures.ts';
import { openTimestamping } from './timestamping.ts';

const skip = hasOpenssl() ? false : '!!! openssl is not on this machine: RFC 3161 time stamps are NOT tested here';
const bed = await openTestBed();
const authority = skip ? undefined : openAuthority();
let healthy = true;
const asked: string[] = [];
const tsa: Server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  asked.push(request.headers['content-type']!);
  if (!healthy) return void response.writeHead(503).end();
  response.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(authority!.reply(Buffer.concat(chunks)));
});
await new Promise<void>((resolve) => tsa.listen(0, '127.0.0.1', resolve));
const url = `http://127.0.0.1:${(tsa.address() as AddressInfo).port}/`;
after(async () => {
  tsa.close();
  await bed.close();
  if (authority) rmSync(authority.directory, { recursive: true });
});

test('once an hour the newest cosigned checkpoint is stamped; receipts under it verify with policy and root certificate', {
  skip,
}, async () => {
  const options = newLogOptions(bed.directory);
  const witness = cosignerOf('witness.example/w', generateKeyPairSync('ed25519').privateKey);
  const log = await openLog(bed.db, options);
  let now = new Date();
  const reports: string[] = [];
  const ca = authority!.ca;
  const stamping = openTimestamping({
    ...{ db: bed.db, log, authority: { url, ca }, witnessed: true, report: (says: string) => reports.push(says), clock: () => now },
  });
  const cosignNewest = async () => {
    const newest = (await newestCheckpoint(bed.db, log.agency))!;
    await keepCosignature(bed.db, log.agency, newest, parseVkey(witness.vkey), cosign(newest.note, witness, Math.floor(Date.now() / 1000)));
  };
  const event = draft();
  await append(log, event);
  await log.sign();
  await stamping.tick();
  assert.equal(asked.length, 0, 'not before a witness has cosigned');
  await cosignNewest();
  healthy = false;
  await stamping.tick();
  await stamping.tick();
  assert.match(reports.join(), /^时间戳没有盖成，会再试：答复 503$/);
  assert.equal(stamping.status()!.trouble, '答复 503');
  healthy = true;
  await stamping.tick();
  assert.deepEqual([stamping.status()!.size, stamping.status()!.trouble, asked.at(-1)], [2, undefined, 'application/timestamp-query']);
  const so = asked.length;

  await append(log, draft());
  await log.sign();
  await cosignNewest();
  await stamping.tick();
  assert.equal(asked.length, so, 'within the hour none');
  now = new Date(now.getTime() + 3_700_000);
  await stamping.tick();
  assert.deepEqual([stamping.status()!.size, asked.length], [3, so + 1]);
  await stamping.tick();
  assert.equal(asked.length, so + 1, 'nor when nothing is new');

  const receipt = (await log.receipt(event.id))!;
  const { checkpoint } = parseProof(receipt.proof!);
  const [file, policy, root] = ['receipt.json', 'policy', 'root.pem'].map((name) => join(bed.directory, name));
  writeFileSync(file!, JSON.stringify(receipt));
  writeFileSync(policy!, `log ${log.vkey}\nwitness A ${witness.vkey}\nquorum A\n`);
  writeFileSync(root!, ca);
  const run = async (...args: string[]) => {
    const said: string[] = [];
    return { code: await verifyFiles(args, (line) => said.push(line)), said: said.join('\n') };
  };
  const whole = await run('--policy', policy!, '--tsa-ca', root!, file!);
  assert.equal(whole.code, 0, whole.said);
  assert.match(whole.said, /时间戳盖的就是这个检查点[\s\S]*见证单位“witness\.example\/w”[\s\S]*时间戳机构“演示时间戳”于/);
  assert.doesNotMatch(whole.said, /证书没有核对/);
  assert.match((await run(file!)).said, /时间戳机构的证书没有核对/);
  const other = openAuthority();
  writeFileSync(root!, other.ca);
  rmSync(other.directory, { recursive: true });
  const refused = await run('--tsa-ca', root!, file!);
  assert.deepEqual([refused.code, /不是由所信的机构签发/.test(refused.said)], [1, true]);
  writeFileSync(file!, JSON.stringify({ ...receipt, proof: receipt.proof!.replace(checkpoint, `${checkpoint}— x AAAAAAAA\n`) }));
  assert.match((await run(file!)).said, /盖的不是这个检查点/);
  writeFileSync(join(authority!.directory, 'kept'), checkpoint);
  writeFileSync(join(authority!.directory, 'kept.tsr'), fromBase64(receipt.timestamp!));
  assert.match(authority!.openssl(['ts', '-verify', '-in', 'kept.tsr', '-data', 'kept', '-CAfile', 'ca.pem']), /OK/);
  await stamping.stop();

  const found = async (known = [parseVkey(witness.vkey)]) => {
    const all: string[] = [];
    for await (const says of checkVouching(bed.db, log.agency, parseVkey(log.vkey), known)) all.push(says);
    return all;
  };
  assert.deepEqual([await found(), await found([])], [[], []]);
  const tamper = (table: string, change: string) =>
    sql
      .raw(`alter table ${table} disable trigger all; update ${table} set ${change} where agency = '${log.agency}' and size = 2;
      alter table ${table} enable trigger all`)
      .execute(bed.db);
  await tamper('log_cosignature', `line = replace(line, '=', 'A')`);
  const imprint = Buffer.from(fromBase64(receipt.timestamp!)).indexOf(createHash('sha256').update(checkpoint).digest());
  assert.ok(imprint > 0);
  await tamper('log_timestamp', `tsr = set_byte(tsr, ${imprint}, get_byte(tsr, ${imprint}) # 1)`);
  assert.deepEqual(await found(), ['长度 2 的检查点：见证单位“witness.example/w”的签名与它不符。', '长度 2 的检查点：时间戳与它不符。']);
  await log.close();
});
