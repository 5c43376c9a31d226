// src/console/oversight/WeekList.tsx —— 一周的清单:what stands behind one figure of the weekly table
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { addDays, type PlainDate } from '../../base/dates.ts';
import { isStep, stepNames } from '../../law/vocabulary.ts';
import { shortInstant } from '../parts/days.ts';
import { Empty, Loading, Trouble } from '../parts/states.tsx';
import { weekActsQuery, weekRefusalsQuery } from '../wire/queries.ts';
import type { DeadlineListed, WeekAct } from '../wire/shapes.ts';
import { DueList } from './DueList.tsx';
import { RefusedList } from './RefusedList.tsx';
import { type Figure, figureNames, weekWords } from './WeekChart.tsx';

type Props = { figure: Figure; from: string; today: string; late: DeadlineListed[] };
export function WeekList({ figure, from, today, late }: Props) {
  if (figure === 'acts') return <Acts from={from} today={today} />;
  if (figure === 'refused') return <Refusals from={from} today={today} />;
  const end = addDays(from as PlainDate, 6);
  const rows = late.filter((row) => row.strict_on >= from && row.strict_on <= end);
  return <DueList title={`${weekWords(from, today)}到期至今未办`} rows={rows} today={today} pending={false} none="这一周到期的都办了" />;
}

function Refusals({ from, today }: { from: string; today: string }) {
  const { data, error, refetch } = useQuery(weekRefusalsQuery(from));
  if (error) return <Trouble error={error} again={() => void refetch()} />;
  if (!data) return <Loading />;
  return <RefusedList title={`${weekWords(from, today)}被拒的操作`} rows={data.rows} atLeast={data.more} today={today} />;
}

function Acts({ from, today }: { from: string; today: string }) {
  const { data, error, refetch } = useQuery(weekActsQuery(from));
  if (error) return <Trouble error={error} again={() => void refetch()} />;
  if (!data) return <Loading />;
  const title = `${weekWords(from, today)}${figureNames.acts}`;
  return (
    <section className="open" aria-label={title}>
      <div className="h">
        <h2>
          {title}　{data.acts.length}
          {data.more ? '步以上' : '步'}
        </h2>
      </div>
      {data.acts.length === 0 ? (
        <Empty title="这一周没有记入案卷的行为" />
      ) : (
        <div className="scroll">
          <table className="tb">
            <thead>
              <tr>
                <th>时间</th>
                <th>办理了</th>
                <th>案件</th>
              </tr>
            </thead>
            <tbody>
              {data.acts.map((act) => (
                <Act key={`${act.case_id}${act.n}`} act={act} today={today} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

const Act = ({ act, today }: { act: WeekAct; today: string }) => (
  <tr>
    <td className="nw">{shortInstant(act.at, today)}</td>
    <td className="nw">
      {isStep(act.step) ? stepNames[act.step] : act.step}
      <span className="mute">　第{act.n}条</span>
    </td>
    <td>
      {act.case_id ? (
        <Link to="/cases/$caseId" params={{ caseId: act.case_id }}>
          {act.case_number ?? act.clue_number} {act.cause}·{act.party}
        </Link>
      ) : (
        '—'
      )}
    </td>
  </tr>
);
