// src/server/problems.ts —— 出错:RFC 9457 problem documents in Chinese
import { HTTPException } from 'hono/http-exception';
import { RenderError } from '../documents/renderError.ts';
import { EvidenceRefused, problemResponse } from '../evidence/refusal.ts';
import { LogRefused } from '../ledger/log.ts';
import { DraftRefused } from '../ledger/writer.ts';
import { ChangeRefused } from '../registers/changes.ts';
import { AccountRefused } from './signIn/accounts.ts';

export type Problem = { type: string; title: string; status: number; detail: string } & Record<string, unknown>;

/** A refusal on the way: thrown by routes, answered as a problem document. */
export class Refused extends Error {
  override name = 'Refused';
  readonly problem: Problem;
  constructor(status: number, type: string, title: string, detail: string, extra: Record<string, unknown> = {}) {
    super(detail);
    this.problem = { type: `/problems/${type}`, title, status, detail, ...extra };
  }
}

export const respond = (problem: Problem): Response =>
  new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: { 'content-type': 'application/problem+json; charset=utf-8', 'cache-control': 'no-store' },
  });

/** SQLSTATEs of a database that is away, starting, stopping, or no longer the primary. */
const unreachable = /^(08\w{3}|57P0\d|25006)$/;
const databaseAway: Problem = {
  type: '/problems/database-away',
  title: '数据库暂时连不上',
  status: 503,
  detail: '这次提交有没有记录还不知道。请稍后再提交一次：同一份草稿只会记录一次；您填写的内容仍在页面上。',
};

/** Turns anything thrown into a problem; what nobody foresaw is reported without its text and answered as 500. */
export function problemOf(error: unknown, report: (error: unknown) => void): Response {
  if (error instanceof Refused) return respond(error.problem);
  if (error instanceof EvidenceRefused) return problemResponse(error.problem);
  if (error instanceof AccountRefused || error instanceof ChangeRefused)
    return respond({ type: '/problems/change', title: '没有办成', status: 422, detail: error.message });
  if (error instanceof DraftRefused)
    return respond({
      type: `/problems/${error.code}`,
      title: error.code === 'malformed' ? '内容不能记录' : '服务器时钟不对',
      status: error.code === 'malformed' ? 422 : 503,
      detail: error.message,
    });
  if (error instanceof LogRefused)
    return respond({
      type: '/problems/log',
      title: '日志停止记录',
      status: 503,
      detail: `${error.message}已有内容可以查看，请联系系统管理员。`,
    });
  if (error instanceof HTTPException && error.status < 500)
    return respond({
      type: '/problems/request',
      title: '请求的格式不对',
      status: error.status,
      detail: '请求正文不是完整的 JSON，没有办理。请刷新页面后重试。',
    });
  if (error instanceof RenderError) return respond({ type: '/problems/paper', title: '文书没有生成', status: 500, detail: error.message });
  const full = (error as { code?: string } | undefined)?.code;
  // The signer warns the operator while this lasts; a line for each request would only bury that.
  if (full !== undefined && unreachable.test(full)) return respond(databaseAway);
  report(error);
  if (full === 'ENOSPC' || full === '53100')
    return respond({
      type: '/problems/disk-full',
      title: '磁盘已满',
      status: 507,
      detail: '没有记录，请联系系统管理员清理磁盘后重试；您填写的内容仍在页面上。',
    });
  return respond({
    type: '/problems/unexpected',
    title: '没有办成',
    status: 500,
    detail: '系统出了差错，没有记录任何内容。请稍后重试；多次不成功的，请把时间告诉系统管理员。',
  });
}

export const notFound = (what: string): Refused => new Refused(404, 'not-found', '没有找到', what);
