// bench/papers.ts —— 排版:time and memory of one PDF after warm-up
import { readFile } from 'node:fs/promises';
import { openRenderer } from '../src/documents/render.ts';
import { openPool, renderEach } from '../src/documents/renderPool.ts';
import { sampleForm, sampleLetter, sampleRecord } from '../src/documents/samplePapers.ts';
import { type Bench, type Line, median } from './measure.ts';

const ROUNDS = 20;
const papers = { '行政处罚决定书（公文式）': sampleLetter, '审批表（表格式）': sampleForm, '询问笔录（笔录式）': sampleRecord };

export const papersBench: Bench = async ({ say, args }) => [...(await onePaper(say)), ...(await manyPapers(say, Number(args[0] ?? 600)))];

async function onePaper(say: (text: string) => void): Promise<Line[]> {
  say('排版：预热后每份文书');
  const renderer = openRenderer();
  try {
    for (let i = 0; i < 3; i++) for (const paper of Object.values(papers)) await renderer.render(paper);
    const before = await residentOf(renderer.pid());
    const times = new Map<string, number[]>();
    let bytes = 0;
    for (let i = 0; i < ROUNDS; i++)
      for (const [name, paper] of Object.entries(papers)) {
        const begin = performance.now();
        bytes = (await renderer.render(paper)).length;
        times.set(name, [...(times.get(name) ?? []), performance.now() - begin]);
      }
    const after = await residentOf(renderer.pid());
    const lines = [...times].map(([name, all]) => ({
      what: `排版：${name}`,
      value: `${median(all).toFixed(0)} 毫秒`,
      against: '（无对照）',
    }));
    const memory =
      before && after
        ? [
            {
              what: '排版：进程内存',
              value: `${(after / 1024).toFixed(0)} MB`,
              against: `${ROUNDS * 3}份之前 ${(before / 1024).toFixed(0)} MB；每200份换新进程`,
            },
          ]
        : [];
    return bytes > 0 ? [...lines, ...memory] : [];
  } finally {
    renderer.close();
  }
}

/** Papers of the three layouts, all different, through the pool; the memory of its processes is looked at every hundred papers. */
async function manyPapers(say: (text: string) => void, count: number): Promise<Line[]> {
  const size = 2;
  say(`排版：${count}份文书，${size}个排版进程`);
  const pool = openPool({ size });
  const kinds = Object.values(papers);
  function* jobs() {
    for (let i = 0; i < count; i++) yield i;
  }
  const peaks: number[] = [];
  let [pages, own] = [0, 0];
  const begin = performance.now();
  try {
    for await (const done of renderEach(pool, jobs(), (i) => ({ paper: kinds[i % kinds.length]!, extras: { footer: `第${i}份` } }))) {
      if ('error' in done) throw done.error;
      pages += 1;
      if (pages % 100 !== 0) continue;
      const workers = await Promise.all(pool.pids().map(residentOf));
      peaks.push(workers.reduce<number>((sum, each) => sum + (each ?? 0), 0));
      own = Math.max(own, process.memoryUsage.rss());
    }
  } finally {
    pool.close();
  }
  const minutes = (performance.now() - begin) / 60_000;
  const megabytes = (kib: number) => `${(kib / 1024).toFixed(0)} MB`;
  const [early, peak] = [Math.max(...peaks.slice(0, Math.max(1, peaks.length / 5))), Math.max(...peaks)];
  return [
    { what: '排版：每分钟份数', value: (pages / minutes).toFixed(0), against: `${count}份、${size}个进程，共${minutes.toFixed(1)}分钟` },
    {
      what: '排版：排版进程内存峰值合计',
      value: megabytes(peak),
      against: `前五分之一时 ${megabytes(early)}；本进程峰值 ${megabytes(own / 1024)}`,
      ratio: peak / early,
      limit: { atMost: 1.25 },
    },
  ];
}

/** Resident memory of a process in KiB, where the system tells. */
async function residentOf(pid: number | undefined): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) || undefined;
}
