// src/server/upkeep/postgres/temporaryServer.ts —— 临时数据库服务器:for tests and benches; unprivileged, on a free port of this machine, gone with stop()
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Programs } from './programs.ts';

/** `url` leads to the database `postgres`, as a superuser. `kill` ends every process of the server at once, `start` brings it up again. */
export type TemporaryServer = { url: string; kill(): Promise<void>; start(): Promise<void>; stop(): Promise<void> };

/** PostgreSQL refuses to run as root: there it runs as `postgres`, or else as `nobody`. */
function unprivileged(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }));
    if (uid!.status === 0 && gid!.status === 0) return { uid: Number(uid!.stdout), gid: Number(gid!.stdout) };
  }
  throw new Error('PostgreSQL 不能以 root 运行，而这台机器上没有 postgres 或 nobody 用户');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '500',
  shared_buffers: '128MB',
  max_wal_size: '4GB',
  // fsync stays on: in memory it costs nothing, and the store refuses a server without it.
};

/** On a disk of memory where there is one: what is tested with it is not the disk. `onDisk`: where durability itself is at stake. */
const placeFor = (onDisk: boolean) => mkdtempSync(join(!onDisk && existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'heming-postgres-'));

function initialise(programs: Programs, directory: string, password: string, who: object = {}): void {
  const passwordFile = join(directory, 'password');
  writeFileSync(passwordFile, password);
  chmodSync(passwordFile, 0o644); // inside a directory that only this user may enter
  const locale = programs.version >= 17 ? ['--locale-provider=builtin'] : [];
  const args = ['-D', join(directory, 'data'), '-E', 'UTF8', ...locale, '--locale=C.UTF-8', '-U', 'heming'];
  const made = spawnSync(
    join(programs.directory, 'initdb'),
    [...args, '-A', 'scram-sha-256', '--pwfile', passwordFile, '--no-sync', '--data-checksums'],
    {
      ...who,
      cwd: directory,
      encoding: 'utf8',
    },
  );
  if (made.status !== 0) throw new Error(`initdb 没有成功：${made.stderr ?? made.error}`);
}

async function untilReady(url: string, child: ChildProcess, log: string): Promise<void> {
  for (const until = Date.now() + 60_000; Date.now() < until && child.exitCode === null && child.signalCode === null; await sleep(50)) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
    client.on('error', () => {});
    try {
      await client.connect();
      return await client.end();
    } catch {
      await client.end().catch(() => {});
    }
  }
  throw new Error(`临时数据库服务器没有启动：${existsSync(log) ? readFileSync(log, 'utf8').slice(-2000) : ''}`);
}

/** Starts a server with a new, empty cluster; it ends with the process at the latest. */
export async function startTemporaryServer(programs: Programs, { onDisk = false } = {}): Promise<TemporaryServer> {
  const who = unprivileged();
  const directory = placeFor(onDisk);
  if (who) chownSync(directory, who.uid, who.gid);
  const password = randomBytes(16).toString('hex');
  initialise(programs, directory, password, who);
  const port = await freePort();
  const url = `postgres://heming:${password}@127.0.0.1:${port}/postgres`;
  const log = join(directory, 'log');
  const options = Object.entries({ ...settings, port }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  let child: ChildProcess | undefined;
  const end = (signal: NodeJS.Signals) => child?.kill(signal);
  const gone = async () => {
    child?.ref();
    if (child && child.exitCode === null && child.signalCode === null) await new Promise((resolve) => child?.once('exit', resolve));
  };
  const atExit = () => {
    end('SIGQUIT');
    rmSync(directory, { recursive: true, force: true });
  };
  const start = async () => {
    child = spawn(
      join(programs.directory, 'postgres'),
      [
        '-D',
        join(directory, 'data'),
        ...options,
        '-c',
        'logging_collector=on',
        '-c',
        `log_directory=${directory}`,
        '-c',
        'log_filename=log',
      ],
      { ...who, cwd: directory, stdio: 'ignore' },
    );
    child.unref();
    await untilReady(url, child, log);
  };
  process.once('exit', atExit);
  try {
    await start();
  } catch (error) {
    atExit();
    throw error;
  }
  return {
    url,
    start,
    async kill() {
      end('SIGKILL'); // its children notice and end too; a start in the meantime would be refused
      await gone();
      await sleep(300);
    },
    async stop() {
      end('SIGINT');
      await gone();
      process.off('exit', atExit);
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
