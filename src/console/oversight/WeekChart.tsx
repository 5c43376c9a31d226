// src/console/oversight/WeekChart.tsx —— 每周的图:three rows of bars drawn from the server's counts; the table behind it says the same and opens
import { useQuery } from '@tanstack/react-query';
import { addDays, type PlainDate } from '../../base/dates.ts';
import { shortDate } from '../parts/days.ts';
import { Loading, Trouble } from '../parts/states.tsx';
import { weeksQuery } from '../wire/queries.ts';
import type { Week } from '../wire/shapes.ts';

export type Figure = 'acts' | 'refused' | 'overdue';
/** What each row counts, in the words of the page. */
export const figureNames: Record<Figure, string> = { acts: '记入案卷', refused: '被拒的操作', overdue: '到期至今未办' };
const units: Record<Figure, string> = { acts: '步', refused: '次', overdue: '项' };
const figures = Object.keys(figureNames) as Figure[];
/** 11-17 to 11-23. */
export const weekWords = (from: string, today: string): string =>
  `${shortDate(from, today)}至${shortDate(addDays(from as PlainDate, 6), today)}`;

type Props = { today: string; cases: boolean; open?: { figure: Figure; from: string }; onOpen: (figure: Figure, from: string) => void };
export function WeekChart({ today, cases, open, onOpen }: Props) {
  const { data, error, isPending, refetch } = useQuery(weeksQuery);
  if (error) return <Trouble error={error} again={() => void refetch()} />;
  if (isPending) return <Loading lines={2} />;
  return (
    <section className="open weeks" aria-label="最近十二周">
      <div className="h">
        <h2>最近十二周</h2>
        <span className="mute">按周一到周日，本周到今天为止</span>
      </div>
      <div className="charts">
        {figures.map((figure) => (
          <Bars key={figure} figure={figure} weeks={data.weeks} today={today} />
        ))}
      </div>
      <details className="fold weeks-table">
        <summary>看成表格，每个数都能打开</summary>
        <div className="scroll">
          <Table weeks={data.weeks} today={today} cases={cases} open={open} onOpen={onOpen} />
        </div>
      </details>
    </section>
  );
}

const [STEP, HIGH] = [26, 64];
function Bars({ figure, weeks, today }: { figure: Figure; weeks: Week[]; today: string }) {
  const most = Math.max(1, ...weeks.map((week) => week[figure]));
  const total = weeks.reduce((sum, week) => sum + week[figure], 0);
  return (
    <figure>
      <figcaption>
        {figureNames[figure]}
        <b>
          {total}
          {units[figure]}
        </b>
      </figcaption>
      {total === 0 ? (
        <p className="mute small none">这十二周里没有</p>
      ) : (
        <svg
          role="img"
          aria-label={`${figureNames[figure]}，各周的数见下面的表格`}
          viewBox={`0 0 ${weeks.length * STEP} ${HIGH + 34}`}
          className={`bars ${figure}`}
        >
          <line x1="0" x2={weeks.length * STEP} y1={HIGH + 16.5} y2={HIGH + 16.5} />
          {weeks.map((week, i) => {
            const n = week[figure];
            const height = n === 0 ? 0 : Math.max(2, Math.round((n / most) * HIGH));
            return (
              <g key={week.from}>
                <title>{`${weekWords(week.from, today)}：${n}${units[figure]}`}</title>
                <rect x={i * STEP + 4} y={HIGH + 16 - height} width={STEP - 8} height={height} />
                {n > 0 && (
                  <text x={i * STEP + STEP / 2} y={HIGH + 12 - height}>
                    {n}
                  </text>
                )}
                {i % 3 === 0 && (
                  <text className="when" x={i * STEP + 4} y={HIGH + 30}>
                    {shortDate(week.from, today)}
                  </text>
                )}
              </g>
            );
          })}
        </svg>
      )}
    </figure>
  );
}

function Table({ weeks, today, cases, open, onOpen }: Props & { weeks: Week[] }) {
  const opens = (figure: Figure, n: number) => n > 0 && (cases || figure === 'refused');
  return (
    <table className="tb">
      <thead>
        <tr>
          <th scope="col">周</th>
          {figures.map((figure) => (
            <th scope="col" className="r" key={figure}>
              {figureNames[figure]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.toReversed().map((week) => (
          <tr key={week.from}>
            <th scope="row" className="nw">
              {weekWords(week.from, today)}
            </th>
            {figures.map((figure) => (
              <td className="r" key={figure}>
                {opens(figure, week[figure]) ? (
                  <button
                    type="button"
                    className="link"
                    aria-expanded={open?.figure === figure && open.from === week.from}
                    aria-label={`${weekWords(week.from, today)}${figureNames[figure]}${week[figure]}${units[figure]}，打开`}
                    onClick={() => onOpen(figure, week.from)}
                  >
                    {week[figure]}
                  </button>
                ) : (
                  week[figure]
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
