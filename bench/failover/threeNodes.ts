// bench/failover/threeNodes.ts —— 三台数据库:etcd, three Patroni nodes with a synchronous standby, and haproxy that leads to the primary
// Everything runs on loopback in a temporary directory, as an unprivileged user, and ends with close(). Needs Debian's packages.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A running cluster; `url` always leads to the primary of the moment. */
export type Cluster = {
  url: string;
  primary(): Promise<string>;
  /** Waits until all nodes run and one standby is synchronous: without that nobody may take over. Throws after two minutes. */
  settle(): Promise<void>;
  /** Ends the primary's Patroni and PostgreSQL at once, as a power cut would. */
  killPrimary(): Promise<string>;
  /** Asks Patroni to hand over in good order. */
  switchOver(): Promise<void>;
  close(): Promise<void>;
};

type Node = { name: string; database: number; rest: number; process?: ChildProcess; directory: string };

/** Names what is missing on this machine; empty when a cluster can be started. */
export function missingPrograms(): string[] {
  const path = [...(process.env.PATH ?? '').split(':'), '/usr/sbin'];
  return ['patroni', 'etcd', 'haproxy'].filter((name) => !path.some((folder) => existsSync(join(folder, name))));
}

/** The newest PostgreSQL of Debian's layout, which must be 15 or later. */
function binaries(): string {
  const root = '/usr/lib/postgresql';
  const version = existsSync(root) ? Math.max(...readdirSync(root).map(Number)) : 0;
  if (version < 15) throw new Error('没有找到 PostgreSQL 15 以上的程序：apt-get install postgresql');
  return join(root, String(version), 'bin');
}

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await new Promise((resolve) => server.once('listening', resolve));
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

/** PostgreSQL refuses root: there the processes run as Debian's `postgres`. */
function unprivileged(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const ask = (flag: string) => Number(execFileSync('id', [flag, 'postgres']).toString());
  return { uid: ask('-u'), gid: ask('-g') };
}

/** Starts everything and waits until the primary has a synchronous standby. Throws after two minutes. */
export async function startCluster(): Promise<Cluster> {
  const directory = mkdtempSync(join(tmpdir(), 'heming-failover-'));
  const who = unprivileged();
  const own = (path: string) => who && chownSync(path, who.uid, who.gid);
  own(directory);
  const [etcd, peer, door, ...ports] = (await freePorts(9)) as [number, number, number, ...number[]];
  const nodes: Node[] = ['n1', 'n2', 'n3'].map((name, i) => ({
    name,
    database: ports[i]!,
    rest: ports[i + 3]!,
    directory: join(directory, name),
  }));
  const start = (command: string, args: string[], log: string): ChildProcess => {
    const out = openSync(join(directory, `${log}.log`), 'a');
    return spawn(command, args, { ...who, cwd: directory, stdio: ['ignore', out, out], detached: true });
  };
  const write = (name: string, text: string): string => {
    writeFileSync(join(directory, name), text, { mode: 0o600 });
    own(join(directory, name));
    return join(directory, name);
  };
  const clients = `http://127.0.0.1:${etcd}`;
  const peers = `http://127.0.0.1:${peer}`;
  const others = [
    start(
      'etcd',
      ['--name', 'e', '--data-dir', join(directory, 'etcd'), '--listen-client-urls', clients, '--advertise-client-urls', clients].concat([
        '--listen-peer-urls',
        peers,
        '--initial-advertise-peer-urls',
        peers,
        '--initial-cluster',
        `e=${peers}`,
      ]),
      'etcd',
    ),
    start(
      existsSync('/usr/sbin/haproxy') ? '/usr/sbin/haproxy' : 'haproxy',
      ['-db', '-f', write('haproxy.cfg', haproxyOf(door, nodes))],
      'haproxy',
    ),
  ];
  const bin = binaries();
  for (const node of nodes) {
    mkdirSync(node.directory, { mode: 0o700 });
    own(node.directory);
    node.process = start('patroni', [write(`${node.name}.json`, patroniOf(node, etcd, bin))], node.name);
  }
  const primary = () => leaderOf(nodes);
  const cluster: Cluster = {
    url: `postgresql://postgres@127.0.0.1:${door}/postgres`,
    primary,
    settle: () => untilSynchronous(nodes),
    async killPrimary() {
      const node = nodeNamed(nodes, await primary());
      const [postmaster] = readFileSync(join(node.directory, 'data', 'postmaster.pid'), 'utf8').split('\n');
      node.process?.kill('SIGKILL');
      process.kill(Number(postmaster), 'SIGKILL');
      return node.name;
    },
    async switchOver() {
      const leader = await primary();
      const { rest } = nodeNamed(nodes, leader);
      const answer = await fetch(`http://127.0.0.1:${rest}/switchover`, { method: 'POST', body: JSON.stringify({ leader }) });
      if (!answer.ok) throw new Error(`Patroni refused to switch over: ${await answer.text()}`);
    },
    async close() {
      for (const node of nodes) node.process?.kill('SIGTERM');
      await sleep(3000);
      for (const { pid } of [...nodes.map(({ process: child }) => child!), ...others]) endGroup(pid);
      await sleep(500);
      rmSync(directory, { recursive: true, force: true });
    },
  };
  try {
    await untilSynchronous(nodes);
  } catch (error) {
    const said = nodes.map(({ name }) => readFileSync(join(directory, `${name}.log`), 'utf8').slice(-1500)).join('\n');
    await cluster.close();
    throw new Error(`${error instanceof Error ? error.message : error}\n${said}`);
  }
  return cluster;
}

