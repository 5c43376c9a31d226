// src/server/upkeep/metrics.ts —— 计量:what an operator watches, in the Prometheus format; no id and no name in any label
import { timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { isForwarded, isLoopback, peerOf } from '../doors/source.ts';
import { Refused } from '../problems.ts';
import type { Heming } from '../wiring.ts';
import type { Answered } from './requestLog.ts';
import type { Task } from './schedule.ts';

/** Metrics of one running server. */
export type Metrics = {
  answered(one: Answered): void;
  /** The tasks, each run counted by how it ended. */
  watching(tasks: Task[]): Task[];
  routes: Hono;
};

const buckets = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** Opens the metrics of a server; `token` is what a scraper from elsewhere must show (HEMING_METRICS_TOKEN). */
export function openMetrics(heming: Heming, token?: string): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const acts = new Counter({
    name: 'heming_acts_total',
    help: 'Acts submitted, by step and outcome',
    labelNames: ['step', 'outcome'],
    registers,
  });
  const requests = new Histogram({
    ...{ name: 'heming_request_seconds', help: 'Requests by route', labelNames: ['method', 'route', 'status'], buckets, registers },
  });
  const tasks = new Counter({ name: 'heming_tasks_total', help: 'Scheduled tasks run', labelNames: ['task', 'outcome'], registers });
  gauges(heming, registers);
  return {
    answered({ method, route, status, ms, act }) {
      requests.observe({ method, route, status: `${Math.floor(status / 100)}xx` }, ms / 1000);
      if (act) acts.inc(act);
    },
    watching: (all) =>
      all.map((task) => ({
        ...task,
        run: (now) =>
          task.run(now).then(
            (result) => {
              tasks.inc({ task: task.name, outcome: 'done' });
              return result;
            },
            (error) => {
              tasks.inc({ task: task.name, outcome: 'failed' });
              throw error;
            },
          ),
      })),
    routes: new Hono().get('/metrics', async (c) => {
      refuseOthers({ token, given: c.req.header('authorization'), from: peerOf(c), forwarded: isForwarded(c) });
      return c.body(await registry.metrics(), 200, { 'content-type': registry.contentType, 'cache-control': 'no-store' });
    }),
  };
}

type Asking = { token?: string; given?: string; from?: string; forwarded: boolean };

/** With a token, only who shows it; without, only this machine itself, and not what a proxy on it passes on. */
function refuseOthers({ token, given, from, forwarded }: Asking): void {
  if (token === undefined && isLoopback(from) && !forwarded) return;
  const [got, wanted] = [Buffer.from(given ?? ''), Buffer.from(`Bearer ${token}`)];
  if (token !== undefined && got.length === wanted.length && timingSafeEqual(got, wanted)) return;
  throw new Refused(403, 'metrics', '不对外提供', '计量只供本机读取；从别处读取的，请设置 HEMING_METRICS_TOKEN 并以 Bearer 令牌访问。');
}

/** What is read when asked. */
function gauges({ log, databaseTimes }: Heming, registers: Registry[]): void {
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      ...{ name, help, registers },
      collect() {
        this.set(read());
      },
    });
  gauge('heming_log_size', 'Leaves of the log', () => log.status().size);
  gauge('heming_log_unsigned', 'Leaves no signed checkpoint vouches for yet', () => log.status().size - log.status().signedSize);
  gauge('heming_log_refused', '1 when the log takes no more entries', () => (log.status().refusal ? 1 : 0));
  gauge('heming_log_waiting', 'Works waiting for the log', () => log.status().waiting);
  const counter = (name: string, help: string, read: () => number) => {
    let told = 0;
    new Counter({
      ...{ name, help, registers },
      collect() {
        this.inc(read() - told);
        told = read();
      },
    });
  };
  counter('heming_database_queries_total', 'Statements answered by the database', () => databaseTimes.count);
  counter('heming_database_seconds_total', 'Seconds waited for the database', () => databaseTimes.seconds);
}
