// src/console/case/tabs/Timeline.tsx —— 经过:newest first; round point = act, square = fact
import { useState } from 'react';
import type { CaseView } from '../../wire/shapes.ts';
import { ActEntry } from './ActEntry.tsx';

const SHOWN = 15;

export function Timeline({ view, at }: { view: CaseView; at?: number }) {
  const [all, setAll] = useState(false);
  const acts = view.acts.toReversed();
  const shown = all ? acts : acts.slice(0, SHOWN);
  const older = acts.slice(shown.length);
  return (
    <>
      <h2 className="vh">经过</h2>
      <ol className="tl">
        {shown.map((act) => (
          <ActEntry key={act.n} act={act} view={view} selected={act.n === at} />
        ))}
        {older.length > 0 && (
          <li>
            <div className="when" />
            <span className="pt fact" />
            <div className="what">
              <button type="button" className="link" onClick={() => setAll(true)}>
                更早{older.length}条：
                {older
                  .slice(0, 5)
                  .map((act) => `${act.name}（${act.on.slice(5)}）`)
                  .join('、')}
                {older.length > 5 && '……'}
              </button>
            </div>
          </li>
        )}
      </ol>
    </>
  );
}