function endGroup(pid: number | undefined): void {
  try {
    if (pid) process.kill(-pid, 'SIGKILL');
  } catch {
    // it has ended already
  }
}

const nodeNamed = (nodes: readonly Node[], name: string): Node => nodes.find((node) => node.name === name)!;

type Member = { name: string; role: string; state: string };

/** What Patroni knows of its members, asked from any node that answers. */
async function membersOf(nodes: readonly Node[]): Promise<Member[]> {
  for (const { rest } of nodes) {
    try {
      return ((await (await fetch(`http://127.0.0.1:${rest}/cluster`)).json()) as { members: Member[] }).members;
    } catch {
      // this node is down: ask the next
    }
  }
  return [];
}

async function leaderOf(nodes: readonly Node[]): Promise<string> {
  for (let i = 0; i < 600; i++) {
    const leader = (await membersOf(nodes)).find(({ role }) => role === 'leader');
    if (leader) return leader.name;
    await sleep(100);
  }
  throw new Error('the cluster has no leader');
}

async function untilSynchronous(nodes: readonly Node[]): Promise<void> {
  for (let i = 0; i < 600; i++) {
    const members = await membersOf(nodes);
    const roles = members.map(({ role }) => role);
    if (roles.includes('leader') && roles.includes('sync_standby') && members.every(({ state }) => /^(running|streaming)$/.test(state)))
      return;
    await sleep(200);
  }
  throw new Error('the cluster did not become synchronous within two minutes');
}

const haproxyOf = (door: number, nodes: readonly Node[]): string => `
defaults
  mode tcp
  timeout connect 2s
  timeout client 30m
  timeout server 30m
listen primary
  bind 127.0.0.1:${door}
  option httpchk OPTIONS /primary
  http-check expect status 200
  default-server inter 500 fall 2 rise 1 on-marked-down shutdown-sessions
${nodes.map(({ name, database, rest }) => `  server ${name} 127.0.0.1:${database} check port ${rest}`).join('\n')}
`;

/** JSON is YAML. */
const patroniOf = ({ name, database, rest, directory }: Node, etcd: number, bin: string): string =>
  JSON.stringify({
    scope: 'heming',
    name,
    restapi: { listen: `127.0.0.1:${rest}`, connect_address: `127.0.0.1:${rest}` },
    etcd3: { host: `127.0.0.1:${etcd}` },
    bootstrap: {
      dcs: {
        ttl: 20,
        loop_wait: 5,
        retry_timeout: 5,
        synchronous_mode: true,
        synchronous_mode_strict: true,
        postgresql: { parameters: { synchronous_commit: 'on', fsync: 'on', max_connections: 60 } },
      },
      initdb: [{ encoding: 'UTF8' }, { locale: 'C.UTF-8' }],
      pg_hba: ['host all all 127.0.0.1/32 trust', 'host replication all 127.0.0.1/32 trust'],
    },
    postgresql: {
      listen: `127.0.0.1:${database}`,
      connect_address: `127.0.0.1:${database}`,
      data_dir: join(directory, 'data'),
      bin_dir: bin,
      pgpass: join(directory, 'pgpass'),
      authentication: { superuser: { username: 'postgres' }, replication: { username: 'replicator' } },
      parameters: { unix_socket_directories: directory },
    },
  });
