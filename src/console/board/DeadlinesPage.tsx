// src/console/board/DeadlinesPage.tsx —— 期限看板:every running term, nearest first
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { stepNames } from '../../law/vocabulary.ts';
import { useMe } from '../app/session.tsx';
import { leftOf, nearClass, shortDate, unitName, weekdayOf } from '../parts/days.ts';
import { Law } from '../parts/Law.tsx';
import { Empty, Loading, Trouble } from '../parts/states.tsx';
import { deadlinesQuery } from '../wire/queries.ts';
import type { DeadlineListed } from '../wire/shapes.ts';
import { groupByWhen, whenNames } from './groupByWhen.ts';

/** All running deadlines of the agency, grouped by when; each opens into its case, where the computation is. */
export function DeadlinesPage() {
  const { today } = useMe();
  const page = useInfiniteQuery(deadlinesQuery);
  const rows = page.data?.pages.flatMap((each) => each.deadlines) ?? [];
  const groups = groupByWhen(rows, (row) => row.strict_on, today);
  return (
    <>
      <div className="bar gap-top">
        <h1>期限</h1>
        <span className="mute small">晚了仍可办，照录并计为逾期。每个日期在案件里打开就是计算过程。</span>
      </div>
      {page.error && <Trouble error={page.error} again={() => void page.refetch()} />}
      <div className="list cards">
        {page.isPending && <Loading />}
        {page.data && rows.length === 0 && <Empty title="没有在走的期限" />}
        {rows.length > 0 && (
          <table>
            <colgroup>
              <col className="c-turn" />
              <col className="c-turn" />
              <col className="c-due" />
              <col className="c-next" />
              <col />
            </colgroup>
            <thead>
              <tr>
                <th scope="col">到期</th>
                <th scope="col">还有</th>
                <th scope="col">要办的事</th>
                <th scope="col">期间</th>
                <th scope="col">案件</th>
              </tr>
            </thead>
            {groups.map((group) => (
              <tbody key={group.when}>
                <tr className={`g${group.when === 'late' ? ' late-g' : ''}`}>
                  <th colSpan={5} scope="rowgroup">
                    <b>{whenNames[group.when]}</b>　{group.rows.length}项
                  </th>
                </tr>
                {group.rows.map((row) => (
                  <Row key={`${row.case_id}${row.step}`} row={row} today={today} />
                ))}
              </tbody>
            ))}
          </table>
        )}
        {page.hasNextPage && (
          <div className="more">
            <button type="button" className="btn" onClick={() => void page.fetchNextPage()}>
              更晚的
            </button>
          </div>
        )}
      </div>
    </>
  );
}

function Row({ row, today }: { row: DeadlineListed; today: string }) {
  const left = leftOf(row.strict_on, today);
  return (
    <tr>
      <td data-k="到期">
        <span className={nearClass(left.near)}>
          {shortDate(row.strict_on, today)}　{weekdayOf(row.strict_on)}
        </span>
      </td>
      <td data-k="还有">
        <span className={nearClass(left.near)}>
          {left.says}
          {row.unverified && <span className="tag plume">待核</span>}
        </span>
      </td>
      <td data-k="要办的事">
        <div>
          {stepNames[row.step]}
          <div className="s">
            {row.says}　<Law cite={row.basis} />
          </div>
        </div>
      </td>
      <td data-k="期间">
        <div>
          {row.amount}
          {unitName(row.unit)}
          <div className="s">自{shortDate(row.from_on, today)}</div>
        </div>
      </td>
      <td data-k="案件">
        <div>
          <Link className="t" to="/cases/$caseId" params={{ caseId: row.case_id }} search={{ tab: 'deadlines' }}>
            {row.cause}
          </Link>
          <div className="s">
            {row.case_number ?? row.clue_number}　{row.party}
          </div>
        </div>
      </td>
    </tr>
  );
}
