// tests/desk.spec.ts —— 案头:reasons before any click, open computations, two people on one act, an ended session, a locked account
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { shanghaiDate } from '../src/base/dates.ts';
import { newId } from '../src/base/ids.ts';
import { begin, Form, open } from './form.ts';
import { expect, test } from './server.ts';

const today = shanghaiDate(new Date());
type Listed = { case_id: string; cause: string; next_step: string | null; due_on: string | null };
const cases = async (page: Page, view = 'all'): Promise<Listed[]> =>
  ((await (await page.request.get(`/api/cases?view=${view}`)).json()) as { cases: Listed[] }).cases;

/** Registers a clue over the person's own session: quicker than the form where the form is not the point. */
async function clue(page: Page): Promise<string> {
  const caseId = newId();
  const { person } = (await (await page.request.get('/api/me')).json()) as { person: { id: string } };
  const particulars = { source: 'satellite', receivedAt: `${today} 00:00`, place: '演示村北侧林地', summary: '遥感图斑显示林地内新修道路' };
  const answer = await page.request.post(`/api/cases/${caseId}/acts`, {
    headers: { origin: new URL(page.url()).origin, 'idempotency-key': newId() },
    data: { step: 'clueRegistered', on: today, by: [person.id], particulars, seen: 0 },
  });
  expect(answer.status(), await answer.text()).toBe(201);
  return caseId;
}

