// src/console/oversight/RefusedList.tsx —— 被拒的操作:who wished to do what, and why not; in no case file
import { Link } from '@tanstack/react-router';
import { isStep, stepNames } from '../../law/vocabulary.ts';
import { shortInstant } from '../parts/days.ts';
import { Empty } from '../parts/states.tsx';
import type { RefusedAct } from '../wire/shapes.ts';
import { gateWords } from './gateWords.ts';

export const RefusedList = ({ rows, today, more }: { rows: RefusedAct[]; today: string; more?: () => void }) => (
  <section className="open" aria-label="被拒的操作">
    <div className="h">
      <h2>被拒的操作　{rows.length}次</h2>
    </div>
    {rows.length === 0 ? (
      <Empty title="没有被拒的操作" />
    ) : (
      <div className="scroll">
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
                <td className="nw">{row.who ?? '—'}</td>
                <td className="nw">{row.step && isStep(row.step) ? stepNames[row.step] : row.step}</td>
                <td>{(row.gates ?? []).map((gate) => gateWords(gate, row.step).says).join('；')}</td>
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
