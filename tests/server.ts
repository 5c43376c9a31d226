// tests/server.ts —— 真的服务器:one a worker, started like anyone starts it, on a fresh data directory with the demo
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test as base, type Page } from '@playwright/test';

export const root = resolve(import.meta.dirname, '..');
/** Files of the pack that stand for photos, videos and papers. */
export const demoFile = (name: string): string => join(root, 'agencies', 'panjin', 'demo', name);

/** The Node of the project, whichever one runs the tests. */
export const node = join(root, 'node_modules', 'node', 'bin', 'node');

export type Server = { base: string; passwords: Record<string, string> };

const START_MS = 120_000;

/** Starts the real command and waits until it says where it listens. */
async function start(data: string): Promise<{ child: ChildProcess; base: string }> {
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', join('src', 'server', 'commands', 'start.ts')], {
    cwd: root,
    env: { ...process.env, PORT: '0', HEMING_HOST: '127.0.0.1', HEMING_DATA: data, HEMING_DEMO: '1' },
  });
  let said = '';
  const address = new Promise<string>((found, fail) => {
    const read = (chunk: Buffer) => {
      said += chunk.toString();
      const address = /公示门户\s+(http:\/\/\S+?)\/?\s/.exec(said)?.[1];
      if (address) found(address);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => fail(new Error(`the server ended with ${code}:\n${said}`)));
  });
  return { child, base: await address };
}

function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve();
  return new Promise((ended) => {
    child.once('exit', () => ended());
    child.kill('SIGTERM');
  });
}

const passwordsIn = (data: string): Record<string, string> =>
  Object.fromEntries(
    [...readFileSync(join(data, 'demo-passwords.txt'), 'utf8').matchAll(/^(\w+)\s+(\S+)\s+.*（演示）/gm)].map(([, login, password]) => [
      login!,
      password!,
    ]),
  );

type Fixtures = { as: (login: string) => Promise<Page> };

/** The tests' own `test`: a server shared by the worker, and `as(login)`, a browser of that person's own, signed in. */
export const test = base.extend<Fixtures, { server: Server }>({
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the wanted fixtures off the pattern
    async ({}, use) => {
      const data = mkdtempSync(join(tmpdir(), 'heming-browser-'));
      const { child, base } = await start(data);
      await use({ base, passwords: passwordsIn(data) });
      await stop(child);
      rmSync(data, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: START_MS },
  ],
  baseURL: async ({ server }, use) => use(server.base),
  as: async ({ browser, server, contextOptions, viewport, locale, timezoneId }, use) => {
    const pages = new Map<string, Page>();
    await use(async (login) => {
      const known = pages.get(login);
      if (known) return known;
      const context = await browser.newContext({ ...contextOptions, viewport, locale, timezoneId, baseURL: server.base });
      context.setDefaultTimeout(8000);
      const page = await context.newPage();
      pages.set(login, page);
      await page.goto('/console/');
      await signIn(page, login, server.passwords[login]!);
      return page;
    });
    for (const page of pages.values()) await page.context().close();
  },
});
export { expect } from '@playwright/test';

/** Signs in on the page that asks for it, and waits for the console. */
export async function signIn(page: Page, login: string, password: string): Promise<void> {
  await page.getByLabel('登录名').fill(login);
  await page.getByLabel('口令').fill(password);
  await page.getByRole('button', { name: /^登录/ }).click();
  await page.getByRole('navigation', { name: '主导航' }).waitFor();
}
