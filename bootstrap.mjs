// bootstrap.mjs —— runs on whatever Node (≥ 20) the machine has: installs what is missing, then hands over to the pinned Node 24.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(fileURLToPath(import.meta.url));
const [major] = process.versions.node.split('.').map(Number);
if (major < 20) {
  console.error(`需要 Node.js 20 或更新版本，当前是 ${process.version}。请升级后重试。`);
  process.exit(1);
}

const run = (command, args, options = {}) => {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32', ...options });
  if (error) throw error;
  return status ?? 1;
};

// The stamp names the lock file that node_modules was installed from, so a pulled update reinstalls by itself.
const lock = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex');
const stamp = join(root, 'node_modules', '.heming-lock');
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
  console.log('正在安装依赖（首次约一分钟）…');
  // Not `npm ci`: it refuses a lock file made from a registry that lacks packages of other platforms. Versions are the lock's either way.
  const status = run('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], {
    env: { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' },
  });
  if (status !== 0) {
    console.error('依赖没有装上。请检查网络或 npm 镜像设置后，再运行一次同样的命令。');
    process.exit(status);
  }
  writeFileSync(stamp, lock);
}

const node = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
if (!existsSync(node)) {
  console.error(
    '没有找到随包安装的 Node 24（node_modules/node）。请删除 node_modules 后重试；若 npm 禁止安装脚本，请允许 node 包的安装脚本。',
  );
  process.exit(1);
}
const [task = 'start', ...rest] = process.argv.slice(2);
// A child of its own, told of every signal: whoever stops this process stops the server with it.
const child = spawn(node, ['--disable-warning=ExperimentalWarning', join('src', 'server', 'commands', `${task}.ts`), ...rest], {
  cwd: root,
  stdio: 'inherit',
});
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => {
  throw error;
});
child.on('exit', (code, signal) => {
  process.exitCode = code ?? 1;
  if (signal) {
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  }
});
