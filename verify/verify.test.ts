// verify/verify.test.ts —— the offline command on real files: good ones pass, every damaged one is named, garbage never crashes it
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { newId } from '../src/base/ids.ts';
import { exportLog } from '../src/ledger/export.ts';
import { newSigner } from '../src/ledger/keys.ts';
import { openLog } from '../src/ledger/log.ts';
import { leafHash, nodeHash } from '../src/ledger/proof/hash.ts';
import { verifyInclusion } from '../src/ledger/proof/merkle.ts';
import { COSIGNATURE_TYPE, cosign, formatCheckpoint, formatVkey, parseVkey, signNote } from '../src/ledger/proof/note.ts';
import { formatProof, parseProof } from '../src/ledger/proof/proof.ts';
import { append, draft, newLogOptions, openTestBed } from '../src/ledger/testdata/testLog.ts';
import { cosignerOf } from '../witness/key.ts';
import { PolicyError, parsePolicy } from './policy.ts';
import { verifyFiles } from './verify.ts';

const bed = await openTestBed();
after(() => bed.close());
const at = (name: string) => join(bed.directory, name);

const options = newLogOptions(bed.directory);
const log = await openLog(bed.db, options);
const [caseId, event] = [newId(), draft()];
await append(log, event, ...Array.from({ length: 300 }, () => draft({ caseId })));
await log.sign();
const receipt = (await log.receipt(event.id))!;
await append(log, draft({ caseId }));
await log.sign();
await exportLog(log, at('copy'), { entries: true });
await log.close();
await writeFile(at('receipt.json'), JSON.stringify(receipt));
await writeFile(at('receipt.tlog-proof'), receipt.proof!);
await writeFile(at('policy'), `# 本机关\nlog ${log.vkey}\nquorum none\n`);

async function run(...args: string[]): Promise<{ status: number; said: string }> {
  const lines: string[] = [];
  const status = await verifyFiles(args, (line) => lines.push(line));
  return { status, said: lines.join('\n') };
}
const refuses = async (expected: RegExp, ...args: string[]) => {
  const { status, said } = await run(...args);
  assert.equal(status, 1, said);
  assert.match(said, expected);
};

test('a receipt, its proof and the copy of the log pass together under a policy', async () => {
  const { status, said } = await run('--policy', at('policy'), at('receipt.json'), at('receipt.tlog-proof'), at('copy'));
  assert.equal(status, 0, said);
  assert.match(said, /日志副本一致/);
  assert.match(said, /撤回状态未核/);
  assert.doesNotMatch(said, /未经独立核实|未通过/);
  assert.match(said, /日志第 2 条/);
});

test('without a policy the key is named as unverified; a key typed in from paper is as good as a policy', async () => {
  const { status, said } = await run(at('receipt.json'), at('copy'));
  assert.equal(status, 0, said);
  assert.match(said, /公钥未经独立核实/);
  assert.doesNotMatch((await run('--key', log.vkey, at('receipt.json'))).said, /未经独立核实/);
  await refuses(/签名没有通过/, '--key', newSigner(log.origin).vkey, at('receipt.json'));
});

test('the command runs as a command, with exit status 0 and 1', () => {
  const command = (...args: string[]) =>
    spawnSync(process.execPath, [join(import.meta.dirname, 'verify.ts'), ...args], { encoding: 'utf8' });
  const good = command(at('receipt.json'));
  assert.equal(good.status, 0, good.stdout + good.stderr);
  assert.match(good.stdout, /核验通过/);
  assert.equal(command(at('没有.json')).status, 1);
  assert.match(command().stdout, /用法/);
});

test('an edited receipt is refused, and the failed check is named', async () => {
  const edited = async (change: (text: string) => string) => {
    await writeFile(at('edited.json'), change(JSON.stringify(receipt)));
    return at('edited.json');
  };
  await refuses(/公开的文字与登记时的文字指纹不一致/, await edited((text) => text.replace('张某', '李某')));
  await refuses(/日志里没有这份登记/, await edited((text) => text.replace('index 1', 'index 2')));
  await refuses(/不是一份完整的回执/, await edited(() => '{}'));
  await refuses(/待签发|没有日志的签名/, await edited(() => JSON.stringify({ ...receipt, proof: null })));
  await refuses(/读不出/, await edited((text) => text.slice(0, 100)));
});

