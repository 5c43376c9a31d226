// src/console/oversight/NotMajorList.tsx —— 目录命中而认定不属于重大的案件
import { Link } from '@tanstack/react-router';
import { yuan } from '../../base/money.ts';
import { shortDate } from '../parts/days.ts';
import { Empty, Loading } from '../parts/states.tsx';
import type { NotMajor } from '../wire/shapes.ts';

export const NotMajorList = ({ cases, today }: { cases?: NotMajor[]; today: string }) => (
  <section className="open" aria-label="认定不属于重大、不批准移送">
    <div className="h">
      <h2>目录命中而认定不属于重大、不批准移送　{cases?.length ?? 0}件</h2>
      <span className="mute">认定、不批准都是具名的，监督可以要求重新办理</span>
    </div>
    {!cases ? (
      <Loading />
    ) : cases.length === 0 ? (
      <Empty title="没有这样的案件" />
    ) : (
      <div className="scroll cards">
        <table className="tb">
          <thead>
            <tr>
              <th>案件</th>
              <th>当事人</th>
              <th className="r">罚款</th>
              <th>情形</th>
              <th>谁办理、理由</th>
            </tr>
          </thead>
          <tbody>
            {cases.map((row) => (
              <tr key={`${row.case_id}${row.act}`}>
                <td>
                  <Link to="/cases/$caseId" params={{ caseId: row.case_id }}>
                    {row.case_number} {row.cause}
                  </Link>
                </td>
                <td data-k="当事人">{row.party}</td>
                <td className="r" data-k="罚款">
                  {row.fine == null ? '—' : `${yuan(row.fine)}元`}
                </td>
                <td data-k="情形">{row.hits.join('；')}</td>
                <td data-k="谁办理、理由">
                  {row.by.join('、')} {shortDate(row.on, today)}：{row.reason}
                  {row.superseded && <span className="mute">（后来重新办理）</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    )}
  </section>
);
