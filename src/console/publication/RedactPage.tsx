// src/console/publication/RedactPage.tsx —— 隐去处理:the public text with its masks; a press on a stretch of text withholds it too
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, type MouseEvent, useEffect, useRef, useState } from 'react';
import type { DeskProps } from '../act/ActPage.tsx';
import { AnswerPanel } from '../act/AnswerPanel.tsx';
import { FormHead } from '../act/FormHead.tsx';
import { useChecks } from '../act/writing/useChecks.ts';
import { useDraft } from '../act/writing/useDraft.ts';
import { useSubmit } from '../act/writing/useSubmit.ts';
import { useKeys } from '../parts/keys.ts';
import { PaperView } from '../parts/PaperView.tsx';
import { Loading, Trouble } from '../parts/states.tsx';
import { publicationQuery } from '../wire/queries.ts';
import type { CaseView, PublicationDraft } from '../wire/shapes.ts';
import { type Extra, ExtraMasks } from './ExtraMasks.tsx';

export function RedactPage({ caseId, form, view }: DeskProps & { view: CaseView }) {
  const draftPaper = useQuery(publicationQuery(caseId));
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
  const extras = (draft.particulars.extra ?? []) as Extra[];
  const toggle = (path: string, text: string) =>
    set(
      'extra',
      extras.some((each) => each.path === path)
        ? extras.filter((each) => each.path !== path)
        : [...extras, { path, as: '', ground: '个人信息保护法第六条', text }].map(({ path: at, as, ground }) => ({ path: at, as, ground })),
    );
  return (
    <>
      <FormHead caseId={caseId} form={form} view={view} found={writing.found} />
      <div className="desk">
        <section aria-label="拟公开文本">
          {draftPaper.isPending && <Loading says="正在取拟公开文本……" />}
          {draftPaper.error && <Trouble error={draftPaper.error} again={() => void draftPaper.refetch()} />}
          {draftPaper.data && <Draft data={draftPaper.data} chosen={extras.map((each) => each.path)} onToggle={toggle} />}
        </section>
        <section className="panel" aria-label="隐去的内容">
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
            <b>系统已隐去</b>
            <span>{draftPaper.data?.hidden.length ?? 0}处，依据写在每一处</span>
          </div>
          {draftPaper.data && <HiddenList hidden={draftPaper.data.hidden} />}
          <div className="vs bottom">
            <b>另外隐去</b>
            <span>在左边的文字上点一下；整段文字一起隐去，凭证仍可核验其余部分</span>
          </div>
          <ExtraMasks extras={extras} onChange={(next) => set('extra', next)} />
          <div className="in-panel">
            <label className="tick">
              <input
                id="f-checked"
                type="checkbox"
                checked={draft.particulars.checked === true}
                onChange={(event) => set('checked', event.target.checked || undefined)}
              />
              已逐字核对公开文本，没有应当隐去而未隐去的内容
            </label>
            <div className="row-btns">
              <button type="button" className="btn pri" aria-disabled={busy} onClick={send}>
                提交隐去处理 <kbd>Ctrl</kbd>
                <kbd>Enter</kbd>
              </button>
              <button type="button" className="btn" onClick={leave}>
                存草稿
              </button>
            </div>
          </div>
        </section>
      </div>
    </>
  );
}

function Draft({ data, chosen, onToggle }: { data: PublicationDraft; chosen: string[]; onToggle: (path: string, text: string) => void }) {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    for (const run of frame.current?.querySelectorAll<HTMLElement>('.run') ?? [])
      run.setAttribute('aria-pressed', String(chosen.includes(run.dataset.path ?? '')));
  });
  const press = (event: MouseEvent | KeyboardEvent) => {
    if ('key' in event && event.key !== 'Enter' && event.key !== ' ') return;
    const run = (event.target as HTMLElement).closest<HTMLElement>('.run');
    if (!run?.dataset.path) return;
    event.preventDefault();
    onToggle(run.dataset.path, run.textContent ?? '');
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the runs inside are the buttons; their presses are caught here
    <div ref={frame} onClick={press} onKeyDown={press}>
      <PaperView paper={data.paper} marks />
    </div>
  );
}

const HiddenList = ({ hidden }: { hidden: PublicationDraft['hidden'] }) => (
  <table className="tb masks">
    <thead>
      <tr>
        <th>隐去的是</th>
        <th>依据</th>
        <th className="r">处</th>
      </tr>
    </thead>
    <tbody>
      {[...Map.groupBy(hidden, (each) => `${each.as}　${each.ground}`).entries()].map(([key, rows]) => (
        <tr key={key}>
          <td>{rows[0]!.as}</td>
          <td>{rows[0]!.ground}</td>
          <td className="r">{rows.length}</td>
        </tr>
      ))}
    </tbody>
  </table>
);
