// src/portal/portal.test.ts —— 门户:what the public gets, with and without a script, and what it never gets
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { fromBase64 } from '../base/bytes.ts';
import { plainDate } from '../base/dates.ts';
import { samplePerson, witness } from '../law/papers/sample/acts.ts';
import { procedureInForce } from '../law/procedures/inForce.ts';
import { commitmentOf } from '../ledger/proof/disclose.ts';
import { parseHeader } from '../ledger/proof/header.ts';
import { type Receipt, verifyReceipt } from '../ledger/proof/receipt.ts';
import { openSampleHouse, publishSample } from '../publication/samplePublication.ts';
import { publicationTables } from '../publication/tables.ts';
import { makeDecision } from './decision/readDecision.ts';
import { portal } from './portal.ts';

const house = await openSampleHouse('heming.example/panjin');
after(() => house.close());
let today = plainDate('2025-07-01');
const deps = {
  db: house.store.db,
  agency: house.agency,
  registers: house.registers,
  log: house.log,
  today: () => today,
  fingerprint: '01234567 89abcdef 01234567 89abcdef',
  publicUrl: 'http://heming.example',
  assets: '/nowhere',
};
const app = portal(deps);
const shown = await publishSample(house);
const get = async (path: string, headers: Record<string, string> = {}) => {
  const response = await app.request(`http://heming.example${path}`, { headers });
  return { response, status: response.status, body: await response.text() };
};
const page = `/results/${shown.publicId}`;
const plain = (body: string) => body.replace(/<[^>]+>/g, '');

const pages = [
  '/',
  '/items',
  '/items/PJLS-CF-001',
  '/officers',
  '/procedures/penalty',
  '/results',
  page,
  '/notice-board',
  '/how-to-verify',
  '/about',
];

