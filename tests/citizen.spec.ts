// tests/citizen.spec.ts —— 公众:the portal without a script, and its own check in the visitor's browser
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, node, root, test } from './server.ts';

const verifyFile = (file: string) =>
  spawnSync(node, ['--disable-warning=ExperimentalWarning', 'src/server/commands/verify.ts', file], {
    cwd: root,
    encoding: 'utf8',
  });

/** Opens the first decision on a fine that is shown. */
async function decision(page: Page): Promise<string> {
  await page.goto('/results');
  const rows = page
    .getByRole('row')
    .filter({ hasText: /罚款\d/ })
    .filter({ hasNotText: '撤回' });
  const shown = rows.locator('a[href^="/results/"]').first();
  const href = (await shown.getAttribute('href'))!;
  await page.goto(href);
  await expect(page.locator('#paper')).toBeVisible();
  return href;
}

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false });

  test('home leads to items, officers, procedure and results', async ({ page }) => {
    await page.goto('/');
    for (const name of [/事项/, /人员/, /流程/, /结果/]) await expect(page.getByRole('link', { name }).first()).toBeVisible();
    await page.goto('/items');
    await expect(page.getByRole('heading', { name: '共118项' })).toBeVisible();
    await page.getByLabel('名称、编码或者条文').fill('林地');
    await page.getByRole('button', { name: '筛选' }).click();
    await expect(page.getByRole('link', { name: '未经审核同意擅自改变林地用途' })).toBeVisible();
    await expect(page.getByRole('row').filter({ hasText: '湿地公园' })).toHaveCount(0);
    await page.getByRole('link', { name: '未经审核同意擅自改变林地用途' }).click();
    await expect(page.getByRole('main')).toContainText('第七十三条第一款');
    await page.goto('/officers');
    await expect(page.getByRole('main')).toContainText('赵延');
    await expect(page.getByRole('main')).not.toContainText('吴桐');
  });

  test('the chart of the procedure has the same steps in words', async ({ page }) => {
    await page.goto('/procedures/penalty');
    const chart = page.getByRole('figure', { name: '行政处罚（普通程序）流程图' });
    const words = page.locator('#words');
    for (const step of ['线索核查', '批准立案', '调查终结', '法制审核', '事先告知', '作出决定', '送达', '公示', '结案']) {
      await expect(chart.locator('svg')).toContainText(step);
      await expect(words).toContainText(step);
    }
  });

  test('two characters find a result; its page shows what was withheld and on which ground', async ({ page }) => {
    await page.goto('/results?q=湿地');
    await page.locator('main a[href^="/results/"]').filter({ hasNotText: '撤回' }).first().click();
    await expect(page.getByRole('main')).toContainText('湿地');
    await expect(page.locator('#paper')).toContainText('某');
    await expect(page.locator('#redact')).toBeVisible();
    await expect(page.getByRole('main')).toContainText('个人信息保护法');
    await expect(page.getByRole('main')).not.toContainText('欧阳喆');
    await page.getByRole('link', { name: '核验这份决定' }).click();
    await expect(page.getByText('本站代您核验，不等于独立核验')).toBeVisible();
    await expect(page.getByRole('heading', { name: '核验通过' })).toBeVisible();
  });

  test('a withdrawn decision answers 410: number and reason, but neither party nor text', async ({ page }) => {
    await page.goto('/results');
    let link = page.locator('main a[href^="/results/"]').filter({ hasText: '撤回' }).first();
    if ((await link.count()) === 0) link = page.getByRole('row').filter({ hasText: '已撤回' }).locator('a[href^="/results/"]').first();
    const href = (await link.getAttribute('href'))!;
    const answer = await page.goto(href);
    expect(answer!.status()).toBe(410);
    await expect(page.getByRole('heading', { name: '这份公示已经撤回' })).toBeVisible();
    await expect(page.getByRole('main')).toContainText('撤回原因');
    await expect(page.locator('#paper')).toHaveCount(0);
    await expect(page.getByRole('main')).not.toContainText(/某[^些一]/);
    expect((await page.request.get(`${href}/receipt.json`)).status()).toBe(410);
  });
});

test('the visitor’s own browser verifies the page, and no longer does when one word is changed', async ({ page }) => {
  await decision(page);
  await page.getByRole('link', { name: '核验这份决定' }).click();
  await expect(page.getByRole('heading', { name: '核验通过' })).toBeVisible();
  await expect(page.getByText('在您的浏览器里核验')).toBeVisible();
  await page.reload();
  await page
    .locator('#paper [data-path]')
    .filter({ hasText: '处罚' })
    .first()
    .evaluate((run) => {
      run.textContent = run.textContent!.replace('处罚', '奖励');
    });
  await page.getByRole('link', { name: '核验这份决定' }).click();
  await expect(page.getByRole('heading', { name: '核验没有通过' })).toBeVisible();
  await expect(page.getByText('请先不要采信这一页。')).toBeVisible();
});

test('the receipt downloads; the offline verifier accepts it, and refuses it with one byte changed', async ({ page }, info) => {
  await decision(page);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: '下载回执' }).click();
  const file = info.outputPath('receipt.json');
  await (await download).saveAs(file);
  const good = verifyFile(file);
  expect(good.status, good.stdout + good.stderr).toBe(0);
  const receipt = JSON.parse(readFileSync(file, 'utf8')) as { header: string };
  const header = Buffer.from(receipt.header, 'base64');
  header[header.length - 10]! ^= 1;
  const changed = info.outputPath('changed.json');
  writeFileSync(changed, JSON.stringify({ ...receipt, header: header.toString('base64') }));
  const bad = verifyFile(changed);
  expect(bad.status, bad.stdout).toBe(1);
});

test('every page of the portal: nothing serious for assistive technology, and no sideways scroll on a phone', async ({ page }) => {
  const shown = await decision(page);
  const pages = [
    '/',
    '/items',
    '/items/PJLS-CF-001',
    '/officers',
    '/procedures/penalty',
    '/results',
    shown,
    '/notice-board',
    '/how-to-verify',
    '/about',
    '/none',
  ];
  const wrong: string[] = [];
  for (const [i, path] of pages.entries()) {
    await page.goto(path);
    const { violations } = await new AxeBuilder({ page }).analyze();
    for (const { id, impact, nodes } of violations)
      if (impact === 'serious' || impact === 'critical')
        wrong.push(`${path} ${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`);
    await page.setViewportSize({ width: 390, height: 844 });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (over > 0) wrong.push(`${path}: ${over}px too wide at 390`);
    await page.screenshot({ path: `test-results/shots/portal-${i}-390.png`, fullPage: true });
    await page.setViewportSize({ width: 1440, height: 900 });
  }
  expect(wrong).toEqual([]);
});
