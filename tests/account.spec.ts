// tests/account.spec.ts —— 账号与安全:a second factor enrolled by its owner, asked at the next sign-in, and taken away by an administrator
import type { Page } from '@playwright/test';
import { Secret, TOTP } from 'otpauth';
import { expect, test } from './server.ts';

test.describe.configure({ timeout: 30_000 });

/** Types login and password where the page asks for them; what comes next is the test's. */
async function type(page: Page, login: string, password: string): Promise<void> {
  await page.goto('/console/');
  await page.getByLabel('登录名').fill(login);
  await page.getByLabel('口令', { exact: true }).fill(password);
  await page.getByRole('button', { name: /^登录/ }).click();
}

test('enrolled on the account page, the code is asked at sign-in and works once; a session is ended from another; a reset is told', async ({
  as,
  browser,
  server,
}) => {
  const [owner, administrator] = [await as('xuyan'), await as('luxing')] as const;
  const password = server.passwords.xuyan!;
  await owner.goto('/console/account');
  const factor = owner.getByRole('region', { name: '动态口令' });
  await factor.getByRole('button', { name: '启用动态口令' }).click();
  await factor.getByLabel('现在的口令').fill(password);
  await factor.getByRole('button', { name: '下一步' }).click();
  await expect(factor.getByRole('img', { name: /二维码/ })).toBeVisible();
  const secret = (await factor.locator('code').innerText()).replaceAll(' ', '');
  const codeAt = (step: number) => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + step * 30_000 });
  const used = codeAt(0);
  await factor.getByLabel('手机上显示的六位数字').fill(used);
  await factor.getByRole('button', { name: '确认绑定' }).click();
  const shown = factor.getByRole('region', { name: '备用码' });
  await shown.waitFor();
  const codes = await shown.getByRole('listitem').allInnerTexts();
  expect(codes).toHaveLength(10);
  await expect(factor.getByRole('button', { name: '完成' })).toBeDisabled();
  await factor.getByLabel('我已经抄好或者打印').check();
  await factor.getByRole('button', { name: '完成' }).click();
  await expect(factor).toContainText('备用码还剩10个');

  const context = await browser.newContext({ baseURL: server.base, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  const second = await context.newPage();
  await type(second, 'xuyan', password);
  const code = second.getByLabel('手机上的六位数字');
  await code.fill(used);
  await second.getByRole('button', { name: /^登录/ }).click();
  await expect(second.getByRole('alert')).toContainText('已经用过');
  await code.fill(codeAt(1)); // the next step's, good half a minute ahead
  await second.getByRole('button', { name: /^登录/ }).click();
  await second.getByRole('navigation', { name: '主导航' }).waitFor();

  await owner.goto('/console/account');
  await owner.getByRole('button', { name: '结束', exact: true }).click();
  await expect(owner.getByRole('button', { name: '结束', exact: true })).toBeHidden();
  await second.goto('/console/');
  await expect(second.getByText('您在别处结束了这次登录')).toBeVisible();
  await type(second, 'xuyan', password);
  await second.getByRole('button', { name: /用备用码/ }).click();
  await second.getByLabel('备用码', { exact: true }).fill(codes[0]!);
  await second.getByRole('button', { name: /^登录/ }).click();
  await second.getByRole('navigation', { name: '主导航' }).waitFor();

  await administrator.goto('/console/people');
  await administrator.getByRole('row').filter({ hasText: '许言' }).getByRole('button', { name: '重置动态口令' }).click();
  const dialog = administrator.getByRole('dialog');
  await dialog.getByLabel('理由').fill('手机丢失，已当面核实');
  await dialog.getByRole('button', { name: '重置动态口令' }).click();
  await expect(administrator.getByRole('status')).toContainText('重置动态口令');
  await second.goto('/console/');
  await expect(second.getByText('动态口令已由管理员重置')).toBeVisible();
  await type(second, 'xuyan', password);
  await expect(second.getByRole('complementary', { name: '账号提示' })).toContainText('陆行对您的账号办理了“重置动态口令”');
  await context.close();
});
