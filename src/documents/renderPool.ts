// src/documents/renderPool.ts —— 几个排版进程一起排：many documents at once in bounded memory, each process replaced before it grows
import { availableParallelism } from 'node:os';
import type { Paper } from '../law/papers/paper.ts';
import { chooseFonts } from './fonts.ts';
import { openRenderer, type RenderExtras, type Renderer, type RendererOptions } from './render.ts';

/** A pool of typesetters; `render` waits for a free one. */
export type RenderPool = {
  /** The PDF/A-2b of a paper. Throws RenderError; only this document is concerned. */
  render(paper: Paper, extras?: RenderExtras): Promise<Uint8Array>;
  /** Process ids of the workers alive, for monitoring. */
  pids(): number[];
  /** Workers at most at work together. */
  size: number;
  /** Ends the workers; documents still being set are refused. */
  close(): void;
};

/** `size`: processes at most (default one for each processor but one, from 1 to 4); `idle`: ms after which an unused one is ended. */
export type PoolOptions = RendererOptions & { size?: number; idle?: number };

/** Opens a pool; its processes are started as they are needed and ended when nobody needs them. Throws RenderError as openRenderer does. */
export function openPool({ size = defaultSize(), idle = 60_000, ...options }: PoolOptions = {}): RenderPool {
  const fonts = chooseFonts(options.fonts);
  const all: Renderer[] = Array.from({ length: size }, () => openRenderer(options, fonts));
  const free = [...all];
  const waiting: ((renderer: Renderer) => void)[] = [];
  const timers = new Map<Renderer, NodeJS.Timeout>();

  const take = (): Renderer | Promise<Renderer> => {
    // The one used last is taken first: under little load one process does all, and the others stay ended.
    const renderer = free.pop();
    if (!renderer) return new Promise((resolve) => waiting.push(resolve));
    clearTimeout(timers.get(renderer));
    return renderer;
  };
  const give = (renderer: Renderer): void => {
    const next = waiting.shift();
    if (next) next(renderer);
    else {
      free.push(renderer);
      timers.set(renderer, setTimeout(() => renderer.rest(), idle).unref());
    }
  };
  return {
    size,
    async render(paper, extras) {
      const renderer = await take();
      try {
        return await renderer.render(paper, extras);
      } finally {
        give(renderer);
      }
    },
    pids: () => all.flatMap((renderer) => renderer.pid() ?? []),
    close() {
      for (const timer of timers.values()) clearTimeout(timer);
      for (const renderer of all) renderer.close();
    },
  };
}

const defaultSize = (): number => Math.max(1, Math.min(4, availableParallelism() - 1));

/** What came of one of many papers: its PDF, or why there is none. */
export type Rendered<T> = { of: T; pdf: Uint8Array } | { of: T; error: unknown };

/**
 * Sets papers one after another as the reader takes them, in order, never more than twice the pool's size ahead of him: so any number is
 * set in the memory of a few.
 */
export async function* renderEach<T>(
  pool: RenderPool,
  jobs: AsyncIterable<T> | Iterable<T>,
  paperOf: (job: T) => { paper: Paper; extras?: RenderExtras },
): AsyncGenerator<Rendered<T>> {
  const ahead: Promise<Rendered<T>>[] = [];
  const begin = async (of: T): Promise<Rendered<T>> => {
    try {
      const { paper, extras } = paperOf(of);
      return { of, pdf: await pool.render(paper, extras) };
    } catch (error) {
      return { of, error };
    }
  };
  for await (const job of jobs) {
    ahead.push(begin(job));
    if (ahead.length >= 2 * pool.size) yield ahead.shift()!;
  }
  while (ahead.length > 0) yield ahead.shift()!;
}
