// src/console/board/CaseTable.tsx —— 案件表:one row a case; a table at the desk, cards on a phone
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { type StageId, type StepId, stages, stepNames } from '../../law/vocabulary.ts';
import { leftOf, nearClass, shortDate } from '../parts/days.ts';
import { Icon } from '../parts/Icon.tsx';
import { Law } from '../parts/Law.tsx';
import type { CaseListed, Course, Me } from '../wire/shapes.ts';
import { type When, whenNames } from './groupByWhen.ts';
import { whoseTurn } from './whoseTurn.ts';

type Props = {
  me: Me;
  caption: string;
  groups: { when: When; rows: CaseListed[] }[];
  names: Record<string, string>;
  courses: Record<string, Course>;
  selected?: string;
  closed?: boolean;
  more?: () => void;
};

export function CaseTable({ me, caption, groups, names, courses, selected, closed, more }: Props) {
  return (
    <div className="list cards">
      <table>
        <caption className="vh">{caption}</caption>
        <colgroup>
          <col />
          <col className="c-st" />
          <col className="c-next" />
          <col className="c-turn" />
          <col className="c-due" />
          <col className="c-ev" />
          <col className="c-pf" />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">案由、案号、当事人</th>
            <th scope="col">环节</th>
            <th scope="col">下一步</th>
            <th scope="col">轮到谁</th>
            <th scope="col">期限</th>
            <th scope="col" className="r">
              证据
            </th>
            <th scope="col" className="r">
              入账
            </th>
          </tr>
        </thead>
        {groups.map((group) => (
          <tbody key={group.when}>
            {!closed && (
              <tr className={`g${group.when === 'late' ? ' late-g' : ''}`}>
                <th colSpan={7} scope="rowgroup">
                  <b>{whenNames[group.when]}</b>　{group.rows.length}件
                </th>
              </tr>
            )}
            {group.rows.map((row) => (
              <Row key={row.case_id} row={row} me={me} names={names} course={courses[row.procedure]} selected={row.case_id === selected} />
            ))}
          </tbody>
        ))}
      </table>
      {more && (
        <div className="more">
          <button type="button" className="btn" onClick={more}>
            更早的
          </button>
        </div>
      )}
    </div>
  );
}

type RowProps = { row: CaseListed; me: Me; names: Record<string, string>; course?: Course; selected: boolean };
function Row({ row, me, names, course, selected }: RowProps) {
  const element = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (selected) element.current?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  const turn = whoseTurn(row, { id: me.person.id, posts: me.posts }, (id) => names[id] ?? id);
  return (
    <tr ref={element} className={selected ? 'sel' : undefined} aria-selected={selected || undefined}>
      <td>
        <Link className="t" to="/cases/$caseId" params={{ caseId: row.case_id }}>
          {row.cause}
        </Link>
        <div className="s">
          {course && course.name !== '行政处罚（普通程序）' && `${course.name}　`}
          {row.decision_number ?? row.case_number ?? row.clue_number}　{row.major && <b>重大　</b>}
          {row.party}
        </div>
      </td>
      <td data-k="环节">
        <span>
          <Dots stage={row.stage as StageId} open={row.status === 'open'} order={course?.stages ?? []} />
          <span className="stg">
            {row.status === 'open' ? stages[row.stage as StageId] : row.status === 'closed' ? '已结案' : '已终结'}
          </span>
        </span>
      </td>
      <td data-k="下一步">{row.next_step ? stepNames[row.next_step as StepId] : <span className="mute">—</span>}</td>
      <td data-k="轮到谁">
        <div className="turn">
          {turn.mine && <span className="tag me">轮到我</span>}
          {turn.others.length > 0 && (
            <span className={turn.mine ? 'small mute' : ''}>
              {turn.mine ? '另等' : ''}
              {turn.others.join('、')}
            </span>
          )}
        </div>
      </td>
      <td data-k="期限">
        <Due row={row} today={me.today} />
      </td>
      <td data-k="证据" className="r">
        <span>{row.evidence_count}</span>
      </td>
      <td data-k="入账" className="r">
        <Link className="pf" to="/cases/$caseId" params={{ caseId: row.case_id }} aria-label={`共第${row.n}条，已入账`}>
          <Icon name="proof" />第{row.n}条
        </Link>
      </td>
    </tr>
  );
}

function Due({ row, today }: { row: CaseListed; today: string }) {
  if (!row.due_on) return <span className="mute">—</span>;
  const left = leftOf(row.due_on, today);
  return (
    <div>
      <span className={nearClass(left.near)}>
        {shortDate(row.due_on, today)}　{left.says}
      </span>
      <div className="s flow">
        {row.due_says}
        {row.due_unit === 'workingDay' ? '·工作日' : ''}　{row.due_basis && <Law cite={row.due_basis} />}
      </div>
    </div>
  );
}

/** Done, here, to come. The stage's name stands beneath, so the dots are not read out. */
function Dots({ stage, open, order }: { stage: StageId; open: boolean; order: readonly StageId[] }) {
  const here = order.indexOf(stage);
  return (
    <span className="dots" aria-hidden="true">
      {order.map((each, i) => (
        <i key={each} className={!open || i < here ? 'd' : i === here ? 'h' : undefined} />
      ))}
    </span>
  );
}