test('每一页都是完整的网页：有标题、跳到正文、一个一级标题，没有内联脚本和样式', async () => {
  for (const path of pages) {
    const { status, body } = await get(path);
    assert.equal(status, 200, path);
    assert.match(body, /<title>[^<]+ - 盘锦市林业和湿地保护管理局行政执法公示<\/title>/, path);
    assert.match(body, /class="skip" href="#main"/, path);
    assert.equal(body.match(/<h1/g)?.length, 1, path);
    assert.doesNotMatch(body, /\sstyle=|<style|\son[a-z]+=|<script(?![^>]* src=)/, path);
    assert.doesNotMatch(body, /undefined|\[object|NaN/, path);
  }
});

test('决定页、列表和首页上没有当事人和其他人的个人信息', async () => {
  const secrets = [
    samplePerson.name,
    samplePerson.name.slice(1),
    samplePerson.citizenId!,
    '1978年2月28日',
    '犇河村3组',
    samplePerson.phone,
  ];
  for (const path of ['/', '/results', page, `${page}?check=1`, `${page}/receipt.json`, '/notice-board']) {
    const { body } = await get(path);
    for (const secret of [...secrets, witness.name, witness.citizenId, '李演示']) assert.ok(!body.includes(secret), `${path}：${secret}`);
  }
  assert.match((await get(page)).body, /张某/);
});

test('隐去的每一处都看得见：写明是什么，数字指向依据；替代文字标明非原文', async () => {
  const { body } = await get(page);
  const refs = [...body.matchAll(/class="ref" href="#(y\d+)"/g)].map(([, id]) => id);
  assert.ok(refs.length >= 6);
  for (const id of new Set(refs)) assert.match(body, new RegExp(`<tr id="${id}">`));
  assert.match(body, /已隐去：<\/span>身份证件号码/);
  assert.match(body, /以下是替代文字，非原文：<\/span>张某/);
  assert.match(body, /个人信息保护法第六条、第三十四条/);
});

test('救济期限算出最后一日，写明顺延', async () => {
  const { body } = await get(page);
  assert.match(plain(body), /60日内，向盘锦市人民政府申请，到2025-08-12/);
  assert.match(plain(body), /到2025-12-15（2025-12-13是周六，顺延）/);
});

test('办案过程写明用了几天、法定几天，超期的照实写', async () => {
  const text = plain((await get(page)).body);
  assert.match(text, /决定后第1个工作日，法定期限7个工作日/);
  assert.match(text, /立案后第113日，法定期限90日，超期23日/);
});

test('单凭下载的回执就能重做出同样的决定书', async () => {
  const { response, body } = await get(`${page}/receipt.json`);
  assert.match(response.headers.get('content-disposition')!, /attachment/);
  const receipt = JSON.parse(body) as Receipt;
  assert.equal(verifyReceipt(receipt, { logs: [house.log.vkey], trusted: true }).ok, true);
  const again = makeDecision({ disclosure: receipt.disclosure!, instead: {}, process: [], remedies: { organ: '', court: '' } });
  const runs = (html: string) =>
    [...html.matchAll(/<span data-path="([^"]+)">((?:[^<]|<wbr>)*)<\/span>/g)].map(([, path, text]) => `${path} ${text}`);
  const onPage = runs((await get(page)).body);
  assert.ok(onPage.length > 50);
  assert.deepEqual(runs(again.article), onPage);
  assert.deepEqual([...commitmentOf(receipt.disclosure!)], [...parseHeader(fromBase64(receipt.header)).c]);
});

test('没有脚本时由本站代为核验，并说明不等于独立核验', async () => {
  const before = (await get(page)).body;
  assert.match(before, /还没有核验/);
  const { body } = await get(`${page}?check=1`);
  assert.match(body, /核验通过/);
  assert.match(body, /本站代您核验，不等于独立核验/);
  assert.match(body, /这说明/);
  assert.match(body, /这不能说明/);
  assert.equal(body.match(/<b class="y">通过<\/b>/g)?.length, 4);
});

test('两个字就能查到结果；查不到时说明可能的原因', async () => {
  assert.match((await get('/results?q=林地')).body, /找到1件/);
  assert.match((await get('/results?q=001号')).body, /找到1件/);
  assert.match((await get(`/results?q=${encodeURIComponent(samplePerson.name)}`)).body, /没有找到/);
  assert.match((await get('/results?item=PJLS-CF-001&year=2025')).body, /找到1件/);
  assert.match((await get('/results?year=2023')).body, /没有找到符合条件的决定/);
});

test('乱写的查询、翻页位置和地址不会出错', async () => {
  for (const query of [
    '?q=%00',
    "?q=';drop table publication;--",
    '?q=%25_%5C',
    '?after=x~y',
    '?after=2025-06-12~%00',
    '?item=%00',
    '?after=9999-99-99~x',
    '?year=abcd',
    '?item=%F0%9F%92%A9',
    `?q=${'长'.repeat(500)}`,
  ])
    assert.equal((await get(`/results${query}`)).status, 200, query);
  for (const path of ['/results/x', '/results/………', '/items/nope', '/nope', '/results/../x'])
    assert.equal((await get(path)).status, 404, path);
  assert.match((await get('/nope')).body, /没有这一页/);
});

test('带尖括号和引号的文字原样显示，不成为标记', async () => {
  const evil = '<img src=x onerror=alert(1)>"\'&';
  for (const path of ['/results', '/items', '/officers']) {
    const { body } = await get(`${path}?q=${encodeURIComponent(evil)}`);
    assert.ok(!body.includes('<img'), path);
    assert.ok(body.includes('&lt;img src=x onerror=alert(1)&gt;'), path);
  }
  const injected = await publishSample(house, { cause: '擅自<script>alert(1)</script>改变用途' });
  for (const path of ['/', '/results', `/results/${injected.publicId}`, '/notice-board']) {
    const { body } = await get(path);
    assert.ok(!body.includes('<script>alert'), path);
    assert.ok(body.includes('&lt;script&gt;'), path);
  }
});

test('撤回的答复410，只有文书号、日期、原因和机关', async () => {
  const gone = await publishSample(house, { cause: '擅自填埋自然湿地' });
  const before = await get(`/results/${gone.publicId}`);
  assert.equal(before.status, 200);
  await gone.record('decisionRevoked', '2025-06-25', {
    organ: '盘锦市人民政府',
    kind: 'changed',
    number: '盘政复决〔2025〕2号',
    paper: ['x'],
    reason: '裁量',
  });
  await gone.record('publicationWithdrawn', '2025-06-26', { reason: '复议决定变更罚款数额。' });
  const { status, body } = await get(`/results/${gone.publicId}`);
  assert.equal(status, 410);
  assert.match(plain(body), /2025-06-26.*复议决定变更罚款数额。/s);
  assert.match(body, /盘锦市人民政府变更（盘政复决〔2025〕2号）/);
  assert.doesNotMatch(body, /张某|5,359|data-path/);
  assert.equal((await get(`/results/${gone.publicId}/receipt.json`)).status, 410);
  const list = (await get('/results?q=湿地')).body;
  assert.match(list, /已撤回/);
  assert.doesNotMatch(list, /张某|5,359/);
});

test('公示期满的答复410，不再显示内容，列表里也没有', async () => {
  today = plainDate('2026-06-13');
  try {
    const { status, body } = await get(page);
    assert.equal(status, 410);
    assert.match(body, /公示期已满/);
    assert.doesNotMatch(body, /张某|罚款5|第001号/);
    assert.equal((await get(`${page}/receipt.json`)).status, 410);
    assert.match((await get('/results')).body, /现在没有公示中的决定/);
  } finally {
    today = plainDate('2025-07-01');
  }
});

test('流程图的方框就是系统执行的步骤，文字说明列出同样的步骤', async () => {
  const { body } = await get('/procedures/penalty');
  const law = procedureInForce('penalty.ordinary', today);
  const enforced = Object.entries(law.steps)
    .filter(([, step]) => !step!.inner)
    .map(([id]) => id)
    .sort();
  const drawn = [...body.matchAll(/<g data-step="(\w+)">/g)].map(([, id]) => id).sort();
  const told = [...body.matchAll(/<li id="step-(\w+)">/g)].map(([, id]) => id).sort();
  assert.deepEqual(drawn, enforced);
  assert.deepEqual(told, enforced);
});

test('只列今天执法证有效的人员；到期的第二天就不在', async () => {
  assert.doesNotMatch((await get('/officers')).body, /周川/);
  today = plainDate('2025-02-18');
  try {
    assert.match((await get('/officers')).body, /周川/);
  } finally {
    today = plainDate('2025-07-01');
  }
});

test('长者模式和对比度记在小饼干里，回到原来的页面；不跳到别的网站', async () => {
  const { response } = await get('/view?text=large', { referer: 'http://heming.example/items?q=1', host: 'heming.example' });
  assert.equal(response.status, 303);
  assert.equal(response.headers.get('location'), '/items?q=1');
  assert.match(response.headers.get('set-cookie')!, /^view=large;/);
  const away = await get('/view?contrast=dark', { referer: 'http://evil.example/', host: 'heming.example', cookie: 'view=large' });
  assert.equal(away.response.headers.get('location'), '/');
  assert.match(away.response.headers.get('set-cookie')!, /^view=large\.dark;/);
  assert.match((await get('/', { cookie: 'view=large.dark' })).body, /<html lang="zh-CN" data-text="large" data-contrast="dark">/);
  assert.match((await get('/', { cookie: 'view="><script>' })).body, /<html lang="zh-CN">/);
});

test('样式表的名称带指纹，可以永久缓存；别的名称没有', async () => {
  const { body } = await get('/');
  const [sheet] = /\/assets\/portal\.[0-9a-f]{12}\.css/.exec(body)!;
  const { response } = await get(sheet);
  assert.equal(response.headers.get('cache-control'), 'public, max-age=31536000, immutable');
  assert.equal((await get('/assets/portal.css')).status, 404);
  assert.equal((await get('/assets/..%2Fportal.ts')).status, 404);
});

test('数据库不可用时答复503，不露出任何细节', async () => {
  const broken = portal({ ...deps, registers: () => Promise.reject(new Error('connection to secret-host refused')) });
  const response = await broken.request('http://heming.example/');
  assert.equal(response.status, 503);
  const body = await response.text();
  assert.match(body, /网站正在维护/);
  assert.doesNotMatch(body, /secret-host/);
});

test('迟延公开的，列表和决定页都标明', async () => {
  const late = await publishSample(house, { publishedOn: '2025-06-25', cause: '毁坏林木' });
  assert.match((await get(`/results/${late.publicId}`)).body, /迟延公开/);
  assert.match((await get('/results?q=毁坏')).body, /迟延公开/);
  const rows = await publicationTables(house.store.db).selectFrom('publication').select('late').where('late', '=', true).execute();
  assert.equal(rows.length, 1);
});
