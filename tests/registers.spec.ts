// tests/registers.spec.ts —— 名册变更、清理的预先检查、期限计算器: proposed by one, approved by another; a term reckoned without a script
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './server.ts';

const serious = async (page: Page): Promise<string[]> =>
  (await new AxeBuilder({ page }).analyze()).violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`);
const sideways = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test('a parameter is proposed by the administrator, seen before and after, and approved by the legal reviewer', async ({ as }) => {
  const admin = await as('luxing');
  await admin.goto('/console/registers');
  await admin.getByRole('button', { name: '提出变更' }).click();
  const dialog = admin.getByRole('dialog');
  await dialog.getByLabel('名册').selectOption('parameter');
  await dialog.getByLabel('哪一条').selectOption('archive.days');
  await dialog.getByLabel('数值').fill('20');
  await dialog.getByLabel('自哪一天起施行').fill('2099-01-01');
  await dialog.getByLabel('理由').fill('档案管理规定修订');
  await dialog.getByLabel('依据文件').fill('演示文件〔2026〕1号');
  expect(await serious(admin)).toEqual([]);
  await dialog.getByRole('button', { name: '提出', exact: true }).click();
  await expect(admin.getByRole('status').filter({ hasText: '已提出，等待批准' })).toBeVisible();

  const reviewer = await as('fengzheng');
  await reviewer.goto('/console/registers');
  await reviewer.getByRole('button', { name: '结案后归档期限' }).first().click();
  const row = reviewer.getByRole('row').filter({ hasText: '数值' });
  await expect(row.locator('del')).toHaveText('30');
  await expect(row.locator('ins')).toHaveText('20');
  expect(await serious(reviewer)).toEqual([]);
  await reviewer.getByRole('button', { name: '批准', exact: true }).click();
  await reviewer.getByRole('button', { name: '确认批准' }).click();
  await expect(reviewer.getByRole('status').filter({ hasText: '已批准，并记入日志' })).toBeVisible();
  await reviewer.setViewportSize({ width: 390, height: 844 });
  expect(await sideways(reviewer)).toBe(0);
});

test('a notice is typed as it is written: a line that cannot be read is named before anything is sent', async ({ as }) => {
  const admin = await as('luxing');
  await admin.goto('/console/registers');
  await admin.getByRole('button', { name: '提出变更' }).click();
  const dialog = admin.getByRole('dialog');
  await dialog.getByLabel('放假').fill('春节放假七天');
  await dialog.getByLabel('理由').fill('新的通知');
  await dialog.getByLabel('依据文件').fill('演示文件');
  await dialog.getByRole('button', { name: '提出', exact: true }).click();
  await expect(dialog.getByRole('alert')).toContainText('第1行看不懂');
});

test('the clearance is looked at beforehand by the security administrator; nobody is touched', async ({ as }) => {
  const security = await as('shian');
  await security.goto('/console/clearance');
  await security.getByRole('button', { name: '按今天的名册预先检查' }).click();
  await expect(security.getByRole('row').filter({ hasText: '周川' })).toContainText('不合格');
  expect(await serious(security)).toEqual([]);
});

test('a term is reckoned without a script, on a wide page and a narrow one', async ({ browser, server }) => {
  const page = await (
    await browser.newContext({ javaScriptEnabled: false, baseURL: server.base, viewport: { width: 390, height: 844 } })
  ).newPage();
  await page.goto('/tools/deadline');
  await page.getByLabel('期限', { exact: true }).selectOption('penalty.ordinary:decisionMade');
  await page.getByLabel('起算之日').fill('2026-03-02');
  await page.getByRole('button', { name: '计算' }).click();
  await expect(page.getByText('2026年6月1日').first()).toBeVisible();
  await expect(page.getByText('处罚法第60条').first()).toBeVisible();
  expect(page.url()).toMatch(/\/tools\/deadline\?term=penalty\.ordinary%3AdecisionMade&/);
});
