// src/console/case/DeadlineBoxes.tsx —— 期限:the strict date and what is left; each opens into its computation
import { useId } from 'react';
import { stepNames } from '../../law/vocabulary.ts';
import { leftOf, shortDate, unitName, weekdayOf } from '../parts/days.ts';
import { fullWidth } from '../parts/fullWidth.ts';
import { Icon } from '../parts/Icon.tsx';
import { Law } from '../parts/Law.tsx';
import type { DeadlineView } from '../wire/shapes.ts';
import { dayCells, leftWords } from './dayCells.ts';

const SHOWN = 4;
type Props = { deadlines: DeadlineView[]; today: string; open?: string; onOpen: (step?: string) => void; onAll: () => void };

export function DeadlineBoxes({ deadlines, today, open, onOpen, onAll }: Props) {
  if (deadlines.length === 0) return null;
  const sorted = deadlines.toSorted((a, b) => a.strict.localeCompare(b.strict));
  return (
    <>
      <div className="dl">
        {sorted.slice(0, SHOWN).map((deadline, i) => (
          <Box
            key={deadline.step}
            deadline={deadline}
            today={today}
            open={open === deadline.step}
            right={i >= 2}
            onToggle={() => onOpen(open === deadline.step ? undefined : deadline.step)}
          />
        ))}
      </div>
      {sorted.length > SHOWN && (
        <button type="button" className="link small" onClick={onAll}>
          全部{sorted.length}项在走的期限
        </button>
      )}
    </>
  );
}

function Box({
  deadline,
  today,
  open,
  right,
  onToggle,
}: {
  deadline: DeadlineView;
  today: string;
  open: boolean;
  right: boolean;
  onToggle: () => void;
}) {
  const id = useId();
  const { near } = leftOf(deadline.strict, today);
  const counted = leftWords(deadline, today);
  return (
    <div className={`dlb${near === 'soon' ? ' s' : near === 'late' ? ' l' : ''}`}>
      <button type="button" aria-expanded={open} aria-controls={id} onClick={onToggle}>
        <span>
          <span className="k">{deadline.says}</span>
          <span className="v">
            {shortDate(deadline.strict, today)}　{weekdayOf(deadline.strict)}
          </span>
        </span>
        <span className="left">
          <span className={near === 'ahead' ? '' : near}>{counted}</span>
          <br />
          <span className="mute micro">{deadline.unverified.length > 0 ? '待核' : `共${deadline.amount}${unitName(deadline.unit)}`}</span>
        </span>
        <Icon name="down" />
      </button>
      {open && (
        <div id={id} className={`comp${right ? ' from-right' : ''}`}>
          <Computation deadline={deadline} today={today} />
        </div>
      )}
    </div>
  );
}

/** How a date came about: a cell a day where that helps, then start, unit, excluded and included days, article, calendar. */
export function Computation({ deadline, today }: { deadline: DeadlineView; today: string }) {
  const cells = dayCells(deadline, today);
  const kind = { start: 'off', off: 'off', swap: 'swap', day: '' } as const;
  return (
    <>
      <h2>
        这个日期怎么来的：{deadline.amount}
        {unitName(deadline.unit)}，{shortDate(deadline.strict, today)} 期满
        {deadline.unverified.length > 0 && <span className="tag plume">待核</span>}
      </h2>
      {cells.length > 0 && (
        <ol className="cal">
          {cells.map((cell) => (
            <li key={cell.date} className={`${kind[cell.kind]}${cell.today ? ' now' : ''}${cell.due ? ' due' : ''}`}>
              {cell.weekday}
              <b>{Number(cell.date.slice(8))}</b>
              <span title={cell.note}>{cell.note}</span>
            </li>
          ))}
        </ol>
      )}
      <dl className="kv">
        {deadline.lines.map((line) => [
          <dt key={line.label}>{line.label}</dt>,
          <dd key={`${line.label}:`}>{line.label === '依据' ? <Law cite={deadline.basis} /> : fullWidth(line.text)}</dd>,
        ])}
        <dt>要办</dt>
        <dd>
          {stepNames[deadline.step]}
          {deadline.doneOn && `，${shortDate(deadline.doneOn, today)} 已办${deadline.state === 'late' ? '，计为逾期' : ''}`}
        </dd>
      </dl>
    </>
  );
}
