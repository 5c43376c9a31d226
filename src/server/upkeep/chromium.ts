// src/server/upkeep/chromium.ts —— 浏览器:finds a Chromium for the tests, installs one where it may, else says exactly what to install
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../configuration.ts';

const known = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
];
const present = () => [process.env.CHROME_PATH, ...known].find((path) => path !== undefined && existsSync(path));
const succeeds = (command: string, args: string[]) =>
  spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status === 0;

/** Path of a Chromium. Exits with what to install where none can be had: the browser tests are never skipped silently. */
export function findChromium(): string {
  const found = present();
  if (found) return found;
  console.log('没有找到 Chromium,尝试安装…');
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    succeeds('apt-get', ['update', '-qq']);
    succeeds('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium']);
    const installed = present();
    if (installed) return installed;
  }
  if (succeeds(join(root, 'node_modules', '.bin', 'playwright'), ['install', 'chromium'])) {
    const probe = spawnSync(
      process.execPath,
      ['-e', "import('@playwright/test').then(({chromium})=>console.log(chromium.executablePath()))"],
      { cwd: root, encoding: 'utf8' },
    );
    const path = probe.stdout.trim();
    if (path && existsSync(path)) return path;
  }
  console.error(
    '浏览器测试需要 Chromium。请任选其一后重试：\n  Debian/Ubuntu：sudo apt-get install chromium\n  其他系统：安装 Chrome 或 Chromium，并设置 CHROME_PATH=可执行文件路径\n  能联网时：npx playwright install chromium',
  );
  process.exit(1);
}
