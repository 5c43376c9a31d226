// src/server/routes/evidenceRoutes.ts —— 证据:resumable intake committed to the log, and looks that leave a trace
import { join } from 'node:path';
import { OpenAPIHono } from '@hono/zod-openapi';
import { shanghaiDate } from '../../base/dates.ts';
import { isId, newId } from '../../base/ids.ts';
import { openCommitted, TAKEN_IN } from '../../evidence/committed.ts';
import { findItem, registerItem, serveItem, viewItem } from '../../evidence/custody.ts';
import { EvidenceRefused } from '../../evidence/refusal.ts';
import type { EvidenceTables } from '../../evidence/tables.ts';
import { type Arrival, createUploads, type Uploads } from '../../evidence/uploads.ts';
import { once } from '../../law/engine.ts';
import type { Post } from '../../law/registers.ts';
import { LogRefused } from '../../ledger/log.ts';
import { DraftRefused } from '../../ledger/writer.ts';
import { type Db, tables } from '../../store/database.ts';
import { problemHook } from '../openapi.ts';
import { notFound } from '../problems.ts';
import { casesOnly, type Env } from '../sessionGuard.ts';
import { readToken } from '../signIn/requests.ts';
import { authenticate, isSignedIn } from '../signIn/sessions.ts';
import type { Heming } from '../wiring.ts';
import { purposeOf } from './looking/purposes.ts';

/** The upload desk of the system: every file taken in is a leaf of the log before it is acknowledged. */
export const openUploads = (heming: Heming): Promise<Uploads> => {
  const { casework, blobs, configuration } = heming;
  return createUploads({
    path: '/api/uploads',
    directory: join(configuration.data, 'uploads'),
    blobs,
    limits: { size: configuration.evidenceLimit },
    clock: casework.clock,
    report: heming.report,
    async authorise(request, caseId) {
      const token = readToken(request.headers.get('cookie') ?? undefined, configuration.tls);
      const signed = token
        ? await authenticate(heming.store.db, () => casework.registers(heming.store.db), token, casework.clock())
        : undefined;
      if (!signed || 'ended' in signed) return { status: 401, title: '请登录', detail: '请先登录，上传会从中断处继续。' };
      if (!signed.posts.some((post) => takers.includes(post))) return { status: 403, title: '没有权限', detail: '您的岗位不能上传证据。' };
      const { file } = await casework.files.load(heming.store.db, caseId);
      if (file.acts.length === 0) return { status: 404, title: '没有这个案件', detail: '请先登记线索，再上传证据。' };
      return { personId: signed.person.id, agency: signed.agency };
    },
    onFinished: (arrival) =>
      takeIn(heming, arrival, (tx) => refuseRightless(heming, tx, arrival)).catch((error) => {
        throw refusedByLog(error);
      }),
  });
};

const takers: readonly Post[] = ['officer', 'hearingHost', 'head', 'sectionHead'];
/** The last bytes may come long after the sender was let in: signed out everywhere, disabled or without a post by then, he hands in nothing. */
async function refuseRightless({ casework }: Heming, tx: Db, { agency, personId }: Arrival): Promise<void> {
  const now = casework.clock();
  const held = (await casework.registers(tx)).postsOf(personId, shanghaiDate(now));
  if (held.some((post) => takers.includes(post)) && (await isSignedIn(tx, { agency, personId }, now))) return;
  throw new EvidenceRefused(
    'not-allowed',
    401,
    '请登录',
    '收完的时候您已经退出或者没有了岗位，文件没有入库。请重新登录，再选一次这个文件。',
  );
}

/** Records an arrived file: item and leaf in one transaction; the same content in the same case is one item and one leaf. `refuse` is asked there. */
export async function takeIn(
  heming: Pick<Heming, 'casework'>,
  arrival: Arrival,
  refuse: (tx: Db) => Promise<void> = async () => {},
): Promise<{ item: string; existing: boolean }> {
  const { casework } = heming;
  const { agency, caseId, stored, name, mediaType, personId, claims } = arrival;
  return casework.log.run(async (tx) => {
    await refuse(tx);
    const known = await tables<EvidenceTables>(tx)
      .selectFrom('evidence_item')
      .select('id')
      .where('agency', '=', agency)
      .where('case_id', '=', caseId)
      .where('digest', '=', stored.digest)
      .executeTakeFirst();
    if (known) return { append: [], result: () => ({ item: known.id, existing: true }) };
    await refuseIntake(casework, tx, arrival);
    const at = casework.clock().toISOString();
    const { digest, size, chunkRoot } = stored;
    const { capturedOn, capturedAt, place, device, note, takenBy = [personId] } = claims;
    const item = newId(Date.parse(at));
    let taken = { item, existing: false };
    // Every column of the item is in the leaf, so that a row changed behind the log's back can be told from it.
    const segments = Object.entries({
      ...{ item, case: caseId, digest, size, chunk: 4_194_304, chunkRoot, name, mediaType, by: personId, takenBy },
      capturedOn: capturedOn ?? null,
      capturedAt: capturedAt ?? null,
      ...{ place: place ?? null, device: device ?? null, note: note ?? null },
    }).map(([path, value]) => ({ path, value }));
    return {
      append: [{ type: TAKEN_IN, id: item, at, by: 'intake', segments }],
      write: async (db) => {
        const known = { capturedOn, capturedAt, place, device, note, takenBy };
        taken = await registerItem(db, { id: item, agency, caseId, stored, name, mediaType, uploadedBy: personId, at, ...known });
      },
      result: () => taken,
    };
  });
}

