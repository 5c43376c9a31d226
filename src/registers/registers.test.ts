// src/registers/registers.test.ts —— the registers answer as of a date, change by dated rows, and notice changes
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { plainDate } from '../base/dates.ts';
import type { Registers } from '../law/registers.ts';
import { type Db, migrate, openMemoryStore } from '../store/database.ts';
import {
  ChangeRefused,
  cancelCertificate,
  endPost,
  grantPost,
  recordCertificate,
  resumeCertificate,
  suspendCertificate,
} from './changes.ts';
import { loadPack } from './load.ts';
import { readPack } from './pack.ts';
import { keepRegisters, readRegisters, withCase } from './registers.ts';
import { searchItems } from './searchItems.ts';
import { registerMigrations } from './tables.ts';

const on = plainDate;
const hand = { by: 'panjin-p17', at: '2026-03-02T01:00:00.000Z' };
const pack = await readPack(fileURLToPath(new URL('../../agencies/panjin', import.meta.url)));
const store = await openMemoryStore();
after(() => store.close());
await migrate(store, registerMigrations);
const first = await loadPack(store.db, pack, hand);
const current = keepRegisters('panjin');
const idOf = (login: string) => pack['people.json'].people.find((person) => person.login === login)!.id;
const change = <T>(work: (tx: Db) => Promise<T>) => store.db.transaction().execute(work);

test('loading the same pack again adds nothing; its digest is the same', async () => {
  assert.ok(first.added > 280);
  assert.deepEqual(await loadPack(store.db, pack, hand), { ...first, added: 0 });
});

test('a snapshot with a case is what the law asks for', async () => {
  const registers: Registers = withCase(await current(store.db), { evidence: () => undefined, priorFines: () => [] });
  assert.equal(registers.agency.name, '盘锦市林业和湿地保护管理局');
  assert.equal(registers.item('PJLS-CF-001', on('2025-02-19'))?.sanctions[0]?.max, 3);
  assert.equal(registers.person(idOf('zhaoyan'))?.unit, '林政资源科');
  assert.equal(registers.calendar.years['2026']?.workdays['2026-02-28'], '春节调休上班');
});

test('an item is not in force before the day it was published', async () => {
  const { item, items } = await current(store.db);
  assert.equal(item('PJLS-CF-050', on('2025-03-14')), undefined);
  assert.equal(item('PJLS-CF-050', on('2025-03-15'))?.name, '采伐、移植古树名木或损害致其死亡');
  assert.ok(items(on('2025-03-14')).length < 118);
  assert.equal(items(on('2026-03-15')).length, 118);
});

test('a parameter has the value in force on the date, and none is guessed before its first', async () => {
  const { parameter, parameterEntry } = await current(store.db);
  assert.equal(parameter('review.days', on('2026-01-05')), 7);
  assert.equal(parameterEntry('publication.generalMonths', on('2026-03-31'))?.mark, 'M');
  assert.equal(parameterEntry('publication.generalMonths', on('2026-04-01'))?.mark, 'X');
  assert.throws(() => parameter('review.days', on('2021-07-14')), /没有生效的数值/);
});

test('a certificate is valid to its last day and expired the day after', async () => {
  const { certificate } = await current(store.db);
  assert.equal(certificate(idOf('zhouchuan'), on('2025-02-18'))?.valid, true);
  const expired = certificate(idOf('zhouchuan'), on('2025-02-19'));
  assert.deepEqual([expired?.valid, expired?.why], [false, '执法证已于2025年2月18日到期']);
  assert.equal(certificate(idOf('zhaoyan'), on('2026-08-31'))?.number, '演示-2111000001');
  assert.equal(certificate(idOf('zhaoyan'), on('2026-09-01'))?.number, '演示-2111000021');
  assert.match(certificate(idOf('zhaoyan'), on('2021-08-31'))?.why ?? '', /尚未生效/);
  assert.equal(certificate(idOf('wutong'), on('2026-01-05')), undefined);
});

test('a post ends on the day before `until`', async () => {
  const { holds, postsOf } = await current(store.db);
  assert.ok(holds(idOf('liwang'), 'hearingHost', on('2024-05-31')));
  assert.ok(!holds(idOf('liwang'), 'hearingHost', on('2024-06-01')));
  assert.deepEqual(postsOf(idOf('wutong'), on('2026-01-05')), []);
});

