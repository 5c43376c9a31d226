// src/console/case/RecordedNote.tsx —— 已记入:one quiet line with the receipt, and what a correction now puts in question

import { useQuery } from '@tanstack/react-query';
import { Icon } from '../parts/Icon.tsx';
import { Reasons } from '../parts/Reasons.tsx';
import { client } from '../wire/queries.ts';
import { receiptUrl } from '../wire/recordUrls.ts';
import type { CaseView, Recorded } from '../wire/shapes.ts';

const key = (caseId: string) => ['recorded', caseId];
/** Remembers the answer to an act for the page that follows it. */
export const rememberRecorded = (caseId: string, recorded: Recorded): void => {
  client.setQueryData(key(caseId), recorded);
};

export function RecordedNote({ view, n }: { view: CaseView; n: number }) {
  const recorded = useQuery<Recorded>({ queryKey: key(view.id), enabled: false }).data;
  const act = view.acts.find((each) => each.n === n);
  if (!act) return null;
  const numbers = Object.values(act.numbers).join('、');
  const rejudged = recorded?.n === n ? recorded.rejudged : [];
  return (
    <>
      <div className="done" role="status">
        <h2>
          <Icon name="check" /> 已记为第{n}条　{act.name}
        </h2>
        <p className="small">
          {numbers && `${numbers}。`}凭证已生成，随时可以下载。{'　'}
          <a href={receiptUrl(view.id, n)} download>
            下载凭证
          </a>
        </p>
      </div>
      {recorded?.n === n && recorded.outdated && (
        <div className="warn">
          <h2>上一次提交其实已经送达</h2>
          <p>记录的是那一次的内容；您后来的改动没有记入。请打开这一条核对，需要时用“更正记录”。</p>
        </div>
      )}
      {rejudged.length > 0 && (
        <div className="warn">
          <h2>更正以后，这{rejudged.length}条记录按现在的案情须重新核对</h2>
          <p className="small">记录都还在。按下面的理由，该重办的重办，该作废的作废。</p>
          {rejudged.map((each) => (
            <div key={each.n}>
              <b>
                第{each.n}条　{each.name}
              </b>
              <Reasons reasons={each.reasons} />
            </div>
          ))}
        </div>
      )}
    </>
  );
}
