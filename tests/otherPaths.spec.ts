// tests/otherPaths.spec.ts —— 案中的岔路:preserved goods, recusal, corrections and voids, a hearing that is not held, by clicking
import type { Page } from '@playwright/test';
import { type Form, open, send } from './form.ts';
import { expect, test } from './server.ts';

type Listed = { case_id: string; cause: string };
/** A demo case by its cause; its earlier steps were walked by the demonstration. */
async function demoCase(page: Page, cause: RegExp): Promise<string> {
  const { cases } = (await (await page.request.get('/api/cases?view=all')).json()) as { cases: Listed[] };
  const found = cases.find((each) => cause.test(each.cause));
  expect(found, `a demo case like ${cause}`).toBeTruthy();
  return found!.case_id;
}
/** Chooses a record of the case by its step. */
const choose = (form: Form, label: string, step: string) => form.search(label, step, step);
/** How the case page tells that a step stands in the way. */
const now = (page: Page) => page.getByRole('complementary', { name: '现在可以做什么' });

test('登记保存的物品、回避、更正、作废:每一步由该办的人点完,原来的记录都还在', async ({ as }) => {
  test.setTimeout(120_000);
  const [officer, section, head] = [await as('zhaoyan'), await as('zhengli'), await as('shenyue')] as const;
  const caseId = await demoCase(officer, /采土/);

  await test.step('负责人处理登记保存物品', async () => {
    const form = await open(head, caseId, '处理登记保存物品');
    await form.pick('处理', '返还当事人');
    await form.write('处理情况', '证据已经固定，挖掘机退还当事人');
    await send(head, '处理登记保存物品', '处理登记保存物品');
  });

  await test.step('当事人申请回避:没有答复以前案件页写明,负责人决定后放行', async () => {
    const form = await open(officer, caseId, '申请回避');
    await form.pick('申请人', '当事人');
    await form.search('申请谁回避', '钱禾', '钱禾');
    await form.write('理由', '当事人称钱禾与举报人是亲属');
    await send(officer, '申请回避', '申请回避');
    const decided = await open(head, caseId, '决定回避');
    await decided.search('决定谁回避', '钱禾', '钱禾');
    await decided.pick('决定', '不予回避');
    await decided.write('理由', '经查与举报人没有亲属关系');
    await send(head, '决定回避', '决定回避');
  });

  await test.step('面积记错了:一人提请,另一人更正,原记留着', async () => {
    const asked = await open(officer, caseId, '提请更正、作废或者补录');
    await asked.pick('提请', '更正');
    await choose(asked, '哪一条记录', '现场勘验');
    await asked.write('应当更正为', '实测面积130平方米');
    await asked.write('理由', '复核测量记录，原录入有误');
    await send(officer, '提请更正、作废或者补录', '提请更正、作废或者补录');
    const form = await open(section, caseId, '更正记录');
    await form.form.getByRole('checkbox', { name: /^实测面积/ }).check();
    await form.write('实测面积', '130');
    await send(section, '更正记录', '更正记录');
    await section.goto(`/console/cases/${caseId}`);
    await expect(section.getByRole('main')).toContainText('130');
    await expect(section.getByRole('main')).toContainText('更正');
  });

  await test.step('当事人的申请谁也作废不了;勘验登错了案的可以,记录划去而不消失', async () => {
    const voids = async (step: string, reason: string): Promise<void> => {
      const asked = await open(officer, caseId, '提请更正、作废或者补录');
      await asked.pick('提请', '作废');
      await choose(asked, '哪一条记录', step);
      await asked.write('理由', reason);
      await send(officer, '提请更正、作废或者补录', '提请更正、作废或者补录');
      await open(section, caseId, '作废记录');
    };
    await voids('申请回避', '当事人当日撤回');
    await section.getByRole('button', { name: /^作废记录 / }).click();
    await expect(section.getByRole('main').getByRole('alert')).toContainText('“申请回避”不得作废');
    await voids('现场勘验', '这次勘验属于另一案，登记有误');
    await send(section, '作废记录', '作废记录');
    await section.goto(`/console/cases/${caseId}`);
    await expect(section.getByRole('main')).toContainText('现场勘验');
    await expect(section.getByRole('main')).toContainText('作废');
  });
});

test('听证:不到日子举行不了,理由写在页上;当事人撤回要求后听证终止,案件走向决定', async ({ as }) => {
  const [officer, host, head] = [await as('sunping'), await as('xuyan'), await as('shenyue')] as const;
  const caseId = await demoCase(officer, /野生鸟类/);

  await test.step('主持人看到为什么现在不能举行', async () => {
    await host.goto(`/console/cases/${caseId}`);
    const locked = now(host).locator('details', { has: host.getByRole('heading', { name: '举行听证', exact: true }) });
    await expect(locked).toContainText(/听证.*(日|时间)/);
    await expect(locked.getByRole('button', { name: /第\d+条/ }).first()).toBeVisible();
  });

  await test.step('负责人看到听证没有结束，不能决定', async () => {
    await head.goto(`/console/cases/${caseId}`);
    await expect(now(head)).toContainText('举行听证');
  });

  await test.step('撤回书入卷，听证终止，轮到负责人决定', async () => {
    const form = await open(officer, caseId, '听证终止');
    await form.pick('情形', '当事人撤回听证要求');
    await form.upload('凭据（撤回书、笔录或者录像）', 'waiver-of-hearing.pdf');
    await send(officer, '听证终止', '听证终止');
    await officer.goto(`/console/cases/${caseId}`);
    await expect(officer.getByRole('main')).toContainText('听证终止');
    await head.goto(`/console/cases/${caseId}`);
    await expect(
      now(head)
        .getByRole('link', { name: /作出决定|集体讨论/ })
        .first(),
    ).toBeVisible();
  });
});
