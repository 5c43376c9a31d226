// src/console/account/SessionsSection.tsx —— 登录情况一栏:where one is signed in, and ending it from here
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { fullWidth } from '../parts/fullWidth.ts';
import { Loading, Trouble } from '../parts/states.tsx';
import { ask, Problem } from '../wire/http.ts';
import { sessionsQuery } from './accountQueries.ts';
import { SessionTable } from './SessionTable.tsx';

export function SessionsSection({ today, onChanged }: { today: string; onChanged: () => void }) {
  const sessions = useQuery(sessionsQuery);
  const [wrong, setWrong] = useState<string>();
  const end = async (path: string) => {
    try {
      await ask(`/api/sessions/${path}`, { method: 'POST' });
      setWrong(undefined);
    } catch (error) {
      setWrong(error instanceof Problem ? fullWidth(error.message) : '没有送达，没有结束。请检查网络后再试。');
    }
    await sessions.refetch();
    onChanged();
  };
  const others = sessions.data?.filter(({ current }) => !current).length ?? 0;
  return (
    <section className="panel gap-top" aria-labelledby="sessions">
      <div className="vs">
        <h2 id="sessions">登录着的地方</h2>
        <span className="mute small">三十分钟不操作，或者登录满十二小时，自动结束</span>
      </div>
      <div className="subject">
        {wrong && (
          <div className="err" role="alert">
            <p>{wrong}</p>
          </div>
        )}
        {sessions.isPending && <Loading lines={2} />}
        {sessions.error && <Trouble error={sessions.error} again={() => void sessions.refetch()} />}
        {sessions.data && <SessionTable sessions={sessions.data} today={today} onEnd={({ id }) => void end(`${id}/end`)} />}
        {others > 0 && (
          <div className="row-btns">
            <button type="button" className="btn" onClick={() => void end('end-others')}>
              结束其他{others}处登录
            </button>
          </div>
        )}
      </div>
    </section>
  );
}
