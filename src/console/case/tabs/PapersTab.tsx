// src/console/case/tabs/PapersTab.tsx —— 文书:every issued paper, its number, and the act that issued it

import { shortDate } from '../../parts/days.ts';
import { formName } from '../../parts/formNames.ts';
import { Icon } from '../../parts/Icon.tsx';
import { names } from '../../parts/Person.tsx';
import { Empty } from '../../parts/states.tsx';
import { paperUrl, receiptUrl } from '../../wire/recordUrls.ts';
import type { CaseView } from '../../wire/shapes.ts';

export function PapersTab({ view }: { view: CaseView }) {
  const papers = view.acts.flatMap((act) => act.papers.map((paper) => ({ ...paper, act }))).toReversed();
  if (papers.length === 0) return <Empty title="还没有文书">批准立案以后，立案审批表在这里。</Empty>;
  return (
    <div className="panel gap-top scroll">
      <table className="tb">
        <thead>
          <tr>
            <th>文书</th>
            <th>文号</th>
            <th>日期</th>
            <th>谁</th>
            <th>记录</th>
          </tr>
        </thead>
        <tbody>
          {papers.map(({ form, number, act }) => (
            <tr key={`${act.n}${form}`}>
              <td>
                <a className="file" href={paperUrl(view.id, act.n, form)} target="_blank" rel="noreferrer">
                  <Icon name="paper" />
                  {formName(form)}
                </a>
                {act.voided && <span className="tag plume">已作废</span>}
              </td>
              <td className="nw">{number ?? <span className="mute">内部文书，无文号</span>}</td>
              <td className="nw">{shortDate(act.on, view.today)}</td>
              <td>{names(act.by)}</td>
              <td>
                <a className="pf" href={receiptUrl(view.id, act.n)} download>
                  <Icon name="proof" />第{act.n}条
                </a>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
