// tests/imports.spec.ts —— 导入历史案卷:the archivist tries a file, mends what is wrong, imports it, and finds the case on the board
import { expect, test } from './server.ts';

const headings = '原案号,执法类别,案由,当事人类别,当事人,决定日期,处理结果,罚款（元）';
const good = '盘林罚〔2015〕9号,行政处罚,盗伐林木（旧案）,自然人,高苇（演示）,2015-06-30,罚款500元，已缴纳,500';
const file = (...rows: string[]) => ({ name: '旧案.csv', mimeType: 'text/csv', buffer: Buffer.from([headings, ...rows].join('\n')) });

test('逐行试读，什么都不记录；改好后导入，旧案在看板上，同一文件不会导入两次', async ({ as }) => {
  const page = await as('yangfan');
  await page.getByRole('link', { name: '导入', exact: true }).click();
  const input = page.locator('input[type=file]');
  await input.setInputFiles(file(good.replace('2015-06-30', '2015-06-31'), good.replace('9号', '10号').replace('500,', '500,')));
  const report = page.getByRole('region', { name: '逐行报告' });
  await expect(report).toContainText('可以导入1件，有问题1行');
  await expect(report).toContainText('“2015-06-31”不是日期');
  await input.setInputFiles(file(good));
  await report.getByRole('button', { name: '导入这1件' }).click();
  await expect(report).toContainText('导入了1件');
  await input.setInputFiles(file(good));
  await expect(report).toContainText('以前已经导入1件');
  await page.goto('/console/?view=closed');
  await expect(page.getByRole('link', { name: '盗伐林木（旧案）' })).toBeVisible();
  await page.getByRole('link', { name: '盗伐林木（旧案）' }).click();
  await expect(page.locator('main')).toContainText('导入的历史案卷');
});
