// src/console/review/ReviewPage.tsx —— 法制审核:what is reviewed and what changed, at left; seven points and eight outcomes, at right
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { DeskProps } from '../act/ActPage.tsx';
import { AnswerPanel } from '../act/AnswerPanel.tsx';
import { FormHead } from '../act/FormHead.tsx';
import { useChecks } from '../act/writing/useChecks.ts';
import { useDraft } from '../act/writing/useDraft.ts';
import { useSubmit } from '../act/writing/useSubmit.ts';
import { useKeys } from '../parts/keys.ts';
import type { CaseView, Particulars } from '../wire/shapes.ts';
import { concluded } from './concluded.ts';
import { Outcomes } from './Outcomes.tsx';
import { SevenPoints } from './SevenPoints.tsx';
import { Subject } from './Subject.tsx';

export function ReviewPage({ caseId, form, view }: DeskProps & { view: CaseView }) {
  const navigate = useNavigate();
  const writing = useDraft(caseId, form);
  const { draft, set, change } = writing;
  const checks = useChecks(caseId, form.fields, draft);
  const { answer, busy, submit, clear } = useSubmit(caseId, form.fields, writing);
  const [tried, setTried] = useState(false);
  const send = () => {
    setTried(true);
    void submit();
  };
  const leave = () => {
    writing.keep();
    void navigate({ to: '/cases/$caseId', params: { caseId } });
  };
  useKeys({ 'Ctrl+Enter': send, Escape: leave });
  const points = (draft.particulars.points ?? {}) as Particulars;
  const { agreed, left } = concluded(points);
  return (
    <>
      <FormHead caseId={caseId} form={form} view={view} found={writing.found} />
      <div className="desk">
        <Subject view={view} />
        <section className="panel" aria-label="七项审核">
          <div className="in-panel answer">
            <AnswerPanel
              answer={tried && answer?.kind === 'faults' ? { kind: 'faults', faults: checks.faults } : answer}
              caseId={caseId}
              onResume={(n) => {
                change({ seen: n });
                clear();
              }}
            />
          </div>
          <div className="vs">
            <h2>七项审核</h2>
            <span>系统只列事实，结论由您作出</span>
            <span className="sp" />
            <span>
              <b>{7 - left}</b> / 7 已看
            </span>
          </div>
          <SevenPoints view={view} points={points} set={set} />
          <div className="vs bottom">
            <b>审核意见</b>
            <span>八选一，后果写在下面</span>
          </div>
          <Outcomes
            chosen={draft.particulars.outcome as string | undefined}
            agreed={agreed}
            left={left}
            onChoose={(outcome) => set('outcome', outcome)}
          />
          <div className="in-panel">
            <label htmlFor="f-opinion" className="small">
              审核意见（写给承办人）
            </label>
            <textarea
              className="in"
              id="f-opinion"
              rows={3}
              maxLength={3000}
              value={(draft.particulars.opinion as string | undefined) ?? ''}
              onChange={(event) => set('opinion', event.target.value)}
            />
            {checks.reasons.length > 0 && (
              <p className="bad-msg">{checks.reasons.map((reason) => reason.detail ?? reason.says).join('；')}</p>
            )}
            <div className="row-btns">
              <button type="button" className="btn pri" aria-disabled={busy} onClick={send}>
                出具审核意见 <kbd>Ctrl</kbd>
                <kbd>Enter</kbd>
              </button>
              <button type="button" className="btn" onClick={leave}>
                存草稿
              </button>
              <span className="small mute">{left > 0 ? `还有${left}项未看` : '七项都已看过'}</span>
            </div>
          </div>
        </section>
      </div>
      <div className="keys">
        <span>
          <kbd>Ctrl</kbd>
          <kbd>Enter</kbd> 出具意见
        </span>
        <span>
          <kbd>Esc</kbd> 回到案件（草稿自动保存）
        </span>
        <span className="end">
          <Link to="/review">其他待审案件</Link>
        </span>
      </div>
    </>
  );
}
