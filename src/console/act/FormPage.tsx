// src/console/act/FormPage.tsx —— 一般的表单:numbered sections at left, judgement and preview at right
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useMemo, useState } from 'react';
import { useKeys } from '../parts/keys.ts';
import { client, formQuery } from '../wire/queries.ts';
import type { DeskProps } from './ActPage.tsx';
import { AnswerPanel, jumpTo } from './AnswerPanel.tsx';
import { ConfirmDialog } from './ConfirmDialog.tsx';
import { Foot } from './Foot.tsx';
import { FormHead } from './FormHead.tsx';
import { FormContext } from './fields/context.ts';
import { FieldRow } from './fields/FieldRow.tsx';
import { Preview } from './Preview.tsx';
import { SignersSection } from './SignersSection.tsx';
import { withChosenForm } from './writing/chosenForm.ts';
import { faultsOf, isAsked } from './writing/formModel.ts';
import { cannotBeTakenBack, numeral, sectionsOf } from './writing/sections.ts';
import { useChecks } from './writing/useChecks.ts';
import { useDraft } from './writing/useDraft.ts';
import { useSubmit } from './writing/useSubmit.ts';

/** Enter in a field submits nothing by accident: an act is signed by its button or by Ctrl+Enter. */
const keepEnter = (event: KeyboardEvent<HTMLFormElement>) => {
  const { target } = event;
  if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey && target instanceof HTMLInputElement) event.preventDefault();
};

export function FormPage({ caseId, form, view }: DeskProps) {
  const navigate = useNavigate();
  const writing = useDraft(caseId, form, view);
  const { draft } = writing;
  const chosen = draft.particulars.form;
  const fields = useMemo(() => withChosenForm(form, { form: chosen }), [form, chosen]);
  const checks = useChecks(caseId, fields, draft);
  const { answer, busy, submit, clear } = useSubmit(caseId, fields, writing);
  const [asking, setAsking] = useState(false);
  const [tried, setTried] = useState(false);
  const send = () => {
    setTried(true);
    // Judged now, not at the last pause: a quick hand must not slip past the question.
    if (faultsOf(fields, draft.particulars).length === 0 && cannotBeTakenBack.includes(form.step)) setAsking(true);
    else void submit();
  };
  const leave = () => {
    writing.keep();
    void navigate(view ? { to: '/cases/$caseId', params: { caseId } } : { to: '/' });
  };
  const resume = (n: number) => {
    writing.change({ seen: n });
    clear();
    void client.invalidateQueries({ queryKey: formQuery(caseId, form.step).queryKey });
  };
  useKeys({ 'Ctrl+Enter': send, 'Alt+ArrowDown': () => jumpTo(checks.faults[0]?.path ?? ''), Escape: leave });
  const asked = fields.filter((field) => isAsked(field, draft.particulars));
  const sections = sectionsOf(form.step, asked);
  const context = { caseId, form, view, values: draft.particulars, set: writing.set, faults: tried ? checks.faults : [] };
  return (
    <FormContext value={context}>
      <FormHead caseId={caseId} form={form} view={view} found={writing.found} />
      <div className={`formpage${checks.papers.length > 0 || checks.reasons.length > 0 ? '' : ' alone'}`}>
        <form
          aria-label={form.name}
          noValidate
          onKeyDown={keepEnter}
          onSubmit={(event) => {
            event.preventDefault();
            send();
          }}
        >
          <AnswerPanel
            answer={tried && answer?.kind === 'faults' ? { kind: 'faults', faults: checks.faults } : answer}
            onResume={resume}
            caseId={caseId}
          />
          {sections.map((section, i) => (
            <section className="fs" key={section.title} aria-label={section.title}>
              <header>
                <span className="no">{numeral(i)}</span>
                <h2>{section.title}</h2>
              </header>
              <div className="bd">
                {section.fields.map((field) => (
                  <FieldRow key={field.key} field={field} path={field.key} value={draft.particulars[field.key]} />
                ))}
              </div>
            </section>
          ))}
          <SignersSection no={numeral(sections.length)} form={form} writing={writing} />
          <Foot
            step={form.step}
            name={form.name}
            busy={busy}
            left={checks.faults.length}
            reasons={checks.reasons.length}
            at={draft.at}
            onLeave={leave}
          />
        </form>
        <Preview checks={checks} />
      </div>
      {asking && (
        <ConfirmDialog
          form={form}
          view={view}
          onClose={() => setAsking(false)}
          onConfirm={() => {
            setAsking(false);
            void submit();
          }}
        />
      )}
    </FormContext>
  );
}
