// src/console/clearance/ClearanceReport.tsx —— 清理报告:everybody with outcome, ground and follow-up, failures first
import type { ClearanceOutcome } from '../../law/clearance.ts';
import { clearanceOutcomes, conditions } from '../../law/clearance.ts';
import { Demo } from '../parts/Person.tsx';
import type { Examined } from './clearanceQueries.ts';

type Props = { title: string; says?: string; people: Examined[]; csv?: string };
export function ClearanceReport({ title, says, people, csv }: Props) {
  const examined = people.filter(({ outcome }) => outcome !== 'outside');
  return (
    <section className="open" aria-label={title}>
      <div className="h">
        <h2>{title}</h2>
        {says && <p className="mute small">{says}</p>}
        {csv && (
          <p className="small">
            <a href={csv} download>
              下载表格（CSV，导出留痕）
            </a>
          </p>
        )}
      </div>
      <div className="scroll cards">
        <table className="tb">
          <thead>
            <tr>
              <th scope="col">人员</th>
              <th scope="col">结果</th>
              <th scope="col">不符合的条件</th>
              <th scope="col">后续办理</th>
              <th scope="col">执法证</th>
            </tr>
          </thead>
          <tbody>
            {examined.map((each) => (
              <Row key={each.person} examined={each} />
            ))}
          </tbody>
        </table>
      </div>
      <p className="mute small in-panel">
        共{people.length}人，其中{people.length - examined.length}人不是执法人员（没有岗位，也没有执法证），不在表中列出，在下载的表格里。
      </p>
    </section>
  );
}

const tags: Record<ClearanceOutcome, string> = { failed: ' red', pending: ' plume', warned: ' plume', kept: '', outside: '' };
function Row({ examined: { name, demo, unit, position, outcome, grounds, suspended, now } }: { examined: Examined }) {
  return (
    <tr>
      <td>
        <b>{name}</b> {demo && <Demo />}
        <div className="s">{position.startsWith(unit) ? position : `${unit}·${position}`}</div>
      </td>
      <td data-k="结果">
        <span className={`tag${tags[outcome]}`}>{clearanceOutcomes[outcome]}</span>
      </td>
      <td data-k="条件">
        {grounds.length === 0
          ? '—'
          : grounds.map(({ condition, says }) => (
              <div key={condition + says}>
                {says}
                <span className="s">（{conditions[condition]}）</span>
              </div>
            ))}
      </td>
      <td data-k="后续">{[...new Set(grounds.map(({ followUp }) => followUp))].join('；') || '—'}</td>
      <td data-k="执法证">
        {suspended.length === 0
          ? '—'
          : suspended.map((number) => (
              <div key={number}>
                {number}
                <span className="s">　{now?.find((each) => each.number === number)?.state ?? '将暂扣'}</span>
              </div>
            ))}
      </td>
    </tr>
  );
}
