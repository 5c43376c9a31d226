// src/console/account/History.tsx —— 最近动态一栏:sign-ins, failed ones, and who changed what about the account
import { shortInstant } from '../parts/days.ts';
import { type Account, changeWords } from './accountQueries.ts';

export function History({ account, today }: { account: Account; today: string }) {
  const lines = [
    ...account.signIns.map(({ at, ok }) => ({ at, says: ok ? '登录' : '登录失败', late: !ok })),
    ...account.changes.map(({ at, what, by }) => ({ at, says: `${changeWords(what)}　${by}`, late: false })),
  ].sort((a, b) => (a.at < b.at ? 1 : -1));
  return (
    <section className="panel gap-top" aria-labelledby="history">
      <div className="vs">
        <h2 id="history">最近动态</h2>
        <span className="mute small">不是您本人做的，请马上修改口令并告诉系统管理员</span>
      </div>
      <div className="subject">
        <ul className="history">
          {lines.map(({ at, says, late }) => (
            <li key={`${at} ${says}`} className={late ? 'late' : undefined}>
              <time dateTime={at}>{shortInstant(at, today)}</time> {says}
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
