// src/console/oversight/OversightPage.tsx —— 监督:figures that open into their lists; what was refused, and “不属于重大” against the catalogue
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { addDays, type PlainDate } from '../../base/dates.ts';
import { isStep, stepNames } from '../../law/vocabulary.ts';
import { holds, useMe } from '../app/session.tsx';
import { leftOf, shortDate, shortInstant } from '../parts/days.ts';
import { Law } from '../parts/Law.tsx';
import { Empty, Loading, Trouble } from '../parts/states.tsx';
import { deadlinesQuery, notMajorQuery, refusalsQuery } from '../wire/queries.ts';
import type { DeadlineListed, RefusedAct } from '../wire/shapes.ts';
import { NotMajorList } from './NotMajorList.tsx';
import { topGates } from './topGates.ts';

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
      <Gates rows={refusals} />
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

const RefusedList = ({ rows, today, more }: { rows: RefusedAct[]; today: string; more?: () => void }) => (
  <section className="open" aria-label="被拒的操作">
    <div className="h">
      <h2>被拒的操作　{rows.length}次</h2>
    </div>
    {rows.length === 0 ? (
      <Empty title="没有被拒的操作" />
    ) : (
      <div className="scroll">
        <table className="tb">
          <thead>
            <tr>
              <th>时间</th>
              <th>谁</th>
              <th>想办的事</th>
              <th>理由</th>
              <th>案件</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.at}${row.who}${row.step}`}>
                <td className="nw">{shortInstant(row.at, today)}</td>
                <td className="nw">{row.who ?? '—'}</td>
                <td className="nw">{row.step && isStep(row.step) ? stepNames[row.step] : row.step}</td>
                <td>{(row.gates ?? []).map(gateSays).join('；')}</td>
                <td>
                  {row.caseId && (
                    <Link to="/cases/$caseId" params={{ caseId: row.caseId }}>
                      打开
                    </Link>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    )}
    {more && (
      <div className="row-btns in-panel">
        <button type="button" className="btn" onClick={more}>
          更早的
        </button>
      </div>
    )}
  </section>
);

/** after:noticeServed → 须先事先告知; other gates by their id, which the reference lists. */
const gateSays = (gate: string): string => {
  const [kind, step] = gate.split(':');
  const name = step && isStep(step) ? stepNames[step] : undefined;
  if (kind === 'after' && name) return `须先${name}`;
  if (kind === 'unless' && name) return `已经${name}`;
  return gate === 'once' ? '已经办过' : gate;
};

function Gates({ rows }: { rows: RefusedAct[] }) {
  const top = topGates(rows);
  if (top.length === 0) return null;
  const most = top[0]!.n;
  return (
    <section className="open" aria-label="被拒最多的理由">
      <div className="h">
        <h2>被拒最多的理由</h2>
        <span className="mute">供改进培训</span>
      </div>
      <table className="tb">
        <thead>
          <tr>
            <th>理由</th>
            <th>次数</th>
          </tr>
        </thead>
        <tbody>
          {top.map(({ gate, n }) => (
            <tr key={gate}>
              <td>{gateSays(gate)}</td>
              <td>
                <div className="barcell">
                  <progress max={most} value={n} aria-hidden="true" />
                  <span>{n}</span>
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