const serious = async (page: Page): Promise<string[]> =>
  (await new AxeBuilder({ page }).analyze()).violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`);
const sideways = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test('a locked step shows all its reasons, with their articles, before any click', async ({ as }) => {
  const officer = await as('zhaoyan');
  await officer.goto(`/console/cases/${await clue(officer)}`);
  const now = officer.getByRole('complementary', { name: '现在可以做什么' });
  const locked = now.locator('details', { has: officer.getByRole('heading', { name: '提请立案', exact: true }) });
  await expect(locked).toHaveAttribute('open', '');
  const [, told] = /(\d+)个理由/.exec(await locked.locator('summary').innerText())!;
  await expect(locked.getByRole('listitem')).toHaveCount(Number(told));
  await expect(locked.getByRole('button', { name: /第\d+条/ }).first()).toBeVisible();
});

test('a deadline opens into how its date came about', async ({ as }) => {
  const officer = await as('zhaoyan');
  await officer.goto(`/console/cases/${await clue(officer)}`);
  const box = officer.getByRole('button', { name: /线索核查/ }).first();
  await expect(box).toHaveAttribute('aria-expanded', 'false');
  await box.click();
  await expect(officer.getByRole('heading', { name: /这个日期怎么来的/ })).toBeVisible();
  await expect(officer.getByText('依据', { exact: true }).first()).toBeVisible();
});

test('two people on one act: the second is told who did what, and keeps the draft', async ({ as }) => {
  const [first, second] = [await as('zhaoyan'), await as('qianhe')] as const;
  const caseId = await clue(first);
  const write = async (page: Page, finding: string, colleague: string) => {
    const form = await open(page, caseId, '线索核查');
    await form.write('核查情况', finding);
    await form.pick('违法行为发生地属本机关管辖', '是');
    await form.pick('建议', '建议立案');
    await form.together(colleague);
  };
  await write(first, '现场新修砂石路一条，属实', '钱禾');
  await write(second, '我也去看过，确有新修道路', '赵延');
  await first.getByRole('button', { name: /^提交核查 / }).click();
  await expect(first.getByRole('status')).toContainText('线索核查');
  await second.getByRole('button', { name: /^提交核查 / }).click();
  const panel = second.getByRole('alert');
  await expect(panel).toContainText('您打开之后，本案又记了1步');
  await expect(panel).toContainText('赵延');
  await expect(panel).toContainText('线索核查');
  await expect(panel).toContainText('核查情况');
  await expect(second.getByRole('textbox', { name: /^核查情况/ })).toHaveValue('我也去看过，确有新修道路');
  await panel.getByRole('button', { name: '保留我的草稿并按最新情况继续' }).click();
  await expect(panel).toBeHidden();
  await expect(second.getByRole('textbox', { name: /^核查情况/ })).toHaveValue('我也去看过，确有新修道路');
});

test('a session ended by an administrator while a form is filled in: what was typed survives the next sign-in', async ({ as }) => {
  const [officer, administrator] = [await as('liwang'), await as('luxing')] as const;
  await begin(officer);
  const form = new Form(officer);
  await form.search('线索来源', '遥感', '遥感图斑');
  await form.when('线索获取时间', `${today} 00:00`);
  await form.write('违法行为地点', '演示镇苇塘村西侧苇田');
  await form.write('简要案情', '苇田边缘新填土方，疑似填埋自然湿地');
  await administrator.goto('/console/people');
  await administrator.getByRole('row').filter({ hasText: '李望' }).getByRole('button', { name: '重置口令' }).click();
  await administrator.getByRole('dialog').getByRole('button', { name: '重置口令' }).click();
  const dialog = administrator.getByRole('dialog', { name: /新口令/ });
  await expect(dialog).toBeVisible();
  const password = (await dialog.locator('p').first().innerText()).trim();
  // The page may notice by itself, at its next question to the server, before the form is sent.
  await officer.keyboard.press('Control+Enter');
  await expect(officer.getByRole('heading', { name: '登录', exact: true })).toBeVisible();
  await officer.getByLabel('登录名').fill('liwang');
  await officer.getByLabel('口令').fill(password);
  await officer.getByRole('button', { name: /^登录/ }).click();
  await officer.getByRole('heading', { name: /请先修改口令/ }).waitFor();
  const inputs = officer.locator('input[type=password]');
  await inputs.nth(0).fill(password);
  for (let i = 1; i < (await inputs.count()); i++) await inputs.nth(i).fill('taihu-reeds-2026-blow');
  await officer.locator('main button[type=submit]').click();
  await expect(officer.getByRole('textbox', { name: /^简要案情/ })).toHaveValue('苇田边缘新填土方，疑似填埋自然湿地');
});

test('five wrong passwords lock the account and say for how many minutes', async ({ page, server }) => {
  await page.goto('/console/');
  await page.getByLabel('登录名').fill('zhouchuan');
  for (let i = 0; i < 6; i++) {
    await page.getByLabel('口令').fill(`wrong-${i}`);
    const answered = page.waitForResponse('**/api/sign-in');
    await page.getByRole('button', { name: /^登录/ }).click();
    await answered;
  }
  await expect(page.getByRole('alert')).toContainText(/\d+分钟/);
  await page.getByLabel('口令').fill(server.passwords.zhouchuan!);
  await page.getByRole('button', { name: /^登录/ }).click();
  await expect(page.getByRole('alert')).toContainText(/\d+分钟/);
});

test('an administrator sees no case', async ({ as }) => {
  const administrator = await as('luxing');
  await administrator.goto('/console/');
  await expect(administrator.getByText('管理员岗位不接触案件')).toBeVisible();
  expect((await administrator.request.get('/api/cases?view=all')).status()).toBe(403);
  const officer = await as('zhaoyan');
  const [some] = await cases(officer);
  await administrator.goto(`/console/cases/${some!.case_id}`);
  await expect(administrator.getByRole('heading', { name: '打不开这个案件' })).toBeVisible();
});

test('an unknown address says so and leads back', async ({ as }) => {
  const officer = await as('zhaoyan');
  await officer.goto('/console/cases');
  await expect(officer.getByRole('heading', { name: '没有这一页' })).toBeVisible();
  await expect(officer.getByRole('main').getByRole('link', { name: /案件一览/ })).toBeVisible();
});

test('sign-in, board, case and form: nothing serious for assistive technology, and no sideways scroll on a phone', async ({ as, page }) => {
  const wrong: string[] = [];
  const look = async (each: Page, name: string) => {
    await each.emulateMedia({ reducedMotion: 'reduce' });
    for (const violation of await serious(each)) wrong.push(`${name}: ${violation}`);
    await each.screenshot({ path: `test-results/shots/${name}.png`, fullPage: true });
    await each.setViewportSize({ width: 390, height: 844 });
    const over = await sideways(each);
    if (over > 0) wrong.push(`${name}: ${over}px too wide at 390`);
    await each.screenshot({ path: `test-results/shots/${name}-390.png`, fullPage: true });
    await each.setViewportSize({ width: 1440, height: 900 });
  };
  await page.goto('/console/');
  await page.getByLabel('登录名').waitFor();
  await look(page, 'sign-in');
  const officer = await as('zhaoyan');
  const rows = await cases(officer);
  const longest = rows.at(-1)!;
  const visit = async (path: string, name: string, ready: string | RegExp, who = officer) => {
    await who.goto(path);
    await who.getByRole('heading', { name: ready }).first().waitFor();
    await who.waitForLoadState('networkidle');
    await look(who, name);
  };
  await visit('/console/?view=all', 'board', '全部案件');
  await visit('/console/deadlines', 'deadlines', '期限');
  await visit('/console/items', 'items', /事项/);
  for (const tab of ['story', 'papers', 'evidence', 'matrix', 'deadlines', 'views'])
    await visit(`/console/cases/${longest.case_id}?tab=${tab}`, `case-${tab}`, /案$/);
  const caseId = await clue(officer);
  await visit(`/console/cases/${caseId}`, 'case-new', '现在可以做');
  await visit(`/console/cases/${caseId}/do/clueVerified`, 'form', '线索核查');
  await visit('/console/account', 'account', /./);
  await visit('/console/review', 'review', '待法制审核', await as('fengzheng'));
  await visit('/console/publication', 'publication', '公示待办', await as('zhuning'));
  await visit('/console/people', 'people', /人员/, await as('luxing'));
  await visit('/console/oversight', 'oversight', /监督/, await as('hejian'));
  expect(wrong).toEqual([]);
});
