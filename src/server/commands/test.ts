// src/server/commands/test.ts —— 测试:types, lint, dead code, unit tests and stories on both databases, then real journeys in a real browser
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../configuration.ts';
import { build } from '../upkeep/build.ts';
import { findChromium } from '../upkeep/chromium.ts';
import { databaseTests } from '../upkeep/postgres/databaseTests.ts';
import { findPrograms, howToInstall } from '../upkeep/postgres/programs.ts';
import { startTemporaryServer } from '../upkeep/postgres/temporaryServer.ts';

const bin = (name: string) => join(root, 'node_modules', '.bin', name);
const failed: string[] = [];
/** Runs a part to its end; what it says is told in one piece, so that parts may run beside each other. */
async function step(name: string, command: string, args: string[], env: Record<string, string> = {}): Promise<void> {
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => void said.push(part));
  const [status] = await once(child, 'close');
  console.log(`\n── ${name}`);
  process.stdout.write(Buffer.concat(said));
  if (status !== 0) failed.push(name);
}

/**
 * Rooms tested in one process: what a file opens for all of its tests is closed at the end of its process only, and an embedded database
 * holds a quarter of a gigabyte. The database's own tests crash engines and measure their stack: they get a process of their own.
 */
const rooms: [name: string, ...globs: string[]][] = [
  ['数据库', 'src/store/**/*.test.ts'],
  ['日志与核验', 'src/ledger/**/*.test.ts', 'verify/**/*.test.ts', 'witness/**/*.test.ts'],
  ['各房间、案例、随机行走', 'src/!(store|ledger|server)/**/*.test.ts', 'stories/**/*.test.ts'],
  ['接线', 'src/server/**/*.test.ts'],
];

/** One process: dots while they run, whatever failed, and then the runner's own closing lines. No test at all is a failure. */
async function unitTests(name: string, files: string[], env: Record<string, string> = {}): Promise<void> {
  const details = join(root, 'test-results', `unit-${name}.txt`);
  const reporters = [
    '--test-reporter=dot',
    '--test-reporter-destination=stdout',
    '--test-reporter=spec',
    `--test-reporter-destination=${details}`,
  ];
  mkdirSync(join(root, 'test-results'), { recursive: true });
  rmSync(details, { force: true }); // an earlier run's summary must not speak for this one
  const before = env.HEMING_TEST_DATABASE_URL ? ['--import', './src/server/overHttp/testDatabase.ts'] : [];
  const runner = ['--disable-warning=ExperimentalWarning', ...before, '--test', '--test-isolation=none', ...reporters];
  await step(name, process.execPath, [...runner, ...files], { NODE_ENV: 'test', ...env });
  const closing = existsSync(details) ? (readFileSync(details, 'utf8').match(/^ℹ \w+ [\d.]+$/gm) ?? []) : [];
  console.log(closing.join('\n'));
  const count = (what: string) => Number(closing.find((line) => line.startsWith(`ℹ ${what} `))?.split(' ')[2] ?? 0);
  console.log(`单元测试${count('tests')}项，通过${count('pass')}项，用时${Math.round(count('duration_ms') / 1000)}秒`);
  if (count('tests') === 0 && !failed.includes(name)) failed.push(name);
}

/** Why nothing ran on a server. */
let notServed: string | undefined;
/** Everything that opens a database once more, on a PostgreSQL server that is started for it. Where none can be had CI fails. */
async function unitTestsOnServer(): Promise<void> {
  const programs = findPrograms();
  if (!programs) {
    notServed = howToInstall;
    if (process.env.CI === 'true') failed.push('PostgreSQL');
    return;
  }
  const server = await startTemporaryServer(programs);
  await unitTests(`PostgreSQL ${programs.version}`, databaseTests(), { HEMING_TEST_DATABASE_URL: server.url });
  await server.stop();
}

const only = process.argv.slice(2);
const wanted = (name: string) => only.length === 0 || only.includes(name);
const chromium = wanted('browser') ? findChromium() : undefined;
const inOrder = async (parts: (() => Promise<void>)[]) => {
  for (const part of parts) await part();
};
const checks = [
  () => (wanted('types') ? step('类型检查', bin('tsc'), ['-p', '.']) : Promise.resolve()),
  () => (wanted('lint') ? step('代码规范', bin('biome'), ['check', '--error-on-warnings', '.']) : Promise.resolve()),
  () => (wanted('dead') ? step('无用代码', bin('knip'), []) : Promise.resolve()),
];
const units = wanted('unit')
  ? rooms.map(
      ([name, ...globs]) =>
        () =>
          unitTests(name, globs),
    )
  : [];
const onServer = async () => {
  if (!wanted('postgres')) return;
  await unitTestsOnServer().catch((error) => {
    console.error(error);
    failed.push('PostgreSQL');
  });
};
// Two at a time: a part keeps about one processor busy, and the last of the rooms is as long as all else together.
await Promise.all([inOrder([...checks, ...units.slice(0, -1), onServer]), inOrder(units.slice(-1))]);
if (chromium) {
  await build();
  await step('浏览器全程', bin('playwright'), ['test'], { HEMING_CHROMIUM: chromium });
}
console.log(failed.length === 0 ? '\n全部通过' : `\n没有通过：${failed.join('、')}（单元测试详情见 test-results/unit-*.txt）`);
if (notServed) console.log(`没有在 PostgreSQL 上测试：${notServed}`);
process.exit(failed.length === 0 ? 0 : 1);
