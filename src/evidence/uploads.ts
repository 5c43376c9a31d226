// src/evidence/uploads.ts —— 上传:resumable intake over the tus protocol; a file counts only when its digest was found right and its item recorded
import { MemoryLocker, Server } from '@tus/server';
import { type BlobStore, digestDiffers, type StoredBlob } from './blobStore.ts';
import { withFile } from './durableFiles.ts';
import { type Claims, readClaims } from './intake/claims.ts';
import { HEAD, mediaTypeOf } from './intake/mediaTypes.ts';
import { type Finished, openPartialStore, type PartialStore } from './intake/partialStore.ts';
import { sized } from './intake/room.ts';
import { EvidenceRefused, isMissing, namedDiskError, type Problem, problemResponse } from './refusal.ts';

/** Who uploads. */
export type Owner = { personId: string; agency: string };
/** Why somebody may not. */
export type Refusal = { status: number; title: string; detail: string };
/** A file that arrived whole and was stored: what to record in the case. */
export type Arrival = Owner & { caseId: string; name: string; mediaType: string; stored: StoredBlob; claims: Claims };

/** How uploads are wired. */
export type UploadOptions = {
  /** Where the handler is mounted, such as '/api/evidence/uploads'. */
  path: string;
  /** Directory of half-arrived files, on a disk of its own or beside the originals. */
  directory: string;
  blobs: BlobStore;
  /** Asked on every single request: may this requester add evidence to the case? */
  authorise(request: Request, caseId: string): Promise<Owner | Refusal>;
  /** Records the item (`registerItem` in a transaction); must be safe to call twice for one arrival. */
  onFinished(arrival: Arrival): Promise<{ item: string; existing: boolean }>;
  /** Bytes of one file (default 20 GiB); bytes of disk never filled (default 256 MiB); days a half-arrived file is kept (default 7). */
  limits?: { size?: number; reserve?: number; keepDays?: number };
  /** Told of faults that are nobody's bad input. */
  report?(error: unknown): void;
  clock?(): Date;
};

/** The request handler, and the sweep of abandoned uploads (returns how many were given up). */
export type Uploads = { handle(request: Request): Promise<Response>; sweep(): Promise<number> };

const TUS = { 'tus-resumable': '1.0.0' };
const GIB = 1024 ** 3;

/** What every request of one mount shares. */
type Desk = UploadOptions & { partials: PartialStore; size: number; now(): Date; takeIn(id: string): Promise<Finished> };

/** Opens resumable uploads; half-arrived files of an earlier run go on where they stopped. All refusals are RFC 9457 problems in Chinese. */
export async function createUploads(options: UploadOptions): Promise<Uploads> {
  const limits = { size: 20 * GIB, reserve: GIB / 4, keepDays: 7, ...options.limits };
  const partials = await openPartialStore(options.directory, limits.reserve);
  const now = options.clock ?? (() => new Date());
  const desk: Desk = { ...options, partials, size: limits.size, now, takeIn: taker(options, partials, now) };
  const pass = protocol(desk);
  return {
    async handle(request) {
      try {
        if (request.method === 'OPTIONS') return await pass(request);
        if (request.method === 'POST') return await pass(lengthChecked(request, limits.size));
        if (['HEAD', 'PATCH', 'DELETE'].includes(request.method)) return await resume(desk, request, pass);
        throw new EvidenceRefused('method-unknown', 405, '不支持的操作', '请使用断点续传（tus 1.0.0）协议上传证据文件。');
      } catch (error) {
        return problemResponse(explained(error, options.report), new Headers(TUS));
      }
    },
    sweep: () => partials.sweep(new Date(now().getTime() - limits.keepDays * 86_400_000)),
  };
}

