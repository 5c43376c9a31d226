// src/server/routes/importRoutes.ts —— 导入历史案卷：the template, a trial that records nothing, and the import itself; the archivist's
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { importCases } from '../../casework/importing/importCases.ts';
import { MOST_BYTES, NoTable } from '../../casework/importing/readTable.ts';
import { importTemplate } from '../../casework/importing/template.ts';
import { json, problemHook, problems } from '../openapi.ts';
import { Refused } from '../problems.ts';
import type { Env } from '../sessionGuard.ts';
import type { Heming } from '../wiring.ts';
import type { Routes } from './caseRoutes.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Routes under /api/imports, behind the guard; their bodies are files and have a bound of their own. */
export function importRoutes({ casework }: Heming): Routes {
  const app: Routes = new OpenAPIHono<Env>({ defaultHook: problemHook });
  app.use('/api/imports/*', async (c, next) => {
    if (!c.var.signed.posts.includes('archivist'))
      throw new Refused(403, 'no-right', '没有权限', '历史案卷由档案管理人员导入，您没有这个岗位。');
    return next();
  });
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/imports/template',
      summary: '导入历史案卷的模板（XLSX）',
      responses: { 200: { description: 'the workbook' }, ...problems(401, 403) },
    }),
    async () =>
      new Response(Buffer.from(await importTemplate()), {
        headers: {
          'content-type': XLSX,
          'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent('历史案卷导入模板.xlsx')}`,
        },
      }),
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/imports/cases',
      summary: '导入历史案卷：逐行报告，每行一件，整行成功或者整行不导入；同一行不会导入两次',
      request: { query: z.strictObject({ dry: z.enum(['yes', 'no']) }) },
      responses: { 200: json('ImportReport'), ...problems(400, 401, 403, 411, 413, 422) },
    }),
    async (c) => {
      const { signed } = c.var;
      const bytes = new Uint8Array(await readBounded(c.req.raw));
      const how = { by: signed.person.id, today: signed.today, dry: c.req.valid('query').dry === 'yes', beforehand: signed };
      try {
        return c.json(await importCases(casework, bytes, { ...how, again: () => c.var.signInAgain() }), 200);
      } catch (error) {
        if (error instanceof NoTable) throw new Refused(422, 'no-table', '不能读取这个文件', error.message);
        throw error;
      }
    },
  );
  return app;
}

async function readBounded(request: Request): Promise<ArrayBuffer> {
  const length = request.headers.get('content-length');
  if (length === null) throw new Refused(411, 'length', '没有申报长度', '请求正文须申报长度（Content-Length），请刷新页面后重试。');
  if (Number(length) > MOST_BYTES)
    throw new Refused(413, 'too-large', '文件太大', `一次导入的文件不得超过${MOST_BYTES / 1024 / 1024}MB，请分成几个文件。`);
  return request.arrayBuffer();
}
