// src/console/case/tabs/PapersTab.tsx —— 文书:every issued paper, its number, and the act that issued it

import { shortDate } from '../../parts/days.ts';
import { formName } from '../../parts/formNames.ts';
import { Icon } from '../../parts/Icon.tsx';
import { names } from '../../parts/Person.tsx';
import { Empty } from '../../parts/states.tsx';
import { allPapersUrl, paperUrl, receiptUrl } from '../../wire/recordUrls.ts';
import type { CaseView } from '../../wire/shapes.ts';

export function PapersTab({ view }: { view: CaseView }) {
  const papers = view.acts.flatMap((act) => act.papers.map((paper) => ({ ...paper, act }))).toReversed();
  if (papers.length === 0 && view.missing.length === 0) return <Empty title="还没有文书">批准立案以后，立案审批表在这里。</Empty>;
  return (
    <>
      <MissingPapers view={view} />
      <p className="gap-top">
        <a className="file" href={allPapersUrl(view.id)} download>
          <Icon name="paper" />
          全部文书，一个压缩包
        </a>
        <span className="mute small">　下载留痕；压缩包里的目录写明每份文书的文字指纹（SHA-256）。</span>
      </p>
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
            {papers.map(({ form, name, number, act }) => (
              <tr key={`${act.n}${form}`}>
                <td>
                  <a className="file" href={paperUrl(view.id, act.n, form)} target="_blank" rel="noreferrer">
                    <Icon name="paper" />
                    {formName(form, name)}
                  </a>
                  {act.voided && <span className="tag plume">已作废</span>}
                </td>
                <td className="nw">{number ?? <span className="mute">无文号</span>}</td>
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
    </>
  );
}

/** What the done steps owed and the file lacks (文书齐不齐). */
function MissingPapers({ view }: { view: CaseView }) {
  if (view.missing.length === 0) return <p className="gap-top mute">已办各环节应有的文书都在卷内。</p>;
  return (
    <section className="panel gap-top missing" aria-label="缺少的文书">
      <h2>还缺{view.missing.length}份文书</h2>
      <ul>
        {view.missing.map(({ form, name, of, step, n }) => (
          <li key={`${n}${form}${of ?? ''}`}>
            {of ? `《${of}》的送达回证` : `《${name}》`}
            <span className="mute small">
              　第{n}条“{step}”
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
