// src/console/app/session.tsx —— 会话:who is signed in; an ended session asks again on the spot and keeps what was typed
import { useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { MustEnrol } from '../account/MustEnrol.tsx';
import { Loading, Trouble } from '../parts/states.tsx';
import { openDrafts } from '../wire/drafts.ts';
import { ask, onSessionEnd, Problem } from '../wire/http.ts';
import { client, meQuery } from '../wire/queries.ts';
import type { Me, Post } from '../wire/shapes.ts';
import { MustChange } from './MustChange.tsx';
import { SignIn } from './SignIn.tsx';

const Session = createContext<Me | undefined>(undefined);

/** The signed-in person; only inside `SessionGate`. */
export function useMe(): Me {
  const me = useContext(Session);
  if (!me) throw new Error('useMe outside of SessionGate');
  return me;
}
/** Does the person hold one of the posts? */
export const holds = (me: Me, ...posts: Post[]): boolean => posts.some((post) => me.posts.includes(post));
export const drafts = openDrafts(sessionStorage);

/**
 * Shows the pages to whoever is signed in. When the session ends, the page stays mounted beneath the sign-in, so that nothing typed is
 * lost; if somebody else signs in, it is built anew and shows nothing of the first one's.
 */
export function SessionGate({ children }: { children: ReactNode }) {
  const me = useQuery(meQuery);
  const [ended, setEnded] = useState<string>();
  useEffect(() => onSessionEnd((why) => setEnded(why)), []);
  const signedIn = async () => {
    setEnded(undefined);
    await client.invalidateQueries();
    await me.refetch();
  };
  if (me.error instanceof Problem && me.error.status === 401 && !me.data)
    return <SignIn says={ended?.startsWith('请先') ? undefined : ended} onSignedIn={signedIn} />;
  if (me.isPending)
    return (
      <main className="wrap">
        <Loading says="正在打开……" />
      </main>
    );
  if (!me.data)
    return (
      <main className="wrap">
        <Trouble error={me.error ?? new Error()} again={() => void me.refetch()} />
      </main>
    );
  if (me.data.mustChange) return <MustChange me={me.data} onChanged={() => void signedIn()} />;
  const { data } = me;
  if (data.mustEnrol) return <MustEnrol me={data} onDone={() => void signedIn()} onSignOut={() => void signOut(data)} />;
  return (
    <Session.Provider value={me.data}>
      <div key={me.data.person.id} hidden={ended !== undefined}>
        {children}
      </div>
      {ended !== undefined && <SignIn says={ended} onSignedIn={signedIn} />}
    </Session.Provider>
  );
}

/** Ends the session; drafts hold personal data and go with it. */
export async function signOut(me: Me): Promise<void> {
  await ask('/api/sign-out', { method: 'POST' }).catch(() => undefined);
  drafts.dropAll(me.person.id);
  client.clear();
  location.assign('/console/');
}
