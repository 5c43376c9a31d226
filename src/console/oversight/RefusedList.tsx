// src/console/oversight/RefusedList.tsx —— 被拒的操作:who wished to do what, and why not; in no case file
import { Link } from '@tanstack/react-router';
import { isStep, stepNames } from '../../law/vocabulary.ts';
import { shortInstant } from '../parts/days.ts';
import { Empty } from '../parts/states.tsx';
import type { RefusedAct } from '../wire/shapes.ts';
import { gateWords } from './gateWords.ts';

type Props = { title?: string; rows: RefusedAct[]; today: string; atLeast?: boolean; more?: () => void };
export const RefusedList = ({ title = '被拒的操作', rows, today, atLeast, more }: Props) => (
  <section className="open" aria-label={title}>
    <div className="h">
      <h2>
        {title}　{rows.length}
        {atLeast || more ? '次以上' : '次'}
      </h2>
    </div>
    {rows.length === 0 ? (
      <Empty title="没有被拒的操作" />
    ) : (
      <div className="scroll cards">
        <table className="tb">
          <thead>
            <tr>
              <th>时间</th>
              <th>谁</th>
              <th>想办的事</th>
              <th>理由</th>
              <th>案件</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.at}${row.who}${row.step}`}>
                <td className="nw">{shortInstant(row.at, today)}</td>
                <td className="nw" data-k="谁">
                  {row.who ?? '—'}
                </td>
                <td className="nw" data-k="想办的事">
                  {row.step && isStep(row.step) ? stepNames[row.step] : row.step}
                </td>
                <td data-k="理由">{(row.gates ?? []).map((gate) => gateWords(gate, row.step).says).join('；')}</td>
                <td>
                  {row.caseId && (
                    <Link to="/cases/$caseId" params={{ caseId: row.caseId }}>
                      打开
                    </Link>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    )}
    {more && (
      <div className="row-btns in-panel">
        <button type="button" className="btn" onClick={more}>
          更早的
        </button>
      </div>
    )}
  </section>
);
