// bench/papers.ts —— 排版:time and memory of one PDF after warm-up
import { readFile } from 'node:fs/promises';
import { openRenderer } from '../src/documents/render.ts';
import { sampleForm, sampleLetter, sampleRecord } from '../src/documents/samplePapers.ts';
import { type Bench, median } from './measure.ts';

const ROUNDS = 20;
const papers = { '行政处罚决定书（公文式）': sampleLetter, '审批表（表格式）': sampleForm, '询问笔录（笔录式）': sampleRecord };

export const papersBench: Bench = async ({ say }) => {
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
};

/** Resident memory of a process in KiB, where the system tells. */
async function residentOf(pid: number | undefined): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) || undefined;
}
