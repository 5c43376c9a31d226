// src/console/case/ReviewChanges.tsx —— 审核之后改了什么
import { changeWords } from '../review/changeWords.ts';
import type { CaseView } from '../wire/shapes.ts';

/** Shown when the case has moved on since it was reviewed: what was reviewed, and what it is now. */
export function ReviewChanges({ review }: { review: CaseView['review'] }) {
  if (!review || review.stands || review.changes.length === 0) return null;
  return (
    <details className="warn">
      <summary>
        <b className="soon">审核之后又有{review.changes.length}处变化，原审核意见不再适用</b>
      </summary>
      <table className="tb">
        <thead>
          <tr>
            <th>哪里</th>
            <th>审核时</th>
            <th>现在</th>
          </tr>
        </thead>
        <tbody>
          {review.changes.map((change) => {
            const words = changeWords(change);
            return (
              <tr key={change.path}>
                <td>{words.place}</td>
                <td>
                  <del>{words.before}</del>
                </td>
                <td>
                  <ins>{words.after}</ins>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </details>
  );
}