/** The library's server with our checks hung in. It answers faults in English plain text; the problem travels beside, keyed by the request. */
function protocol(desk: Desk): (request: Request) => Promise<Response> {
  const problems = new WeakMap<Request, Problem>();
  const tus = new Server({
    path: desk.path,
    datastore: desk.partials,
    locker: new MemoryLocker(),
    relativeLocation: true,
    allowedOrigins: [],
    maxSize: desk.size,
    getFileIdFromRequest: (request) => idOf(request),
    onUploadCreate: async (request, upload) => {
      const claims = readClaims(upload.metadata, desk.now());
      const owner = await admitted(desk, request, claims.caseId);
      return { metadata: { ...written(claims), owner: owner.personId, agency: owner.agency } };
    },
    onUploadFinish: async (request, upload) => {
      const finished = await desk.takeIn(upload.id);
      const status = request.method === 'PATCH' ? { status_code: 200 } : {};
      return { ...status, headers: answerHeaders(finished), body: answer(finished) };
    },
    onResponseError: (request, error) => {
      problems.set(request, explained(error, desk.report));
      return undefined;
    },
  });
  return async (request) => {
    const response = await tus.handleWeb(request);
    if (response.status < 400) return response;
    return problemResponse(problems.get(request) ?? libraryProblem(response.status), response.headers);
  };
}

/** A request about an upload that was begun: only its owner finds it, and what was taken in stays taken in. */
async function resume(desk: Desk, request: Request, pass: (request: Request) => Promise<Response>): Promise<Response> {
  const id = idOf(request);
  const done = id && (await desk.partials.concluded(id));
  const upload = id && !done ? await desk.partials.find(id) : undefined;
  const facts = done || (upload && factsOf(upload.metadata));
  if (!id || !facts) throw unknownUpload();
  const owner = await admitted(desk, request, facts.caseId);
  if (owner.personId !== facts.personId || owner.agency !== facts.agency) throw unknownUpload();
  if (done) return concluded(request, done);
  // All bytes came, yet nobody was told that they were taken in: now is the time, or the client would take the offset for success.
  if (request.method === 'HEAD' && upload && upload.offset === upload.size) return concluded(request, await desk.takeIn(id));
  if (request.method === 'PATCH' && upload && upload.offset >= HEAD)
    await refuseWrongContent(desk.partials, id, upload.metadata, desk.now());
  return pass(request);
}

/** The last step, once for each upload however many requests ask for it at the same time. */
function taker(options: UploadOptions, partials: PartialStore, clock: () => Date): (id: string) => Promise<Finished> {
  const running = new Map<string, Promise<Finished>>();
  // Crash points: after `adopt` the bytes lie in the store unreferenced; after `onFinished` the item exists and the note is missing.
  // Both are mended by the client's next HEAD, because `adopt` and `onFinished` give the same result a second time. Until the note is
  // written the part keeps its name beside the original's: both name the same bytes on the disk.
  const takeIn = async (id: string): Promise<Finished> => {
    const { metadata, size } = (await partials.find(id)) ?? refuseUnknown();
    const claims = readClaims(metadata, clock());
    const { personId, agency } = factsOf(metadata) ?? refuseUnknown();
    const mediaType = await refuseWrongContent(partials, id, metadata, clock());
    const found = await partials.digests(id, size!);
    if (found.digest !== claims.sha256) {
      await partials.drop(id); // no resuming can mend a wrong digest
      throw digestDiffers(claims.sha256, found.digest);
    }
    const stored = await options.blobs.adopt(partials.path(id), found);
    const { filename: name, caseId } = claims;
    const recorded = await options.onFinished({ personId, agency, caseId, name, mediaType, stored, claims });
    const finished = { ...recorded, size: stored.size, caseId, personId, agency };
    await partials.conclude(id, finished);
    return finished;
  };
  return (id) => {
    const promise = running.get(id) ?? takeIn(id).finally(() => running.delete(id));
    running.set(id, promise);
    return promise;
  };
}

/** The media type by content; a file of wrong content is dropped, since sending more of it cannot help. */
async function refuseWrongContent(partials: PartialStore, id: string, metadata: Metadata, now: Date): Promise<string> {
  const claims = readClaims(metadata, now);
  const head = await withFile(partials.path(id), 'r', async (file) => {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    return buffer.subarray(0, bytesRead);
  });
  try {
    return mediaTypeOf(head, claims.filename, claims.mediaType);
  } catch (error) {
    await partials.drop(id);
    throw error;
  }
}

async function admitted(options: UploadOptions, request: Request, caseId: string): Promise<Owner> {
  const owner = await options.authorise(request, caseId);
  if ('status' in owner) throw new EvidenceRefused('not-allowed', owner.status, owner.title, owner.detail);
  return owner;
}

