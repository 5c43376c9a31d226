// src/console/account/SessionTable.tsx —— 登录着的地方:one row each, with what ends it
import { shortInstant } from '../parts/days.ts';
import type { SessionListed } from './accountQueries.ts';

type Props = { sessions: SessionListed[]; today: string; onEnd: (session: SessionListed) => void };
export const SessionTable = ({ sessions, today, onEnd }: Props) => (
  <ul className="sessions">
    {sessions.map((session) => (
      <li key={session.id}>
        <div>
          <b>{session.browser || '其他程序'}</b> {session.current && <span className="ok small">就是这里</span>}
          <div className="mute small">
            {shortInstant(session.begun, today)} 登录，最近使用 {shortInstant(session.lastUsed, today)}
          </div>
        </div>
        {!session.current && (
          <button type="button" className="btn" onClick={() => onEnd(session)}>
            结束
          </button>
        )}
      </li>
    ))}
  </ul>
);
