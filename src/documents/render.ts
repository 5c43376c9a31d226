// src/documents/render.ts —— 排成文书:a Paper becomes a PDF/A-2b, the same bytes every time
import { type ChildProcess, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isPlainDate } from '../base/dates.ts';
import { type Paper, runsOf } from '../law/papers/paper.ts';
import { chooseFonts, type FontChoice, type FontSet, fitFonts } from './fonts.ts';
import { RenderError } from './renderError.ts';
import type { RenderAnswer, RenderJob } from './renderWorker.ts';

/** A picture of the seal, PNG, pressed over the date; `diameter` in millimetres (default 42). Without it the place is marked 待盖章. */
export type SealPicture = { png: Uint8Array; diameter?: number };
/** What goes on the paper besides its text: the quiet line at the foot (log key fingerprint) and the seal. */
export type RenderExtras = { footer?: string; seal?: SealPicture };
/** Fonts and limits: time for one document in ms (default 20 000), documents before the process is replaced (default 200). */
export type RendererOptions = { fonts?: FontChoice; timeout?: number; recycleAfter?: number };
/** A typesetter with its own process, started when first needed and set one document at a time. */
export type Renderer = {
  /** The PDF/A-2b of a paper. Throws RenderError; only this document is concerned, the next one is set as usual. */
  render(paper: Paper, extras?: RenderExtras): Promise<Uint8Array>;
  /** Process id of the worker at work, for monitoring. */
  pid(): number | undefined;
  /** Ends the worker while nothing is set; the next document starts another. */
  rest(): void;
  /** Ends the worker; a document still being set is refused. */
  close(): void;
};

const templates = join(import.meta.dirname, 'templates');

/** Opens a typesetter. Throws RenderError when a configured font or folder is not there. `fonts`: settled already, for several of them. */
export function openRenderer(options: RendererOptions = {}, fonts: FontSet = chooseFonts(options.fonts)): Renderer {
  const { timeout = 20_000, recycleAfter = 200 } = options;
  let worker: ChildProcess | undefined;
  let done = 0;
  let closed = false;
  let queue: Promise<unknown> = Promise.resolve();
  let busy = 0;

  const dismiss = () => {
    worker?.kill('SIGKILL');
    worker = undefined;
    done = 0;
  };
  const summon = () => {
    // One that died while idle has failed nobody: it is replaced without a word.
    if (!worker?.connected) {
      worker = startWorker(fonts.folders);
      done = 0;
    }
    return worker;
  };
  const set = async (job: RenderJob): Promise<Uint8Array> => {
    if (closed) throw new RenderError('closed', '文书排版已经停止，请稍后重试。');
    const answer = await ask(summon(), job, timeout).catch((error) => {
      dismiss();
      throw error;
    });
    if (++done >= recycleAfter) dismiss();
    if ('failed' in answer) {
      throw new RenderError('templateFailed', `文书没有排成，请把这条信息交给系统管理员：${answer.failed}`);
    }
    return answer.pdf;
  };
  return {
    async render(paper, extras = {}) {
      const job = prepare(paper, extras, fonts);
      busy += 1;
      const turn = queue.then(() => set(job)).finally(() => busy--);
      queue = turn.catch(() => {});
      return turn;
    },
    rest() {
      if (busy === 0) dismiss();
    },
    pid: () => worker?.pid,
    close() {
      closed = true;
      dismiss();
    },
  };
}

function startWorker(folders: string[]): ChildProcess {
  const worker = fork(join(import.meta.dirname, 'renderWorker.ts'), [JSON.stringify(folders)], {
    serialization: 'advanced',
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  return worker.on('error', () => {}); // while idle; at work `ask` listens too
}

/** Everything that can be refused without the typesetter is refused here, in words a clerk understands. */
function prepare(paper: Paper, extras: RenderExtras, fonts: FontSet): RenderJob {
  if (!/^v[0-9]+$/.test(paper.template) || !existsSync(join(templates, paper.template, 'paper.typ'))) {
    throw new RenderError('unknownTemplate', `没有“${paper.template}”这一版文书模板。`);
  }
  if (!isPlainDate(paper.date)) throw new RenderError('badDate', `文书日期不是有效的日期：${paper.date}`);
  const text = [paper.agency, paper.title, paper.number ?? '', extras.footer ?? '', ...runsOf(paper).map(({ run }) => run.text)].join('\n');
  const { families, missing } = fitFonts(fonts, text);
  if (missing.length > 0) {
    const named = missing.map(nameCharacter).join('、');
    const remedy = '请核对是否录错；确需使用的，请管理员在字体文件夹中加入含有这些字的字体。';
    throw new RenderError('missingCharacters', `《${paper.title}》中有现有字体打不出的字：${named}。${remedy}`, missing);
  }
  const seal = extras.seal && checkedSeal(extras.seal);
  const data = { paper, footer: extras.footer ?? '', fonts: families, seal: seal && { type: 'png', diameter: seal.diameter ?? 42 } };
  return { template: paper.template, data: JSON.stringify(data), seal: seal?.png };
}

const nameCharacter = (character: string) => {
  const code = `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
  return /[\p{C}\p{Z}\p{M}]/u.test(character) ? code : `${character}（${code}）`;
};

function checkedSeal(seal: SealPicture): SealPicture {
  const isPng = [0x89, 0x50, 0x4e, 0x47].every((byte, i) => seal.png[i] === byte);
  if (!isPng) throw new RenderError('badSeal', '印章图片不是 PNG 格式，请换用 PNG 图片。');
  const { diameter = 42 } = seal;
  if (!(diameter >= 20 && diameter <= 60)) throw new RenderError('badSeal', `印章直径应在 20 至 60 毫米之间，现为 ${diameter} 毫米。`);
  return seal;
}

/** One job, one answer. The process holds this one alive only while it works. */
function ask(worker: ChildProcess, job: RenderJob, timeout: number): Promise<RenderAnswer> {
  return new Promise((resolve, reject) => {
    const settle = (end: () => void) => {
      clearTimeout(timer);
      worker.off('message', onMessage).off('exit', onExit).off('error', onError);
      worker.unref();
      worker.channel?.unref();
      end();
    };
    const onMessage = (answer: unknown) => settle(() => resolve(answer as RenderAnswer));
    const crashed = (how: string) =>
      new RenderError('workerCrashed', `排版这份文书时程序意外中断（${how}），文书没有生成。请重试一次；仍不成功的，请告知系统管理员。`);
    const onExit = (code: number | null, signal: string | null) => settle(() => reject(crashed(signal ?? `退出码 ${code}`)));
    const onError = (error: Error) => settle(() => reject(crashed(error.message)));
    const timer = setTimeout(() => {
      const seconds = timeout / 1000;
      settle(() =>
        reject(new RenderError('timedOut', `这份文书 ${seconds} 秒内没有排完，已经停止。请检查内容是否过长，或者告知系统管理员。`)),
      );
    }, timeout);
    worker.on('message', onMessage).on('exit', onExit).on('error', onError);
    worker.ref();
    worker.channel?.ref();
    worker.send(job, (error) => error && onError(error));
  });
}

const renderers = new Map<string, Renderer>();

/** The PDF/A-2b of a paper by a shared typesetter for these fonts; ends with the program. Throws RenderError (see Renderer.render). */
export async function renderPaper(paper: Paper, options: RenderExtras & { fonts?: FontChoice } = {}): Promise<Uint8Array> {
  const key = JSON.stringify(options.fonts ?? {});
  const renderer = renderers.get(key) ?? openRenderer({ fonts: options.fonts });
  renderers.set(key, renderer);
  return renderer.render(paper, options);
}
