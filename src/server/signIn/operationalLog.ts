// src/server/signIn/operationalLog.ts —— 操作日志:refused acts, sign-ins, administration, looks at personal data; append-only, kept ≥ 6 months
import { sql } from 'kysely';
import { newId } from '../../base/ids.ts';
import type { Db } from '../../store/database.ts';
import { signInTables } from './tables.ts';

export const logKinds = {
  actRefused: '行为被拒绝',
  signedIn: '登录',
  signInFailed: '登录失败',
  signedOut: '退出',
  sessionEnded: '会话终止',
  accountChanged: '账号变更',
  registerChanged: '名册变更',
  personalDataViewed: '查看个人信息',
  dataExported: '导出数据',
  checkpointFileBegun: '重新开始检查点文件',
} as const;
export type LogKind = keyof typeof logKinds;

/** One line of the log. `detail` holds codes and counts; free text of forms never gets in (see `codesOnly`). */
export type LogEntry = {
  at: Date;
  agency: string;
  kind: LogKind;
  personId?: string;
  caseId?: string;
  step?: string;
  gates?: string[];
  detail?: Record<string, unknown>;
};

/** Appends one line, in the given transaction or by itself. */
export async function logOperation(db: Db, { at, agency, kind, personId, caseId, step, gates, detail }: LogEntry): Promise<void> {
  await signInTables(db)
    .insertInto('operational_log')
    .values({
      ...{
        id: newId(at.getTime()),
        at: at.toISOString(),
        agency,
        kind,
        person_id: code(personId),
        case_id: code(caseId),
        step: code(step),
      },
      ...{ gates: (gates ?? []).slice(0, 50).map((gate) => code(gate) ?? cut), detail: JSON.stringify(codesOnly(detail ?? {})) },
    })
    .execute();
}

const cut = '[已略去]';
// Letters, digits and marks of identifiers only: no Chinese, hence no names, addresses or sentences; no long digits, hence no ID or telephone numbers.
const isCode = (text: string): boolean => /^[\w.:/-]{1,80}$/.test(text) && !/(?<![0-9a-f-])\d{7,}/i.test(text);
const code = (text: string | undefined): string | null => (text === undefined ? null : isCode(text) ? text : cut);

/** Cuts everything but numbers below a million, yes or no, and codes; keys that are no codes are dropped. */
export function codesOnly(detail: Record<string, unknown>): Record<string, unknown> {
  const kept = (value: unknown): unknown => {
    if (typeof value === 'boolean' || value === null) return value;
    if (typeof value === 'number') return Math.abs(value) < 1e6 ? value : cut;
    if (Array.isArray(value)) return value.slice(0, 50).map(kept);
    return typeof value === 'string' && isCode(value) ? value : cut;
  };
  return Object.fromEntries(Object.entries(detail).flatMap(([key, value]) => (isCode(key) ? [[key, kept(value)]] : [])));
}

export type LogRow = {
  id: string;
  at: string;
  kind: LogKind;
  personId?: string;
  caseId?: string;
  step?: string;
  gates: string[];
  detail: unknown;
};

/** Lines of an agency, newest first; `before` is the last line of the page before. */
export async function readOperations(
  db: Db,
  {
    agency,
    kind,
    caseId,
    before,
    limit = 50,
  }: { agency: string; kind?: LogKind; caseId?: string; before?: { at: string; id: string }; limit?: number },
): Promise<LogRow[]> {
  let query = signInTables(db).selectFrom('operational_log').selectAll().where('agency', '=', agency);
  if (kind) query = query.where('kind', '=', kind);
  if (caseId) query = query.where('case_id', '=', caseId);
  if (before) query = query.where(sql<boolean>`(at, id) < (${before.at}::timestamptz, ${before.id}::uuid)`);
  const rows = await query.orderBy('at', 'desc').orderBy('id', 'desc').limit(Math.min(limit, 200)).execute();
  return rows.map(({ id, at, kind: of, person_id, case_id, step, gates, detail }) => ({
    ...{ id, at, kind: of as LogKind, gates, detail },
    ...{ personId: person_id ?? undefined, caseId: case_id ?? undefined, step: step ?? undefined },
  }));
}

/** Removes lines older than so many months (at least 6, else the database refuses) and returns how many; the tables allow no other removal. */
export async function pruneOperations(db: Db, months: number): Promise<number> {
  const { rows } = await sql<{ gone: number }>`select operational_log_prune(${months}::int) as gone`.execute(db);
  return rows[0]!.gone;
}
