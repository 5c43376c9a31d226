// src/console/oversight/OversightPage.tsx —— 监督:figures that open into their lists; what was refused, and “不属于重大” against the catalogue
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { addDays, type PlainDate } from '../../base/dates.ts';
import { holds, useMe } from '../app/session.tsx';
import { leftOf, shortDate } from '../parts/days.ts';
import { Law } from '../parts/Law.tsx';
import { Empty, Loading, Trouble } from '../parts/states.tsx';
import { deadlinesQuery, notMajorQuery, refusalsQuery } from '../wire/queries.ts';
import type { DeadlineListed } from '../wire/shapes.ts';
import { NotMajorList } from './NotMajorList.tsx';
import { RefusedList } from './RefusedList.tsx';
import { TopGates } from './TopGates.tsx';

type Open = 'late' | 'week' | 'refused' | 'notMajor';

export function OversightPage() {
  const me = useMe();
  const cases = holds(me, 'supervisor', 'head', 'legalReviewer');
  const due = useInfiniteQuery({ ...deadlinesQuery, enabled: cases });
  const refused = useInfiniteQuery(refusalsQuery);
  const notMajor = useQuery({ ...notMajorQuery, enabled: cases });
  const [open, setOpen] = useState<Open>(cases ? 'late' : 'refused');
  const running = due.data?.pages.flatMap((page) => page.deadlines) ?? [];
  const late = running.filter((row) => row.strict_on < me.today);
  const week = running.filter((row) => row.strict_on >= me.today && row.strict_on <= addDays(me.today as PlainDate, 7));
  const refusals = refused.data?.pages.flatMap((page) => page.refusals) ?? [];
  const figures: [Open, string, number, string, string][] = [
    ['late', '已逾期', late.length, '项', '晚了仍可办，照录并计为逾期'],
    ['week', '七日内到期', week.length, '项', '从今天起'],
    ['refused', '被拒的操作', refusals.length, refused.hasNextPage ? '次以上' : '次', '不入案卷，供改进培训'],
    ['notMajor', '目录命中而认定不属于重大', notMajor.data?.cases.length ?? 0, '件', '须有负责人说明的理由'],
  ];
  const error = due.error ?? refused.error ?? notMajor.error;
  return (
    <>
      <div className="bar gap-top">
        <h1>监督</h1>
        <span className="mute small">每个数都能打开。</span>
      </div>
      {error && <Trouble error={error} />}
      <div className="figs">
        {figures
          .filter(([id]) => cases || id === 'refused')
          .map(([id, name, n, unit, says]) => (
            <button type="button" key={id} aria-expanded={open === id} onClick={() => setOpen(id)}>
              <span className="k">{name}</span>
              <span className={`v${id === 'late' && n > 0 ? ' late' : ''}`}>
                {n}
                <small>{unit}</small>
              </span>
              <span className="s">{says}</span>
            </button>
          ))}
      </div>
      {open === 'late' && <DueList title="已逾期" rows={late} today={me.today} pending={due.isPending} none="没有逾期的事项" />}
      {open === 'week' && <DueList title="七日内到期" rows={week} today={me.today} pending={due.isPending} none="七日内没有到期的事项" />}
      {open === 'notMajor' && <NotMajorList cases={notMajor.data?.cases} today={me.today} />}
      {open === 'refused' && (
        <RefusedList rows={refusals} today={me.today} more={refused.hasNextPage ? () => void refused.fetchNextPage() : undefined} />
      )}
      <TopGates rows={refusals} />
    </>
  );
}

function DueList({
  title,
  rows,
  today,
  pending,
  none,
}: {
  title: string;
  rows: DeadlineListed[];
  today: string;
  pending: boolean;
  none: string;
}) {
  return (
    <section className="open" aria-label={title}>
      <div className="h">
        <h2>
          {title}　{rows.length}项
        </h2>
      </div>
      {pending ? (
        <Loading />
      ) : rows.length === 0 ? (
        <Empty title={none} />
      ) : (
        <div className="scroll">
          <table className="tb">
            <thead>
              <tr>
                <th>案件</th>
                <th>要办的事</th>
                <th>依据</th>
                <th>应当</th>
                <th className="r">还有</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => {
                const left = leftOf(row.strict_on, today);
                return (
                  <tr key={`${row.case_id}${row.step}`}>
                    <td>
                      <Link to="/cases/$caseId" params={{ caseId: row.case_id }} search={{ tab: 'deadlines' }}>
                        {row.case_number ?? row.clue_number} {row.cause}·{row.party}
                      </Link>
                    </td>
                    <td>{row.says}</td>
                    <td>
                      <Law cite={row.basis} />
                    </td>
                    <td className="nw">{shortDate(row.strict_on, today)}</td>
                    <td className={`r nw ${left.near === 'ahead' ? '' : left.near}`}>{left.says}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
