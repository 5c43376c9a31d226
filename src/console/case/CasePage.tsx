// src/console/case/CasePage.tsx —— 案件页
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useMe } from '../app/session.tsx';
import { useKeys } from '../parts/keys.ts';
import { Loading, Trouble } from '../parts/states.tsx';
import { caseQuery } from '../wire/queries.ts';
import type { CaseView } from '../wire/shapes.ts';
import { CaseHead } from './CaseHead.tsx';
import { DeadlineBoxes } from './DeadlineBoxes.tsx';
import { NowList } from './NowList.tsx';
import { orderedMoves, withoutSigners } from './orderedMoves.ts';
import { RecordedNote } from './RecordedNote.tsx';
import { ReviewChanges } from './ReviewChanges.tsx';
import { StageStrip } from './StageStrip.tsx';
import { CaseTabs } from './tabs/CaseTabs.tsx';

/** One case: where it stands, what may be done, and everything that was done. */
export function CasePage() {
  const { caseId } = useParams({ from: '/cases/$caseId' });
  const found = useQuery(caseQuery(caseId));
  if (found.error && !found.data)
    return (
      <div className="gap-top">
        <h1 className="title">打不开这个案件</h1>
        <Trouble error={found.error} again={() => void found.refetch()} />
        <Link className="link" to="/">
          回到案件一览
        </Link>
      </div>
    );
  if (!found.data) return <Loading says="正在取案卷……" lines={6} />;
  return <Case key={caseId} view={withoutSigners(found.data)} />;
}

function Case({ view }: { view: CaseView }) {
  const navigate = useNavigate();
  const { tab = 'story', done } = useSearch({ from: '/cases/$caseId' });
  const [open, setOpen] = useState<string>();
  const [at, setAt] = useState<number>();
  const show = (name: string) =>
    void navigate({ to: '/cases/$caseId', params: { caseId: view.id }, search: { tab: name }, replace: true, resetScroll: false });
  const acts = view.acts.toReversed();
  const walk = (by: number) => {
    const now = acts.findIndex((act) => act.n === at);
    setAt(acts[Math.max(0, Math.min(acts.length - 1, now < 0 ? 0 : now + by))]?.n);
  };
  const me = useMe();
  const moves = orderedMoves(view, me.person.name);
  const start = (i: number) =>
    moves[i] && (() => void navigate({ to: '/cases/$caseId/do/$step', params: { caseId: view.id, step: moves[i]!.step } }));
  const digits = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [String(i + 1), start(i)]));
  const running = view.deadlines.filter((each) => each.doneOn === undefined);
  const back = () => (open ? setOpen(undefined) : void navigate({ to: '/' }));
  useKeys({
    ...digits,
    j: () => walk(1),
    k: () => walk(-1),
    e: () => show('evidence'),
    p: () => show('papers'),
    d: () => setOpen((now) => (now ? undefined : running[0]?.step)),
    Escape: back,
  });
  return (
    <>
      <CaseHead view={view} />
      <StageStrip stages={view.standing.strip} today={view.today} />
      <DeadlineBoxes deadlines={running} today={view.today} open={open} onOpen={setOpen} onAll={() => show('deadlines')} />
      <div className="two">
        <section aria-label="案卷">
          {done !== undefined && <RecordedNote view={view} n={done} />}
          <ReviewChanges review={view.review} />
          <CaseTabs view={view} tab={tab} at={at} />
        </section>
        <NowList view={view} moves={moves} />
      </div>
      <div className="keys">
        <span>
          <kbd>1</kbd>–<kbd>9</kbd> 办理第几项
        </span>
        <span>
          <kbd>J</kbd>
          <kbd>K</kbd> 经过上下
        </span>
        <span>
          <kbd>E</kbd> 证据
        </span>
        <span>
          <kbd>D</kbd> 展开期限
        </span>
        <span>
          <kbd>P</kbd> 文书
        </span>
        <span>
          <kbd>Esc</kbd> 回到一览
        </span>
        <span className="end">凭证证明何时记下、此后未改；不证明所记属实。</span>
      </div>
    </>
  );
}
