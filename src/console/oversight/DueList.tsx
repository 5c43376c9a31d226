// src/console/oversight/DueList.tsx —— 期限的清单:what is owed, under which article, until when
import { Link } from '@tanstack/react-router';
import { leftOf, shortDate } from '../parts/days.ts';
import { Law } from '../parts/Law.tsx';
import { Empty, Loading } from '../parts/states.tsx';
import type { DeadlineListed } from '../wire/shapes.ts';

type Props = { title: string; rows: DeadlineListed[]; today: string; pending: boolean; none: string; more?: () => void };
export function DueList({ title, rows, today, pending, none, more }: Props) {
  return (
    <section className="open" aria-label={title}>
      <div className="h">
        <h2>
          {title}　{rows.length}
          {more ? '项以上' : '项'}
        </h2>
      </div>
      {pending ? (
        <Loading />
      ) : rows.length === 0 ? (
        <Empty title={none} />
      ) : (
        <div className="scroll cards">
          <table className="tb">
            <thead>
              <tr>
                <th>案件</th>
                <th>要办的事</th>
                <th>依据</th>
                <th>最后一日</th>
                <th className="r">期限</th>
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
                    <td data-k="要办的事">{row.says}</td>
                    <td data-k="依据">
                      <Law cite={row.basis} />
                    </td>
                    <td className="nw" data-k="最后一日">
                      {shortDate(row.strict_on, today)}
                    </td>
                    <td data-k="期限" className={`r nw ${left.near === 'ahead' ? '' : left.near}`}>
                      {left.says}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
      {more && (
        <div className="row-btns in-panel">
          <button type="button" className="btn" onClick={more}>
            接着取
          </button>
        </div>
      )}
    </section>
  );
}
