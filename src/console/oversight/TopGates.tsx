// src/console/oversight/TopGates.tsx —— 被拒最多的理由,按条文,供培训
import { fullWidth } from '../parts/fullWidth.ts';
import { Law } from '../parts/Law.tsx';
import type { RefusedAct } from '../wire/shapes.ts';
import { gateWords } from './gateWords.ts';
import { topGates } from './topGates.ts';

export function TopGates({ rows }: { rows: RefusedAct[] }) {
  const top = topGates(rows);
  if (top.length === 0) return null;
  const most = top[0]!.n;
  return (
    <section className="open" aria-label="被拒最多的理由">
      <div className="h">
        <h2>被拒最多的理由</h2>
        <span className="mute">供改进培训</span>
      </div>
      <div className="scroll">
        <table className="tb">
          <thead>
            <tr>
              <th>理由</th>
              <th>条文</th>
              <th>次数</th>
            </tr>
          </thead>
          <tbody>
            {top.map(({ gate, n }) => {
              const { says, basis } = gateWords(gate);
              return (
                <tr key={gate}>
                  <td>{fullWidth(says)}</td>
                  <td>{basis && <Law cite={basis} />}</td>
                  <td>
                    <div className="barcell">
                      <progress max={most} value={n} aria-hidden="true" />
                      <span>{n}</span>
                    </div>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}
