// src/console/board/DeskList.tsx —— 法制审核、公示 的待办:cases whose next step is one of the desk's
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type StepId, stepNames } from '../../law/vocabulary.ts';
import { useMe } from '../app/session.tsx';
import { leftOf, nearClass, shortDate } from '../parts/days.ts';
import { Empty, Loading, Trouble } from '../parts/states.tsx';
import { casesQuery } from '../wire/queries.ts';

const review: StepId[] = ['legalReviewed'];
const publication: StepId[] = [
  'publicationJudged',
  'publicationRedacted',
  'publicationCleared',
  'publicationApproved',
  'decisionPublished',
];

export const ReviewList = () => <Desk title="待法制审核" steps={review} none="现在没有送审的案件" />;
export const PublicationList = () => <Desk title="公示待办" steps={publication} none="现在没有等您办理公示的案件" />;

function Desk({ title, steps, none }: { title: string; steps: StepId[]; none: string }) {
  const me = useMe();
  const page = useInfiniteQuery(casesQuery('turn', ''));
  const rows = (page.data?.pages.flatMap((each) => each.cases) ?? []).filter((row) => steps.includes(row.next_step as StepId));
  return (
    <>
      <h1 className="title gap-top">{title}</h1>
      {page.error && <Trouble error={page.error} again={() => void page.refetch()} />}
      <div className="panel gap-top scroll cards">
        {page.isPending && <Loading />}
        {page.data && rows.length === 0 && !page.hasNextPage && (
          <Empty title={none}>
            其他轮到您的案件在
            <Link to="/" search={{ view: 'turn' }}>
              案件
            </Link>
            。
          </Empty>
        )}
        {rows.length > 0 && (
          <table className="tb">
            <thead>
              <tr>
                <th>案件</th>
                <th>现在办</th>
                <th>期限</th>
                <th>
                  <span className="vh">办理</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.case_id}>
                  <td>
                    <Link to="/cases/$caseId" params={{ caseId: row.case_id }}>
                      {row.case_number} {row.party}
                      {row.cause}
                    </Link>
                  </td>
                  <td data-k="现在办">{stepNames[row.next_step as StepId]}</td>
                  <td data-k="期限" className={row.due_on ? nearClass(leftOf(row.due_on, me.today).near) : undefined}>
                    {row.due_on ? `${shortDate(row.due_on, me.today)}　${leftOf(row.due_on, me.today).says}` : '—'}
                  </td>
                  <td className="r">
                    <Link className="btn" to="/cases/$caseId/do/$step" params={{ caseId: row.case_id, step: row.next_step! }}>
                      办理
                    </Link>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {page.hasNextPage && (
          <div className="more">
            <button type="button" className="btn" onClick={() => void page.fetchNextPage()}>
              更早的
            </button>
          </div>
        )}
      </div>
    </>
  );
}