test('granting and ending a post take effect on their day, and a kept reader notices', async () => {
  const before = await current(store.db);
  assert.equal(await current(store.db), before, 'unchanged registers are not read again');
  const post = { ...hand, agency: 'panjin', personId: idOf('wutong'), post: 'archivist' as const, why: '任职文件' };
  await change((tx) => grantPost(tx, { ...post, from: on('2026-03-03') }));
  const granted = await current(store.db);
  assert.notEqual(granted, before);
  assert.deepEqual(
    [granted.holds(post.personId, 'archivist', on('2026-03-02')), granted.holds(post.personId, 'archivist', on('2026-03-03'))],
    [false, true],
  );
  await change((tx) => endPost(tx, { ...post, from: on('2026-03-10') }));
  const ended = await current(store.db);
  assert.deepEqual(
    [ended.holds(post.personId, 'archivist', on('2026-03-09')), ended.holds(post.personId, 'archivist', on('2026-03-10'))],
    [true, false],
  );
});

test('a change that is rolled back leaves the registers and the reader as they were', async () => {
  const before = await current(store.db);
  const post = {
    ...hand,
    agency: 'panjin',
    personId: idOf('wutong'),
    post: 'supervisor' as const,
    why: '任职文件',
    from: on('2026-03-03'),
  };
  const broken = change(async (tx) => {
    await grantPost(tx, post);
    assert.ok((await current(tx)).holds(post.personId, 'supervisor', post.from));
    throw new Error('后面的步骤失败');
  });
  await assert.rejects(broken, /后面的步骤失败/);
  assert.equal((await current(store.db)).stamp, before.stamp);
  assert.ok(!(await current(store.db)).holds(post.personId, 'supervisor', post.from));
});

test('nobody changes his own posts; the three administrators hold no other post; no post is held twice', async () => {
  const base = { ...hand, agency: 'panjin', why: '任职文件', from: on('2026-03-03') };
  const refused = (personId: string, post: 'officer' | 'auditAdmin', says: RegExp) =>
    assert.rejects(
      change((tx) => grantPost(tx, { ...base, personId, post })),
      (error) => error instanceof ChangeRefused && says.test(error.message),
    );
  await refused(hand.by, 'officer', /不能为自己/);
  await refused(idOf('zhaoyan'), 'officer', /已经担任执法人员/);
  await refused(idOf('zhaoyan'), 'auditAdmin', /不能同时担任审计管理员/);
  await refused(idOf('shian'), 'officer', /三类管理员彼此分立/);
  await refused('nobody', 'officer', /没有这个人/);
});

test('a certificate is unusable while suspended, usable again after, and never after cancelling', async () => {
  const { number } = pack['people.json'].people.find(({ login }) => login === 'sunping')!.certificates[0]!;
  const base = { ...hand, agency: 'panjin', personId: idOf('sunping'), number, why: '未参加年度培训' };
  await change((tx) => suspendCertificate(tx, { ...base, from: on('2026-03-04') }));
  await change((tx) => resumeCertificate(tx, { ...base, from: on('2026-03-06') }));
  await change((tx) => cancelCertificate(tx, { ...base, why: '调离', from: on('2026-05-01') }));
  const { certificate } = await current(store.db);
  const valid = (day: string) => certificate(idOf('sunping'), on(day))?.valid;
  assert.deepEqual(['2026-03-03', '2026-03-04', '2026-03-05', '2026-03-06', '2026-04-30', '2026-05-01'].map(valid), [
    true,
    false,
    false,
    true,
    true,
    false,
  ]);
  assert.match(certificate(idOf('sunping'), on('2026-03-05'))?.why ?? '', /暂扣：未参加年度培训/);
  assert.match(certificate(idOf('sunping'), on('2026-05-01'))?.why ?? '', /2026年5月1日注销：调离/);
});

