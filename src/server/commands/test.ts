// src/server/commands/test.ts —— 测试:types, lint, dead code, unit tests and stories, then real journeys in a real browser
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../configuration.ts';
import { build } from '../upkeep/build.ts';
import { findChromium } from '../upkeep/chromium.ts';

const bin = (name: string) => join(root, 'node_modules', '.bin', name);
const failed: string[] = [];
function step(name: string, command: string, args: string[], env: Record<string, string> = {}): void {
  console.log(`\n── ${name}`);
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
  if (status !== 0) failed.push(name);
}

const details = join(root, 'test-results', 'unit.txt');
const globs = ['src/!(store)/**/*.test.ts', 'verify/**/*.test.ts', 'witness/**/*.test.ts', 'stories/**/*.test.ts'];
/** The database's own tests crash engines and measure their stack: they get a process of their own. */
const storeGlobs = ['src/store/**/*.test.ts'];

/** One process for all: dots while they run, whatever failed, and then the runner's own closing lines. No test at all is a failure. */
function unitTests(name: string, files: string[]): void {
  const reporters = [
    '--test-reporter=dot',
    '--test-reporter-destination=stdout',
    '--test-reporter=spec',
    `--test-reporter-destination=${details}`,
  ];
  mkdirSync(join(root, 'test-results'), { recursive: true });
  rmSync(details, { force: true }); // an earlier run's summary must not speak for this one
  const runner = ['--disable-warning=ExperimentalWarning', '--test', '--test-isolation=none', ...reporters];
  step(name, process.execPath, [...runner, ...files], { NODE_ENV: 'test' });
  const closing = existsSync(details) ? (readFileSync(details, 'utf8').match(/^ℹ \w+ [\d.]+$/gm) ?? []) : [];
  console.log(closing.join('\n'));
  const count = (what: string) => Number(closing.find((line) => line.startsWith(`ℹ ${what} `))?.split(' ')[2] ?? 0);
  console.log(`单元测试${count('tests')}项，通过${count('pass')}项，用时${Math.round(count('duration_ms') / 1000)}秒`);
  if (count('tests') === 0 && !failed.includes(name)) failed.push(name);
}

const only = process.argv.slice(2);
const wanted = (name: string) => only.length === 0 || only.includes(name);
const chromium = wanted('browser') ? findChromium() : undefined;
if (wanted('types')) step('类型检查', bin('tsc'), ['-p', '.']);
if (wanted('lint')) step('代码规范', bin('biome'), ['check', '--error-on-warnings', '.']);
if (wanted('dead')) step('无用代码', bin('knip'), []);
if (wanted('unit')) {
  unitTests('数据库', storeGlobs);
  unitTests('单元测试、案例、随机行走', globs);
}
if (chromium) {
  await build();
  step('浏览器全程', bin('playwright'), ['test'], { HEMING_CHROMIUM: chromium });
}
console.log(failed.length === 0 ? '\n全部通过' : `\n没有通过：${failed.join('、')}（单元测试详情见 test-results/unit.txt）`);
process.exit(failed.length === 0 ? 0 : 1);
