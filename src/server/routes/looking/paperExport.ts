// src/server/routes/looking/paperExport.ts —— 整卷文书导出：all papers of a case as one ZIP, set as it is sent; the trace comes first
import { createHash } from 'node:crypto';
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { strToU8, Zip, ZipPassThrough } from 'fflate';
import { RenderError } from '../../../documents/renderError.ts';
import { type Rendered, renderEach } from '../../../documents/renderPool.ts';
import { effective, last } from '../../../law/engine.ts';
import { madeOf } from '../../../law/facts.ts';
import type { Paper } from '../../../law/papers/paper.ts';
import { papersOf } from '../../../law/papers/whole/issued.ts';
import { procedureOf } from '../../../law/procedures/inForce.ts';
import { idParameter, problemHook, problems } from '../../openapi.ts';
import { notFound } from '../../problems.ts';
import { casesOnly, type Env } from '../../sessionGuard.ts';
import type { Heming } from '../../wiring.ts';
import type { Routes } from '../caseRoutes.ts';
import { extrasOf, readPaper } from '../papers.ts';
import { noteExport } from '../recordRoutes.ts';
import { purposeCode } from './purposes.ts';

type Job = { n: number; on: string; voided: boolean; paper: Paper };

/** The bulk export of a case's papers. */
export function paperExport(heming: Heming): Routes {
  const app: Routes = new OpenAPIHono<Env>({ defaultHook: problemHook });
  app.use('/api/cases/*', casesOnly);
  const zip = {
    description: 'ZIP: PDF/A-2b files and 目录.csv',
    content: { 'application/zip': { schema: z.string().openapi({ format: 'binary' }) } },
  };
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/cases/{id}/papers.zip',
      summary: '全部文书，一个压缩包（留痕）',
      request: { params: idParameter, query: z.object({ purpose: purposeCode.optional() }) },
      responses: { 200: zip, ...problems(400, 401, 403, 404) },
    }),
    async (c) => {
      const { casework } = heming;
      const { file } = await casework.files.load(casework.db, c.req.valid('param').id);
      if (file.acts.length === 0) throw notFound('没有这个案件。');
      const law = procedureOf(file, c.var.signed.today);
      const counting = new Set(effective(file).map((act) => act.n));
      const wanted = file.acts.flatMap((act) => papersOf(law, act).map((form) => ({ act, form })));
      if (wanted.length === 0) throw notFound('这个案件还没有文书。');
      await noteExport(heming, c.var.signed, {
        file,
        purpose: c.req.valid('query').purpose,
        detail: { what: 'papers', count: wanted.length },
      });
      async function* jobs(): AsyncGenerator<Job> {
        for (const { act, form } of wanted) {
          const paper = await readPaper(casework.db, casework.agency, act.id, form);
          if (paper) yield { n: act.n, on: act.on, voided: !counting.has(act.n), paper };
        }
      }
      const extras = extrasOf(heming);
      const name = madeOf(last(file, law.files)).numbers?.case ?? file.id;
      const headers = {
        'content-type': 'application/zip',
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(`${name}文书.zip`)}`,
      };
      return new Response(zipOf(renderEach(heming.renderer, jobs(), ({ paper }) => ({ paper, extras }))), {
        headers: { ...headers, 'cache-control': 'private, no-store' },
      });
    },
  );
  return app;
}

/** The ZIP as a stream: one paper is read, set and sent at a time, whatever the size of the case. */
function zipOf(papers: AsyncGenerator<Rendered<Job>>): ReadableStream<Uint8Array> {
  const ready: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    ready.push(chunk);
  });
  const list = [['序号', '文件', '文书', '文号', '日期', '第几条记录', '已作废', 'SHA-256']];
  // One moment for all entries: the same case gives the same archive.
  const add = (name: string, bytes: Uint8Array) => {
    const entry = new ZipPassThrough(name);
    entry.mtime = '2000-01-01T00:00:00';
    zip.add(entry);
    entry.push(bytes, true);
  };
  return new ReadableStream({
    async pull(controller) {
      while (ready.length === 0) {
        const { value, done } = await papers.next();
        if (done) break;
        const { name, row, bytes } = entryOf(value, list.length);
        add(name, bytes);
        list.push(row);
      }
      if (ready.length === 0) {
        add('目录.csv', strToU8(`\ufeff${list.map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`));
        zip.end();
        for (const chunk of ready.splice(0)) controller.enqueue(chunk);
        return controller.close();
      }
      for (const chunk of ready.splice(0)) controller.enqueue(chunk);
    },
    async cancel() {
      await papers.return(undefined);
    },
  });
}

const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const safe = (text: string) => text.replace(/[\\/:*?"<>|]/g, '');

/** File name, line of the list and bytes; a paper that could not be set is told in a text file, and the others go on. */
function entryOf(rendered: Rendered<Job>, no: number): { name: string; row: string[]; bytes: Uint8Array } {
  const { n, on, voided, paper } = rendered.of;
  const title = `${paper.title}${paper.number ?? ''}`;
  const stem = `${String(no).padStart(3, '0')} ${on} ${safe(title)}${voided ? '（已作废）' : ''}`;
  const failed = 'error' in rendered;
  const name = failed ? `${stem}（未能排成）.txt` : `${stem}.pdf`;
  const bytes = failed ? strToU8(whyFailed(rendered.error)) : rendered.pdf;
  const digest = createHash('sha256').update(bytes).digest('hex');
  return { name, bytes, row: [String(no), name, paper.title, paper.number ?? '', on, String(n), voided ? '是' : '', digest] };
}
const whyFailed = (error: unknown): string => (error instanceof RenderError ? error.message : '这份文书没有排成，请单独打开它查看原因。');
