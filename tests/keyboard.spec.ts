// tests/keyboard.spec.ts —— 只用键盘办一步;服务器停了,草稿还在;新来的人有了账号、岗位、执法证
import { shanghaiDate } from '../src/base/dates.ts';
import { begin, Form, recorded } from './form.ts';
import { expect, test } from './server.ts';

test('一步只用键盘办完:焦点始终看得见', async ({ as }) => {
  const page = await as('zhaoyan');
  const keyboard = page.keyboard;
  // What holds the focus, or the control it is part of, stands out by an outline or a ring.
  const focused = () =>
    page.evaluate(() => {
      const element = document.activeElement as HTMLInputElement;
      const seen = (each: Element | null, up: number): boolean => {
        if (!each || up === 0) return false;
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(each);
        return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none' || seen(each.parentElement, up - 1);
      };
      const label = element.labels?.[0]?.textContent ?? document.getElementById(element.getAttribute('aria-labelledby') ?? '')?.textContent;
      return { name: (label ?? element.textContent ?? '').trim(), seen: seen(element, 4) };
    });
  await keyboard.press('n');
  await expect(page.getByRole('dialog').getByRole('button', { name: '行政处罚（普通程序）' })).toBeFocused();
  await keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: '线索登记' }).waitFor();
  const written: [RegExp, string, string?][] = [
    [/^线索来源/, '检查发现', 'Enter'],
    [/^线索获取时间/, `${shanghaiDate(new Date())} 00:00`, 'Enter'],
    [/^违法行为地点/, '演示镇苇塘村东侧'],
    [/^简要案情/, '巡护发现苇田边缘有新推的土堆，面积不大'],
  ];
  const unseen: string[] = [];
  for (let i = 0; i < 40 && written.length > 0; i++) {
    await keyboard.press('Tab');
    const { name, seen } = await focused();
    if (!seen) unseen.push(name);
    if (!written[0]?.[0].test(name)) continue;
    const [, text, then] = written.shift()!;
    await keyboard.type(text);
    if (then) await keyboard.press(then);
  }
  expect(written, 'every field is reached with Tab').toEqual([]);
  expect(unseen, 'whatever has the focus shows it').toEqual([]);
  await keyboard.press('Control+Enter');
  await expect(recorded(page, '线索登记')).toBeVisible();
});

test('没有送达:草稿还在,写明没有重复;连上以后再提交就记入', async ({ as }) => {
  const page = await as('qianhe');
  await begin(page);
  const form = new Form(page);
  await form.search('线索来源', '检查', '检查发现');
  await form.when('线索获取时间', `${shanghaiDate(new Date())} 00:00`);
  await form.write('违法行为地点', '演示镇苇塘村南侧');
  await form.write('简要案情', '苇田内新挖排水沟一条，长约三十米');
  await page.route('**/api/cases/*/acts', (route) => route.abort());
  await page.getByRole('button', { name: /^登记线索 / }).click();
  const panel = page.locator('main').getByRole('alert');
  await expect(panel).toContainText('没有送达');
  await expect(panel).toContainText('不会重复记录');
  await expect(page.getByRole('textbox', { name: /^简要案情/ })).toHaveValue('苇田内新挖排水沟一条，长约三十米');
  await page.unroute('**/api/cases/*/acts');
  await page.getByRole('button', { name: /^登记线索 / }).click();
  await expect(recorded(page, '线索登记')).toBeVisible();
});

test('新来的人:登记、建账号、任命岗位、登记执法证,三件事两个管理员各办各的', async ({ as }) => {
  const [system, security] = [await as('luxing'), await as('shian')] as const;
  await system.goto('/console/people');
  await system.getByRole('button', { name: '登记人员' }).click();
  const dialog = system.getByRole('dialog');
  await dialog.getByLabel('姓名').fill('演示新人');
  await dialog.getByLabel('所在机构').selectOption({ index: 1 });
  await dialog.getByLabel('职务').fill('科员');
  await dialog.getByRole('button', { name: '登记人员' }).click();
  const row = system.getByRole('row').filter({ hasText: '演示新人' });
  await expect(row.getByRole('button', { name: '重置口令' })).toHaveCount(0);
  await row.getByRole('button', { name: '建立账号' }).click();
  await dialog.getByLabel('登录名').fill('Xinren');
  await dialog.getByRole('button', { name: '建立账号' }).click();
  await expect(system.getByRole('dialog', { name: /新口令/ })).toContainText('只显示这一次');
  await system.getByRole('button', { name: '关闭' }).click();
  await expect(row).toContainText('没有岗位，不能登录');

  await security.goto('/console/people');
  const person = security.getByRole('row').filter({ hasText: '演示新人' });
  const asked = security.getByRole('dialog');
  await person.getByRole('button', { name: '任命岗位' }).click();
  await asked.getByLabel('岗位').selectOption({ label: '执法人员' });
  await asked.getByLabel('任职文件').fill('演示任〔2026〕1号');
  await asked.getByRole('button', { name: '任命岗位' }).click();
  await expect(person).toContainText('执法人员');
  await person.getByRole('button', { name: '登记执法证' }).click();
  await asked.getByLabel('证号').fill('演示-2111000099');
  await asked.getByRole('button', { name: '登记执法证' }).click();
  await expect(asked.getByRole('alert')).toContainText('请至少选择一种执法类别');
  await asked.getByLabel('行政处罚').check();
  await asked.getByRole('button', { name: '登记执法证' }).click();
  await expect(person).toContainText('演示-2111000099');
  for (const [does, then] of [
    ['暂扣', '暂扣'],
    ['发还', '有效至'],
  ] as const) {
    await person.getByRole('button', { name: does, exact: true }).click();
    await asked.getByLabel('理由').fill('演示');
    await asked.getByRole('button', { name: `${does}执法证` }).click();
    await expect(person).toContainText(then);
  }
});
