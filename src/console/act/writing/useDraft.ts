// src/console/act/writing/useDraft.ts —— 正在写的草稿:kept in the tab at every pause, under one key until it is recorded
import { useEffect, useRef, useState } from 'react';
import { newId } from '../../../base/ids.ts';
import { drafts, useMe } from '../../app/session.tsx';
import type { Kept } from '../../wire/drafts.ts';
import type { CaseView, Form, Particulars } from '../../wire/shapes.ts';
import { awaiting } from './awaiting.ts';
import { setAt } from './formModel.ts';

const PAUSE = 500;

/** What a new form starts from: what is known; for a report written anew the one in force; for a confirmation what awaits it. */
function startOf(form: Form, view: CaseView | undefined, person: string): Particulars {
  const known = Object.fromEntries(Object.entries(form.known).map(([key, { value }]) => [key, value]));
  const { n: _n, on: _on, ...report } = (form.report ?? {}) as Particulars;
  const acts = form.step === 'countersigned' && view ? { acts: awaiting(view, person).map((act) => ({ act })) } : {};
  return { ...known, ...report, ...acts };
}

/** The draft of one step, its changes, and whether it was found rather than begun. */
export function useDraft(caseId: string, form: Form, view?: CaseView) {
  const { person } = useMe();
  const place = { person: person.id, caseId, step: form.step };
  const [draft, setDraft] = useState<Kept>(() => drafts.read(place) ?? fresh(form, view, person.id));
  const found = useRef(drafts.read(place)?.at !== undefined && draft.seen !== form.n).current;
  const latest = useRef(draft);
  latest.current = draft;
  const unsaved = useRef(false);
  const save = () => {
    if (unsaved.current) latest.current = drafts.keep(place, latest.current);
    unsaved.current = false;
  };
  const saver = useRef(save);
  saver.current = save;
  useEffect(() => {
    // What was typed in the last half second is kept too when the page is left or closed.
    const leave = () => saver.current();
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, []);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const change = (part: Partial<Kept>) => {
    latest.current = { ...latest.current, ...part };
    unsaved.current = true;
    setDraft(latest.current);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      saver.current();
      setDraft(latest.current);
    }, PAUSE);
  };
  return {
    draft,
    found,
    change,
    set: (path: string, value: unknown) => change({ particulars: setAt(latest.current.particulars, path, value) }),
    keep: save,
    drop: () => {
      clearTimeout(timer.current);
      unsaved.current = false;
      drafts.drop(place);
    },
  };
}
export type Writing = ReturnType<typeof useDraft>;

/** Kept only once something is written: looking at a form leaves no draft. */
const fresh = (form: Form, view: CaseView | undefined, person: string): Kept => ({
  key: newId(),
  at: '',
  step: form.step,
  on: form.today,
  by: form.signers.map((each) => each.id),
  particulars: startOf(form, view, person),
  seen: form.n,
});
