// src/console/case/tabs/DeadlinesTab.tsx —— 期限:every term that runs or ran, each with its computation
import { leftOf, shortDate } from '../../parts/days.ts';
import { Empty } from '../../parts/states.tsx';
import type { CaseView, DeadlineView } from '../../wire/shapes.ts';
import { Computation } from '../DeadlineBoxes.tsx';

export function DeadlinesTab({ view }: { view: CaseView }) {
  if (view.deadlines.length === 0) return <Empty title="还没有期限在走" />;
  const sorted = view.deadlines.toSorted(
    (a, b) => Number(a.doneOn !== undefined) - Number(b.doneOn !== undefined) || a.strict.localeCompare(b.strict),
  );
  return (
    <>
      {sorted.map((deadline) => (
        <details key={`${deadline.step}${deadline.from}`} className="panel gap-top" open={deadline.doneOn === undefined}>
          <summary className="subject">
            <b>{deadline.says}</b>　{shortDate(deadline.strict, view.today)}　<Said deadline={deadline} today={view.today} />
          </summary>
          <div className="subject">
            <Computation deadline={deadline} today={view.today} />
          </div>
        </details>
      ))}
    </>
  );
}

function Said({ deadline, today }: { deadline: DeadlineView; today: string }) {
  if (deadline.doneOn)
    return deadline.state === 'late' ? (
      <span className="late">{shortDate(deadline.doneOn, today)} 办结，逾期</span>
    ) : (
      <span className="mute">{shortDate(deadline.doneOn, today)} 按期办结</span>
    );
  const { near, says } = leftOf(deadline.strict, today);
  return <span className={near === 'ahead' ? 'mute' : near}>{says}</span>;
}
