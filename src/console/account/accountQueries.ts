// src/console/account/accountQueries.ts —— 账号的取数:what the account pages ask, and the words for what happened to an account
import { queryOptions } from '@tanstack/react-query';
import { ask } from '../wire/http.ts';

export type Account = {
  login: string;
  passwordSetAt: string;
  factor: { required: boolean; since: string | null; recoveryCodesLeft: number };
  signIns: { at: string; ok: boolean }[];
  changes: { at: string; what: string; by: string }[];
};
export type SessionListed = { id: string; begun: string; lastUsed: string; browser: string; current: boolean };
export type Enrolment = { secret: string; uri: string; qr: { size: number; path: string } };

export const accountQuery = queryOptions({ queryKey: ['account'], queryFn: () => ask<Account>('/api/account') });
export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: async () => (await ask<{ sessions: SessionListed[] }>('/api/sessions')).sessions,
});

const words: Record<string, string> = {
  accountMade: '建立账号',
  accountDisabled: '停用账号',
  accountEnabled: '重新启用账号',
  passwordReset: '重置口令',
  passwordChanged: '修改口令',
  secondFactorEnrolled: '绑定动态口令',
  secondFactorGivenUp: '停用动态口令',
  secondFactorReset: '重置动态口令',
  recoveryCodesRenewed: '更换备用码',
  sessionsEnded: '结束登录',
  sessionsListed: '查看登录情况',
};
/** What was done to an account, in words. */
export const changeWords = (what: string): string => words[what] ?? '变更账号';

/** The sign-in before this one, failures since then, and what others changed since then (a look changes nothing). */
export function sinceLast({ signIns, changes }: Account): { last?: string; failures: number; byOthers: Account['changes'] } {
  const [, last] = signIns.filter(({ ok }) => ok);
  const after = (at: string) => last === undefined || at > last.at;
  return {
    last: last?.at,
    failures: signIns.filter(({ ok, at }) => !ok && after(at)).length,
    byOthers: changes.filter(({ by, at, what }) => by !== '本人' && what !== 'sessionsListed' && after(at)),
  };
}
