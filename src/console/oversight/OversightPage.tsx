// src/console/oversight/OversightPage.tsx —— 监督:figures that open into their lists; the weeks; what was refused, and “不属于重大” against the catalogue
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { addDays, type PlainDate } from '../../base/dates.ts';
import { holds, useMe } from '../app/session.tsx';
import { Trouble } from '../parts/states.tsx';
import { deadlinesQuery, notMajorQuery, refusalsQuery } from '../wire/queries.ts';
import { DueList } from './DueList.tsx';
import { NightlyLine } from './NightlyLine.tsx';
import { NotMajorList } from './NotMajorList.tsx';
import { RefusedList } from './RefusedList.tsx';
import { TopGates } from './TopGates.tsx';
import { type Figure, WeekChart } from './WeekChart.tsx';
import { WeekList } from './WeekList.tsx';

type Open = 'late' | 'week' | 'refused' | 'notMajor';
type FigureTold = { id: Open; name: string; n?: number; unit: string; says: string };

/** The running deadlines as far as they are fetched, nearest first, parted by today; `more` while a part may go on. */
function useRunning(today: string, enabled: boolean) {
  const due = useInfiniteQuery({ ...deadlinesQuery, enabled });
  const running = due.data?.pages.flatMap((page) => page.deadlines) ?? [];
  const end = addDays(today as PlainDate, 7);
  const late = running.filter((row) => row.strict_on < today);
  const week = running.filter((row) => row.strict_on >= today && row.strict_on <= end);
  const next = due.hasNextPage ? () => void due.fetchNextPage() : undefined;
  const reaches = (day: string) => (running.at(-1)?.strict_on ?? '9999') > day;
  const more = { late: reaches(today) ? undefined : next, week: reaches(end) ? undefined : next };
  return { late, week, more, pending: due.isPending, error: due.error };
}

export function OversightPage() {
  const me = useMe();
  const cases = holds(me, 'supervisor', 'head', 'legalReviewer');
  const due = useRunning(me.today, cases);
  const refused = useInfiniteQuery(refusalsQuery);
  const notMajor = useQuery({ ...notMajorQuery, enabled: cases });
  const [open, setOpen] = useState<Open | { figure: Figure; from: string }>(cases ? 'late' : 'refused');
  const refusals = refused.data?.pages.flatMap((page) => page.refusals) ?? [];
  const ofCases: FigureTold[] = [
    {
      id: 'late',
      name: '已逾期',
      n: due.pending ? undefined : due.late.length,
      unit: due.more.late ? '项以上' : '项',
      says: '晚了仍可办，照录并计为逾期',
    },
    {
      id: 'week',
      name: '七日内到期',
      n: due.pending ? undefined : due.week.length,
      unit: due.more.week ? '项以上' : '项',
      says: '从今天起',
    },
    { id: 'notMajor', name: '认定不属于重大、不批准移送', n: notMajor.data?.cases.length, unit: '件', says: '须有负责人说明的理由' },
  ];
  const ofAll: FigureTold[] = [
    {
      id: 'refused',
      name: '被拒的操作',
      n: refused.data && refusals.length,
      unit: refused.hasNextPage ? '次以上' : '次',
      says: '不入案卷，供改进培训',
    },
  ];
  const error = due.error ?? refused.error ?? notMajor.error;
  const overseer = holds(me, 'supervisor', 'head', 'auditAdmin');
  return (
    <>
      <div className="bar gap-top">
        <h1>监督</h1>
        <span className="mute small">每个数都能打开。</span>
      </div>
      {error && <Trouble error={error} />}
      <Figures told={[...(cases ? ofCases : []), ...ofAll]} open={open} onOpen={setOpen} />
      {open === 'late' && (
        <DueList title="已逾期" rows={due.late} today={me.today} pending={due.pending} none="没有逾期的事项" more={due.more.late} />
      )}
      {open === 'week' && (
        <DueList
          title="七日内到期"
          rows={due.week}
          today={me.today}
          pending={due.pending}
          none="七日内没有到期的事项"
          more={due.more.week}
        />
      )}
      {open === 'notMajor' && <NotMajorList cases={notMajor.data?.cases} today={me.today} />}
      {open === 'refused' && (
        <RefusedList rows={refusals} today={me.today} more={refused.hasNextPage ? () => void refused.fetchNextPage() : undefined} />
      )}
      <WeekChart
        today={me.today}
        cases={cases}
        open={typeof open === 'object' ? open : undefined}
        onOpen={(figure, from) => setOpen({ figure, from })}
      />
      {typeof open === 'object' && <WeekList {...open} today={me.today} late={due.late} />}
      <TopGates rows={refusals} />
      {overseer && <NightlyLine today={me.today} />}
    </>
  );
}

function Figures({ told, open, onOpen }: { told: FigureTold[]; open: unknown; onOpen: (open: Open) => void }) {
  return (
    <div className="figs">
      {told.map(({ id, name, n, unit, says }) => (
        <button type="button" key={id} aria-expanded={open === id} onClick={() => onOpen(id)}>
          <span className="k">{name}</span>
          <span className={`v${id === 'late' && n ? ' late' : ''}`}>
            {n ?? '…'}
            {n !== undefined && <small>{unit}</small>}
          </span>
          <span className="s">{says}</span>
        </button>
      ))}
    </div>
  );
}
