// src/console/account/SinceLast.tsx —— 登录后的提示:what others changed about the account, and failed sign-ins, since one was last here
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { shortInstant } from '../parts/days.ts';
import type { Me } from '../wire/shapes.ts';
import { accountQuery, changeWords, sinceLast } from './accountQueries.ts';

const keyOf = (me: Me) => `heming-told-${me.person.id}`;

/** Shown until it is put away; only what came after is shown again. */
export function SinceLast({ me }: { me: Me }) {
  const account = useQuery({ ...accountQuery, staleTime: 60_000 });
  const [told, setTold] = useState(() => localStorage.getItem(keyOf(me)) ?? '');
  if (!account.data) return null;
  const { failures, byOthers } = sinceLast(account.data);
  const fresh = byOthers.filter(({ at }) => at > told);
  const newest = [account.data.signIns[0]?.at ?? '', account.data.changes[0]?.at ?? ''].sort().at(-1)!;
  const failed = failures > 0 && account.data.signIns.some(({ ok, at }) => !ok && at > told);
  if (fresh.length === 0 && !failed) return null;
  const close = () => {
    localStorage.setItem(keyOf(me), newest);
    setTold(newest);
  };
  return (
    <aside className="warn gap-top" aria-label="账号提示">
      {fresh.map(({ at, what, by }) => (
        <p key={at + what}>
          {shortInstant(at, me.today)}　{by}对您的账号办理了“{changeWords(what)}”。
        </p>
      ))}
      {failed && <p>上次登录以后，有{failures}次用您的登录名登录失败。</p>}
      <p className="row-btns">
        <Link to="/account">查看账号与安全</Link>
        <button type="button" className="link" onClick={close}>
          知道了
        </button>
      </p>
    </aside>
  );
}
