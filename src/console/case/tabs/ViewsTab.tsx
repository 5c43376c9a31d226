// src/console/case/tabs/ViewsTab.tsx —— 查阅记录:who looked at what, when, and why
import { useQuery } from '@tanstack/react-query';
import { isStep, stepNames } from '../../../law/vocabulary.ts';
import { shortInstant } from '../../parts/days.ts';
import { Empty, Loading, Trouble } from '../../parts/states.tsx';
import { viewsQuery } from '../../wire/queries.ts';
import type { CaseView, Trace } from '../../wire/shapes.ts';

const kinds: Record<string, string> = {
  personalDataViewed: '查看隐去的内容',
  dataExported: '下载文书或者凭证',
  actRefused: '办理未获准许',
  evidenceViewed: '查阅证据',
};

export function ViewsTab({ view }: { view: CaseView }) {
  const views = useQuery(viewsQuery(view.id));
  if (views.isPending) return <Loading />;
  if (views.error) return <Trouble error={views.error} again={() => void views.refetch()} />;
  const rows = [...views.data.looks, ...views.data.traces].toSorted((a, b) => (a.at < b.at ? 1 : -1));
  if (rows.length === 0) return <Empty title="还没有人查阅过证据原件或者隐去的内容" />;
  const item = (id?: string) => {
    const found = view.evidence.find((each) => each.id === id);
    return found ? `${found.label} ${found.name}` : '';
  };
  return (
    <div className="panel gap-top scroll">
      <table className="tb">
        <thead>
          <tr>
            <th>时间</th>
            <th>谁</th>
            <th>做了什么</th>
            <th>对什么</th>
            <th>用途</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row
              key={`${row.at}${row.who}${row.what}${row.item ?? row.step}`}
              row={row}
              today={view.today}
              about={
                row.item
                  ? item(row.item)
                  : row.step === 'party'
                    ? '当事人'
                    : row.step === 'papers'
                      ? '全部文书'
                      : row.step && isStep(row.step)
                        ? stepNames[row.step]
                        : ''
              }
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

const Row = ({ row, today, about }: { row: Trace; today: string; about: string }) => (
  <tr>
    <td className="nw">{shortInstant(row.at, today)}</td>
    <td className="nw">{row.who}</td>
    <td>{kinds[row.what] ?? (row.item ? '查阅证据' : row.what)}</td>
    <td>{about}</td>
    <td>
      {row.purpose}
      {row.same === false && <span className="late">　原件与入库摘要不一致</span>}
    </td>
  </tr>
);
