// src/console/act/Preview.tsx —— 随写随看:why it would be refused now, and the papers as they would be issued
import { useState } from 'react';
import { formName } from '../parts/formNames.ts';
import { PaperView } from '../parts/PaperView.tsx';
import { Reasons } from '../parts/Reasons.tsx';
import type { Judged } from './writing/useChecks.ts';

export function Preview({ checks }: { checks: Judged & { judging: boolean } }) {
  const [form, setForm] = useState<string>();
  const { reasons, papers, judging } = checks;
  const shown = papers.find((paper) => paper.form === form) ?? papers[0];
  if (!shown && reasons.length === 0) return null;
  return (
    <section className="doc" aria-label="试判和文书预览">
      {reasons.length > 0 && (
        <div className="judged" aria-live="polite">
          <h2>按现在填的，还不能记入</h2>
          <Reasons reasons={reasons} />
        </div>
      )}
      {shown && (
        <>
          <div className="cap">
            <h2>{shown.title}</h2>
            <span>{judging ? '正在更新……' : '随填随改'}</span>
            <span className="sp" />
            {papers.length > 1 &&
              papers.map(
                (paper) =>
                  paper !== shown && (
                    <button type="button" className="link" key={paper.form} onClick={() => setForm(paper.form)}>
                      {formName(paper.form, paper.title)}
                    </button>
                  ),
              )}
          </div>
          <PaperView paper={shown} gaps />
          <p className="hint">标红的是还没有填的。文号在记入时编定。</p>
        </>
      )}
    </section>
  );
}
