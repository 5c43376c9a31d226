// src/evidence/refusal.ts —— 拒绝:what the room refuses, as RFC 9457 problems a person can act on

/** An RFC 9457 problem; `errors` names single fields. */
export type Problem = { type: string; title: string; status: number; detail: string; errors?: { field: string; says: string }[] };

/** Thrown whenever evidence is not taken in or not served; nothing half-done is left behind. */
export class EvidenceRefused extends Error {
  readonly problem: Problem;
  constructor(name: string, status: number, title: string, detail: string, errors?: Problem['errors']) {
    super(`${title}：${detail}`);
    this.problem = { type: `urn:heming:evidence:${name}`, title, status, detail, ...(errors ? { errors } : {}) };
  }
  /** The last part of the problem's type, such as 'digest-differs'. */
  get code(): string {
    return this.problem.type.slice('urn:heming:evidence:'.length);
  }
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException | undefined)?.code;

/** Did a file operation fail because there is no such file? */
export const isMissing = (error: unknown): boolean => codeOf(error) === 'ENOENT';

/** Did a file operation fail because the disk or the quota is full? */
export const isFull = (error: unknown): boolean => codeOf(error) === 'ENOSPC' || codeOf(error) === 'EDQUOT';

/** Turns "no space left" (disk or quota) into a 507 problem and a failing disk into a 500 one; any other error is returned as it is. */
export function namedDiskError(error: unknown): unknown {
  if (isFull(error))
    return new EvidenceRefused(
      'disk-full',
      507,
      '存储空间不足，文件未入库',
      '服务器磁盘已满，没有留下不完整的文件。请联系系统管理员清理或扩容后重试，已上传的部分可以续传。',
    );
  if (codeOf(error) !== 'EIO') return error;
  return new EvidenceRefused(
    'disk-failing',
    500,
    '服务器磁盘读写出错',
    '这一步没有办成，已确认收到的部分保存完好，可以续传。请立即联系系统管理员检查磁盘。',
  );
}

/** The problem as an HTTP response; `headers` are kept where they do not describe the old body. */
export function problemResponse(problem: Problem, headers?: Headers): Response {
  const kept = new Headers(headers);
  kept.delete('content-length');
  kept.set('content-type', 'application/problem+json; charset=utf-8');
  kept.set('cache-control', 'no-store');
  return new Response(JSON.stringify(problem), { status: problem.status, headers: kept });
}
