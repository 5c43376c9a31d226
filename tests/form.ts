// tests/form.ts —— 填表:a form filled as a person fills it, by the words that stand beside its fields
import { expect, type Locator, type Page } from '@playwright/test';
import { demoFile } from './server.ts';

const escaped = (label: string) => label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** A field's label as shown, with 选填 behind it where nobody must fill it in. */
const named = (label: string) => new RegExp(`^\\s*${escaped(label)}\\s*(选填)?\\s*$`);

/** A form of one step: every method names a field by its label; `within` narrows to a row or a section. */
export class Form {
  readonly page: Page;
  readonly form: Locator;
  constructor(page: Page, within?: Locator) {
    this.page = page;
    this.form = within ?? page.locator('main form').first();
  }
  /** The same on one numbered row, e.g. 事实1. */
  row(name: string): Form {
    return new Form(
      this.page,
      this.form
        .getByRole('listitem')
        .filter({ has: this.page.getByText(name, { exact: true }) })
        .first(),
    );
  }
  section(name: string): Form {
    return new Form(this.page, this.page.getByRole('region', { name, exact: true }));
  }
  async write(label: string, text: string): Promise<void> {
    await this.form
      .getByRole('textbox', { name: named(label) })
      .first()
      .fill(text);
  }
  /** A date or minute is typed and left with Enter. */
  async when(label: string, text: string): Promise<void> {
    const input = this.form.getByLabel(named(label)).first();
    await input.fill(text);
    await input.press('Enter');
    await expect(input).toHaveValue(text);
  }
  /** One of few, shown side by side. */
  async pick(label: string, option: string): Promise<void> {
    await this.form
      .getByRole('radiogroup', { name: named(label) })
      .getByLabel(option, { exact: true })
      .check();
  }
  async tick(sentence: string): Promise<void> {
    await this.form.getByLabel(sentence).check();
  }
  /** One or more of a list that is searched by typing. */
  async search(label: string | RegExp, words: string, option: string | RegExp): Promise<void> {
    const box = this.form.getByRole('combobox', { name: typeof label === 'string' ? named(label) : label });
    await box.click();
    await box.fill(words);
    await this.page.locator('.ant-select-dropdown:visible .ant-select-item-option').filter({ hasText: option }).first().click();
  }
  /** The colleague who acts together with whoever is signed in, unless the form names him already. */
  async together(name: string): Promise<void> {
    const row = this.form.locator('.row').filter({ hasText: '共同办理' }).first();
    await row.waitFor();
    if ((await row.getByTitle(name, { exact: true }).count()) === 0) await this.search('共同办理的执法人员', name, name);
  }
  /** Takes files in and waits until their digests agree. */
  async upload(label: string, ...files: string[]): Promise<void> {
    const field = this.form.getByRole('group', { name: named(label) });
    const chosen = this.page.waitForEvent('filechooser');
    await field.getByRole('button', { name: '上传新文件' }).click();
    await (await chosen).setFiles(files.map(demoFile));
    await expect(field.getByText('已入库，摘要一致')).toHaveCount(files.length);
  }
  /** Ticks evidence the case already holds, by its file name. */
  async evidence(label: string, ...names: string[]): Promise<void> {
    const field = this.form.getByRole('group', { name: named(label) });
    for (const name of names) await field.getByLabel(name).check();
  }
}

/** What a case page says was recorded. */
export const recorded = (page: Page, step: string): Locator => page.getByRole('status').filter({ hasText: step });

/** Opens the form of a step from the case page, as a click does. */
export async function open(page: Page, caseId: string, step: string): Promise<Form> {
  await page.goto(`/console/cases/${caseId}`);
  const now = page.getByRole('complementary', { name: '现在可以做什么' });
  const link = now.getByRole('link', { name: new RegExp(`(^|：|\\d\\s*)${step}(?=\\s|须重审|草稿|\\d|$)`) }).first();
  await now.waitFor();
  const folded = now.locator('summary', { hasText: '更正、补录' });
  if (!(await link.isVisible()) && (await folded.count()) > 0) await folded.click();
  await link.click();
  await page.getByRole('heading', { level: 1, name: step, exact: true }).waitFor();
  return new Form(page);
}

/** Presses the button of the form, confirms where it asks again, and waits for the record. */
export async function send(page: Page, step: string, button: string, confirm = false): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^${button} `) }).click();
  if (confirm) await page.getByRole('dialog').getByRole('button', { name: button, exact: true }).click();
  const done = recorded(page, step);
  const refused = page.locator('main').getByRole('alert');
  await expect(done.or(refused).first()).toBeVisible();
  if ((await refused.count()) > 0) throw new Error(`${step}：${(await refused.allTextContents()).join('；')}`);
}

/** Begins a case of the procedure from the board. */
export async function begin(page: Page, procedure = '行政处罚（普通程序）'): Promise<void> {
  await page.getByRole('button', { name: /^新办/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: procedure, exact: true }).click();
}
