// verify/portalVerify.test.ts —— what a visitor's browser says about the page in front of it
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { toBase64, utf8 } from '../src/base/bytes.ts';
import { newId } from '../src/base/ids.ts';
import { DraftRefused, prepare } from '../src/ledger/keep/append.ts';
import { openLog } from '../src/ledger/log.ts';
import { commitmentOf, type Disclosure, seal } from '../src/ledger/proof/disclose.ts';
import { formatHeader } from '../src/ledger/proof/header.ts';
import { cosign } from '../src/ledger/proof/note.ts';
import { parseProof } from '../src/ledger/proof/proof.ts';
import { append, draft, newLogOptions, openTestBed } from '../src/ledger/testdata/testLog.ts';
import { cosignerOf } from '../witness/key.ts';
import { verifyPage } from './portalVerify.ts';

const bed = await openTestBed();
after(() => bed.close());
const log = await openLog(bed.db, newLogOptions(bed.directory));
const event = draft({
  type: 'decisionMade',
  segments: [
    { path: 'amount', value: 2009880 },
    { path: 'paper/CF29/0/0', value: '行政处罚决定书' },
    { path: 'paper/CF29/1/0', value: '张某甲' },
    { path: 'paper/CF29/1/1', value: '，罚款20,098.80元。' },
    { path: 'paper/CF28/0/0', value: '另一份文书' },
  ],
});
await append(log, event);
const waiting = await log.receipt(event.id);
await log.sign();
const receipt = (await log.receipt(event.id, ({ value }) => value === '张某甲' && { as: '姓名', ground: '依据' }))!;
await log.close();
const page = { 'paper/CF29/0/0': '行政处罚决定书', 'paper/CF29/1/1': '，罚款20,098.80元。' };
const pageCheck = (texts: Record<string, string>) => verifyPage(receipt, log.vkey, texts).checks.find(({ name }) => name === 'page')!;

test('a page that shows exactly the disclosed text passes, with what it proves and what not in equal weight', () => {
  const result = verifyPage(receipt, log.vkey, page);
  assert.equal(result.ok, true, JSON.stringify(result.checks));
  assert.ok(result.proves.length >= 3 && result.doesNotProve.length >= 3);
  assert.match(result.caveats.join(), /公钥未经独立核实/);
  for (const sentence of [...result.proves, ...result.doesNotProve, ...result.checks.map(({ says }) => says)])
    assert.doesNotMatch(sentence, /哈希|Merkle|节点|树根/);
});

test('a witness is named with its time when its cosignature is right, and nothing is said of it otherwise', () => {
  const witness = cosignerOf('witness.example/sfj', generateKeyPairSync('ed25519').privateKey);
  const time = Date.parse('2026-03-01T04:05:00Z') / 1000;
  const cosigned = { ...receipt, proof: receipt.proof + cosign(parseProof(receipt.proof!).checkpoint, witness, time) };
  const said = (file: unknown, keys: string[]) => verifyPage(file, log.vkey, page, keys).proves.join();
  assert.match(said(cosigned, [witness.vkey]), /“witness\.example\/sfj”在2026-03-01 12:05/);
  for (const silent of [said(receipt, [witness.vkey]), said(cosigned, []), said(cosigned, ['']), said(cosigned, [log.vkey])])
    assert.ok(silent.length > 0 && !silent.includes('见证单位'));
});

test('a page that changes, hides or invents a word fails, although its receipt is right', () => {
  assert.match(pageCheck({ ...page, 'paper/CF29/1/1': '，罚款98.80元。' }).says, /1 处文字与登记的不同/);
  assert.match(pageCheck({ 'paper/CF29/0/0': page['paper/CF29/0/0'] }).says, /1 处没有在页面上显示/);
  assert.match(pageCheck({ ...page, 'paper/CF29/1/0': '李某某' }).says, /不同/);
  assert.match(pageCheck({ ...page, 'paper/CF29/9/9': '附加的一句' }).says, /不同/);
  assert.match(pageCheck({}).says, /没有找到/);
  const result = verifyPage(receipt, log.vkey, { ...page, 'paper/CF29/0/0': '行政许可决定书' });
  assert.deepEqual([result.ok, result.proves], [false, []]);
});

test('an unsigned receipt is pending, another key fails, and garbage never throws', () => {
  const texts = { ...page, 'paper/CF29/1/0': '张某甲' };
  assert.deepEqual([verifyPage(waiting, log.vkey, texts).ok, verifyPage(waiting, log.vkey, texts).pending], [false, true]);
  assert.equal(verifyPage(receipt, log.vkey.replace('+', '-'), page).ok, false);
  fc.assert(fc.property(fc.anything(), (junk) => assert.equal(verifyPage(junk, log.vkey, page).ok, false)));
});

test('of two contradicting texts sealed under one place, a page cannot show only one: the record is refused when made and when read', () => {
  const salt = 'A'.repeat(22);
  const said = (path: string, value: string) => ({ s: JSON.stringify([salt, path, value]) });
  const forged = (...segments: Disclosure['segments']) => {
    const header = formatHeader({
      ...{ type: 'decisionMade', id: newId(), at: '2026-01-01T00:00:00.000Z', org: log.agency, by: 'p', c: commitmentOf({ segments }) },
    });
    const result = verifyPage({ ...receipt, header: toBase64(utf8(header)), disclosure: { segments } }, log.vkey, {
      'paper/CF29/0': '罚款1元。',
    });
    return Object.fromEntries(result.checks.map(({ name, ok }) => [name, ok]));
  };
  const [first, second] = [said('paper/CF29/0', '罚款一万元。'), said('paper/CF29/0', '罚款1元。')];
  const withheld = { h: toBase64(new Uint8Array(32)), path: 'paper/CF29/0', as: '姓名' };
  assert.deepEqual([forged(second).disclosure, forged(second).page], [true, true], 'alone it is readable');
  for (const twice of [forged(first, second), forged(withheld, second), forged(second, withheld), forged(withheld, withheld)])
    assert.deepEqual([twice.commitment, twice.disclosure, twice.page], [true, false, false]);
  const kind = { h: toBase64(new Uint8Array(32)), path: 'p' };
  assert.equal(forged(kind, kind, second).disclosure, true, 'withheld segments that name only their kind may share it');
  const again = [
    { path: 'x', value: 1 },
    { path: 'x', value: 2 },
  ];
  assert.throws(() => seal(again), RangeError);
  assert.throws(() => prepare([draft({ segments: again })], ''), DraftRefused);
});