test('garbage is refused and never crashes the command', async () => {
  await writeFile(at('photo.jpg'), Uint8Array.of(0xff, 0xd8, 0xff, 0xe0));
  await refuses(/读不出这个文件/, at('photo.jpg'));
  await refuses(/没有这个文件/, at('没有.json'));
  await writeFile(at('alone.tlog-proof'), receipt.proof!);
  await refuses(/旁边没有同名的回执/, at('alone.tlog-proof'));
  await mkdir(at('empty'), { recursive: true });
  await refuses(/缺少检查点/, at('empty'));
  await refuses(/用法/, '--unknown');
  await refuses(/打不开/, '--policy', at('没有'), at('receipt.json'));
  const content = fc.oneof(
    fc.string(),
    fc.json(),
    fc.string().map((text) => `c2sp.org/tlog-proof@v1\n${text}`),
  );
  await fc.assert(
    fc.asyncProperty(content, async (text) => {
      await writeFile(at('junk.json'), text);
      assert.equal((await run(at('junk.json'))).status, 1);
    }),
    { numRuns: 50 },
  );
});

test('every change in a copy of the log is found and its place named', async () => {
  const damaged = async (change: (directory: string) => Promise<void>) => {
    await rm(at('damaged'), { recursive: true, force: true });
    await cp(at('copy'), at('damaged'), { recursive: true });
    await change(at('damaged'));
    return at('damaged');
  };
  const edit = (name: string, change: (bytes: Buffer) => Uint8Array) => async (directory: string) => {
    const path = join(directory, name);
    await writeFile(path, change(await readFile(path)));
  };
  const flipAt = (i: number) => (bytes: Buffer) => bytes.fill(bytes[i]! ^ 1, i, i + 1);
  await refuses(/tile\/0\/000：指纹不对/, await damaged(edit('tile/0/000', flipAt(100))));
  await refuses(/tile\/1\/000\.p\/1：指纹不对/, await damaged(edit('tile/1/000.p/1', flipAt(3))));
  await refuses(/重算的指纹与签过名的不一致/, await damaged(edit('tile/entries/000', flipAt(400))));
  await refuses(
    /tile\/entries\/001\.p\/47：缺少或者不完整/,
    await damaged(edit('tile/entries/001.p/47', (bytes) => bytes.subarray(0, 1000))),
  );
  await refuses(/缺少这个文件/, await damaged((directory) => rm(join(directory, 'tile/0/001.p/47'))));
  await refuses(/检查点没有通过/, await damaged(edit('checkpoint', flipAt(30))));
  const lower = await damaged((directory) => rm(join(directory, 'tile/entries'), { recursive: true }));
  const { status, said } = await run(lower);
  assert.equal(status, 0, said);
  assert.match(said, /没有登记条目/);
});

test('a copy that claims a length it does not have ends at the first gap, however long it claims to be', async () => {
  const signer = newSigner('hostile.example');
  for (const size of [304, 600, Number.MAX_SAFE_INTEGER]) {
    const long = at(`long-${size}`);
    await cp(at('copy'), long, { recursive: true });
    await writeFile(join(long, 'vkey'), `${signer.vkey}\n`);
    const checkpoint = formatCheckpoint({ origin: 'hostile.example', size, root: new Uint8Array(32) });
    await writeFile(join(long, 'checkpoint'), signNote(checkpoint, [signer]));
    for (const entries of [true, false]) {
      if (!entries) await rm(join(long, 'tile/entries'), { recursive: true });
      const { status, said } = await run(long);
      assert.equal(status, 1, said);
      assert.match(said, /从这里起没有核对/);
      assert.ok(said.length < 2000, said);
    }
  }
});