/** A log that does not record, and a database whose disk is full, say so; the bytes stay, and the upload ends well when it is asked again. */
function refusedByLog(error: unknown): unknown {
  const kept = '已收到的部分保存完好，恢复以后再选一次这个文件即可入库。';
  if (error instanceof LogRefused) return new EvidenceRefused('log-stopped', 503, '日志停止记录', `${error.message}${kept}`);
  if (error instanceof DraftRefused) return new EvidenceRefused('log-refused', 503, '暂时不能记录', `${error.message}${kept}`);
  if ((error as { code?: string } | undefined)?.code !== '53100') return error;
  return new EvidenceRefused('disk-full', 507, '磁盘已满，文件未入库', `请联系系统管理员清理磁盘。${kept}`);
}

/** Asked in the transaction that takes the item in: the case may have ended, and the register changed, while the file was on its way. */
async function refuseIntake(casework: Heming['casework'], tx: Db, { caseId, claims }: Arrival): Promise<void> {
  const { file } = await casework.files.load(tx, caseId);
  // Facts that may still come to a closed case (payments, court decisions) bring their evidence; an ended or archived one takes nothing.
  if ((['filingDeclined', 'caseWithdrawn', 'caseArchived'] as const).some((step) => once(file, step)))
    throw new EvidenceRefused(
      'case-ended',
      409,
      '案件已经办结',
      '本案已经终结或者归档，不再收证据。请核对案件；确需补充的，先按规定更正案卷。',
    );
  const snapshot = await casework.registers(tx);
  const strangers = (claims.takenBy ?? []).filter((id) => !snapshot.person(id));
  if (strangers.length > 0)
    throw new EvidenceRefused('taker-unknown', 422, '拍摄人不在名册上', '拍摄人须是本机关名册上的人员，请重新选择后上传。');
}

/** Uploads and looks, behind the guard. */
export function evidenceRoutes(heming: Heming, uploads: Uploads): OpenAPIHono<Env> {
  const app = new OpenAPIHono<Env>({ defaultHook: problemHook });
  const committedOf = openCommitted(heming.store.db, heming.casework.agency);
  // The item is named in headers of our own too, so that a client need not read the body of the last answer.
  const handle = async (request: Request) => {
    const response = await uploads.handle(request);
    const item = response.headers.get('heming-item');
    if (item) response.headers.set('heming-evidence', item);
    return response;
  };
  for (const path of ['/api/uploads', '/api/uploads/*', '/api/evidence/*']) app.use(path, casesOnly);
  app.on(['POST', 'OPTIONS'], '/api/uploads', (c) => handle(c.req.raw));
  // A HEAD is routed like a GET; the request itself still says HEAD, which is how tus asks for the offset.
  app.on(['GET', 'PATCH', 'DELETE', 'OPTIONS'], '/api/uploads/:id', (c) => handle(c.req.raw));
  app.get('/api/evidence/:id', async (c) => {
    const { agency } = heming.casework;
    const [item, person] = [c.req.param('id'), c.var.signed.person.id];
    if (!isId(item)) throw notFound('没有这件证据，请从案件页打开。');
    const { case_id: caseId } = await findItem(heming.store.db, { agency, item });
    const purpose = await purposeOf(heming, { caseId, personId: person, code: c.req.query('purpose') });
    const committed = (await committedOf(item)) ?? { digest: '', size: 0, chunkRoot: '' }; // no leaf names it: then no bytes are its
    const opened = await viewItem(heming.store.db, heming.blobs, {
      ...{ agency, item, person, purpose, committed },
      range: c.req.header('range') ?? null,
      at: heming.casework.clock(),
    });
    return serveItem(opened);
  });
  return app;
}
