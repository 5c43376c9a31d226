// src/console/account/PersonSessions.tsx —— 某人的登录:an administrator sees where a person is signed in and ends it, with a reason
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { newId } from '../../base/ids.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { Loading, Trouble } from '../parts/states.tsx';
import { ask } from '../wire/http.ts';
import type { PersonListed } from '../wire/shapes.ts';
import { Ask } from './Ask.tsx';
import type { SessionListed } from './accountQueries.ts';
import { SessionTable } from './SessionTable.tsx';

type Props = { person: PersonListed; today: string; onClose: () => void; onDone: (says: string) => void };
export function PersonSessions({ person, today, onClose, onDone }: Props) {
  const sessions = useQuery({
    queryKey: ['people', person.id, 'sessions'],
    queryFn: async () => (await ask<{ sessions: SessionListed[] }>(`/api/people/${person.id}/sessions`)).sessions,
    // Each look is recorded in the log: one a dialog.
    ...{ gcTime: 0, staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false },
  });
  const [ending, setEnding] = useState<SessionListed | 'all'>();
  const [key] = useState(newId);
  const send = async ({ why }: Record<string, string>) => {
    const session = ending === 'all' ? {} : { session: ending!.id };
    await ask(`/api/people/${person.id}/end-sessions`, { method: 'POST', headers: { 'idempotency-key': key }, body: { ...session, why } });
    onDone(`${person.name}：登录已结束，已记入日志。`);
  };
  return (
    <Dialog title={`登录情况：${person.name}`} onClose={onClose}>
      {sessions.isPending && <Loading lines={2} />}
      {sessions.error && <Trouble error={sessions.error} again={() => void sessions.refetch()} />}
      {ending && (
        <Ask
          label="结束登录"
          go={ending === 'all' ? '结束全部登录' : '结束这次登录'}
          fields={[{ name: 'why', label: '理由', complete: 'off' }]}
          send={send}
          onCancel={() => setEnding(undefined)}
        >
          <p>立即生效。正在填写的内容仍留在他的页面上，重新登录后可以继续。</p>
        </Ask>
      )}
      {!ending && sessions.data?.length === 0 && <p>现在没有在任何地方登录。</p>}
      {!ending && sessions.data && sessions.data.length > 0 && (
        <>
          <SessionTable sessions={sessions.data} today={today} onEnd={setEnding} />
          <div className="row-btns">
            <button type="button" className="btn" onClick={() => setEnding('all')}>
              结束全部登录
            </button>
          </div>
        </>
      )}
      <p className="hint">这次查看已记入日志，本人也会看到。</p>
    </Dialog>
  );
}