test('a fork is found: two signed checkpoints of one size, or one the copy of the log does not contain', async () => {
  const { index, hashes } = parseProof(receipt.proof!);
  // The log's own key signs another history in which the same receipt stands.
  const forked = hashes.with(-1, new Uint8Array(32).fill(9));
  let root = leafHash(Buffer.from(receipt.header, 'base64'));
  for (const [i, hash] of forked.entries()) root = Math.floor(index / 2 ** i) % 2 === 1 ? nodeHash(hash, root) : nodeHash(root, hash);
  assert.ok(verifyInclusion(index, 302, leafHash(Buffer.from(receipt.header, 'base64')), forked, root));
  const checkpoint = signNote(formatCheckpoint({ origin: log.origin, size: 302, root }), [options.signKey]);
  await writeFile(at('forked.json'), JSON.stringify({ ...receipt, proof: formatProof({ index, hashes: forked, checkpoint }) }));
  assert.equal((await run(at('forked.json'))).status, 0, 'alone it looks right');
  await refuses(/分叉/, at('receipt.json'), at('forked.json'));
  await refuses(/与 .*copy 里的日志副本不一致/, at('forked.json'), at('copy'));
});

test('cosignatures count by the policy, each witness by itself, and are named with their times', async () => {
  const [one, two] = ['one.example', 'two.example'].map((name) => cosignerOf(name, generateKeyPairSync('ed25519').privateKey));
  const { checkpoint } = parseProof(receipt.proof!);
  const time = Date.parse('2026-03-01T04:05:00Z') / 1000;
  const lines = [cosign(checkpoint, one!, time), cosign(checkpoint, two!, time)];
  const policy = (quorum: string) =>
    `log ${log.vkey}\nwitness A ${one!.vkey}\nwitness B ${two!.vkey}\ngroup both all A B\nquorum ${quorum}\n`;
  await writeFile(at('both'), policy('both'));
  await writeFile(at('either'), policy('A'));
  const save = (...more: string[]) => writeFile(at('cosigned.json'), JSON.stringify({ ...receipt, proof: receipt.proof + more.join('') }));
  await save(...lines);
  const { status, said } = await run('--policy', at('both'), at('cosigned.json'));
  assert.equal(status, 0, said);
  assert.match(said, /见证单位签名 2 个，符合/);
  assert.match(said, /“one\.example”见证于 2026-03-01 12:05/);
  assert.match((await run(at('cosigned.json'))).said, /另有见证签名 2 个没有核对/);
  const another = checkpoint.replace(/\n\d+\n/, '\n9\n');
  await save(lines[0]!, cosign(another, two!, time));
  await refuses(/见证单位的签名不够/, '--policy', at('both'), at('cosigned.json'));
  assert.equal((await run('--policy', at('either'), at('cosigned.json'))).status, 0, 'a wrong line of another spoils nothing');
  await save(cosign(another, one!, time), lines[1]!);
  await refuses(/见证单位的签名不够/, '--policy', at('either'), at('cosigned.json'));
  assert.throws(() => cosign(checkpoint, newSigner('log.example'), time), RangeError);
});

test('a policy is read as the specification says, and a quorum of witnesses is counted', async () => {
  const [a, b, c] = ['a.example', 'b.example', 'c.example'].map((name) =>
    formatVkey(name, parseVkey(newSigner(name).vkey).key, COSIGNATURE_TYPE),
  );
  const text = `log ${log.vkey} https://x.example/\n\twitness A ${a}\nwitness B ${b}\n witness C ${c}\n\ngroup g 2 A B\ngroup h any g C\nquorum h\n`;
  const policy = parsePolicy(text);
  const [A, B, C] = policy.witnesses;
  for (const [signed, enough] of [
    [[], false],
    [[A], false],
    [[A, B], true],
    [[C], true],
  ] as const)
    assert.equal(policy.quorum([...signed] as never), enough);
  await writeFile(at('witnessed'), text);
  await refuses(/见证单位的签名不够/, '--policy', at('witnessed'), at('receipt.json'));
  const bad = [
    `log ${log.vkey}\n`,
    `log ${log.vkey}\nlog ${log.vkey}\nquorum none\n`,
    `log ${a}\nquorum none\n`,
    'quorum none\nquorum none\n',
    'quorum X\n',
    `witness A ${a}\ngroup g 2 A\nquorum g\n`,
    `witness A ${a}\ngroup g any A none\nquorum g\n`,
    `witness A ${a}\ngroup g any A\ngroup h any A\nquorum h\n`,
    `witness A ${a}\nwitness A ${b}\nquorum A\n`,
    'unknown line\nquorum none\n',
    'quorum none\r\n',
  ];
  for (const one of bad) assert.throws(() => parsePolicy(one), PolicyError, one);
});