test('a certificate changes only as that of its holder, is not suspended twice at a time, and is not brought back after cancelling', async () => {
  const numberOf = (login: string) => pack['people.json'].people.find((person) => person.login === login)!.certificates[0]!.number;
  const base = {
    ...hand,
    agency: 'panjin',
    personId: idOf('qianhe'),
    number: numberOf('qianhe'),
    why: '未参加年度培训',
    from: on('2026-03-04'),
  };
  const refused = (work: (tx: Db) => Promise<void>, says: RegExp) =>
    assert.rejects(change(work), (error) => error instanceof ChangeRefused && says.test(error.message));
  for (const act of [suspendCertificate, resumeCertificate, cancelCertificate]) {
    await refused((tx) => act(tx, { ...base, personId: idOf('liwang') }), /不是此人的/);
    await refused((tx) => act(tx, { ...base, personId: 'nobody' }), /没有这个人/);
    await refused((tx) => act(tx, { ...base, number: '没有的号' }), /没有登记这个执法证号/);
  }
  await change((tx) => suspendCertificate(tx, base));
  await refused((tx) => suspendCertificate(tx, { ...base, from: on('2026-03-05') }), /已经暂扣/);
  await refused((tx) => suspendCertificate(tx, { ...base, from: on('2026-03-02') }), /已经暂扣/);
  await change((tx) => suspendCertificate(tx, { ...base, from: on('2026-03-02'), until: on('2026-03-04') }));
  await change((tx) => resumeCertificate(tx, { ...base, from: on('2026-03-06') }));
  await refused((tx) => suspendCertificate(tx, { ...base, personId: idOf('sunping'), number: numberOf('sunping') }), /已经注销/);
});

test('a certificate is issued to a person of the register; a post is granted at most a year back', async () => {
  const issued = {
    ...hand,
    agency: 'panjin',
    number: '演示-9',
    validFrom: on('2026-01-01'),
    validTo: on('2030-12-31'),
    actTypes: ['penalty'],
  };
  await assert.rejects(
    change((tx) => recordCertificate(tx, { ...issued, personId: 'nobody' })),
    /没有这个人/,
  );
  const grant = { ...hand, agency: 'panjin', personId: idOf('liwang'), post: 'hearingHost' as const, why: '任职文件' };
  await assert.rejects(
    change((tx) => grantPost(tx, { ...grant, from: on('2025-03-01') })),
    /最多追溯一年/,
  );
  await change((tx) => grantPost(tx, { ...grant, from: on('2025-03-02') }));
});

test('a corrected pack entry replaces the old one, which stays in the table', async () => {
  const corrected = structuredClone(pack);
  corrected['parameters.json'].parameters.find(({ key }) => key === 'archive.days')!.value = 20;
  const { added, digest } = await loadPack(store.db, corrected, hand);
  assert.notEqual(digest, first.digest);
  assert.equal((await readRegisters(store.db, 'panjin')).parameter('archive.days', on('2026-01-05')), 20);
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from register_entry where key = 'archive.days'`.execute(store.db);
  assert.equal(rows[0]?.n, 2);
  assert.ok(added >= 1);
  assert.ok(
    !(await readRegisters(store.db, 'panjin')).holds(idOf('wutong'), 'archivist', on('2026-03-10')),
    'run-time changes win over the pack',
  );
});

test('rows of the registers refuse deletion and any change but their ending', async () => {
  for (const statement of [
    'delete from post_held',
    'delete from register_entry',
    'truncate certificate cascade',
    "update certificate set valid_to = '2099-01-01'",
    "update register_entry set content = '{}'",
    "update post_held set person_id = 'x'",
  ]) {
    await assert.rejects(sql.raw(statement).execute(store.db), /名册只能增补和终止/, statement);
  }
});

test('two Chinese characters find items by name, article words and person concerned; best match first', async () => {
  const snapshot = await current(store.db);
  const found = (query: string, actType?: string) =>
    searchItems(snapshot, query, { on: on('2026-03-15'), actType }).map(({ code }) => code);
  assert.equal(found('盗伐')[0], 'PJLS-CF-006');
  assert.deepEqual(found('林地 用途', 'penalty').slice(0, 1), ['PJLS-CF-001']);
  assert.ok(found('第七十三条').includes('PJLS-CF-001'));
  assert.ok(found('湿地').every((code, at, all) => all.indexOf(code) === at));
  assert.deepEqual(found('pjls-cf-054'), ['PJLS-CF-054']);
  assert.deepEqual(found('没有这种事项'), []);
});

test('registers of an agency without a pack are refused, not empty', async () => {
  await assert.rejects(readRegisters(store.db, 'nowhere'), /没有机关“nowhere”的名册/);
});