/** Refuses beforehand what cannot end well: nothing, too much, or of unknown length. Room is looked for when the upload is made. */
function lengthChecked(request: Request, limit: number): Request {
  const declared = request.headers.get('upload-length');
  if (declared === null || !/^\d{1,15}$/.test(declared))
    throw new EvidenceRefused('length-missing', 400, '没有申报文件长度', '上传前须申报文件长度（字节）。请刷新页面后重试。');
  const size = Number(declared);
  if (size === 0)
    throw new EvidenceRefused('empty', 422, '文件是空的', '文件长度为 0 字节，可能没有拍摄成功或复制不完整。请检查原设备上的文件。');
  if (size > limit)
    throw new EvidenceRefused(
      'too-large',
      413,
      '文件过大',
      `单个文件不得超过 ${sized(limit)}，这个文件是 ${sized(size)}。请分段录制后分别上传。`,
    );
  return request;
}

type Metadata = Record<string, string | null> | undefined;
/** Claims as metadata again: only what was read and checked is kept. */
const written = ({ takenBy, ...claims }: Claims): Record<string, string | null> => ({
  ...claims,
  ...(takenBy ? { takenBy: takenBy.join(',') } : {}),
});
const factsOf = (metadata: Metadata): (Owner & { caseId: string }) | undefined => {
  const { owner, agency, caseId } = metadata ?? {};
  return owner && agency && caseId ? { personId: owner, agency, caseId } : undefined;
};
const idOf = (request: { url: string }) => /\/([0-9a-f]{32})\/?$/.exec(new URL(request.url).pathname)?.[1];

const unknownUpload = () =>
  new EvidenceRefused('upload-unknown', 404, '找不到这次上传', '上传可能已取消，或超过期限没有续传而被清理。请重新选择文件上传。');
const refuseUnknown = (): never => {
  throw unknownUpload();
};

const answerHeaders = ({ item }: Finished) => ({ 'content-type': 'application/json; charset=utf-8', 'heming-item': item });
const answer = ({ item, existing, size }: Finished) =>
  JSON.stringify({ item, existing, size, says: existing ? '同一文件已入库，没有重复保存。' : '文件已入库。' });

/** The answer about an upload that was taken in: full offset, the item, and no way back. */
function concluded(request: Request, finished: Finished): Response {
  if (request.method === 'DELETE')
    throw new EvidenceRefused('taken-in', 403, '文件已入库', '已入库的证据不能取消上传。误传的，请在案件中注明与本案无关。');
  const at = { 'upload-offset': String(finished.size), 'upload-length': String(finished.size), 'cache-control': 'no-store' };
  const headers = { ...TUS, ...at, ...answerHeaders(finished) };
  return new Response(request.method === 'HEAD' ? null : answer(finished), { headers });
}

function explained(thrown: unknown, report?: (error: unknown) => void): Problem {
  const error = namedDiskError(thrown);
  if (error instanceof EvidenceRefused) {
    if (error.problem.status >= 500) report?.(thrown);
    return error.problem;
  }
  if (isMissing(error)) return unknownUpload().problem;
  const status = (error as { status_code?: number } | undefined)?.status_code;
  if (status === undefined || status >= 500) report?.(error);
  return libraryProblem(status ?? 500);
}

/** Problems the library finds, by its status: the request's form, its place in the file, or a fault of ours. */
function libraryProblem(status: number): Problem {
  const problem = (name: string, code: number, title: string, detail: string) => new EvidenceRefused(name, code, title, detail).problem;
  if (status === 404 || status === 410) return unknownUpload().problem;
  if (status === 409) return problem('offset-differs', 409, '续传位置不一致', '同一文件可能正在另一个窗口上传。请重新查询进度后继续。');
  if (status === 413)
    return problem('longer-than-declared', 413, '内容超过申报的长度', '收到的内容比申报的长度多，文件可能在上传时被改动。请重新上传。');
  if (status < 500 || status === 501)
    return problem('request-unclear', 400, '上传请求不完整', '请求缺少必要的内容或中途断开，已收到的部分可以续传。请重试。');
  return problem(
    'upload-failed',
    500,
    '上传未完成',
    '服务器处理上传时出错，已收到的部分可以续传。请稍后重试；仍不成功的，联系系统管理员。',
  );
}
