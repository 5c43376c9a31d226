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
  const [dirty, setDirty] = useState(false);
  const latest = useRef(draft);
  latest.current = draft;
  useEffect(() => {
    if (!dirty) return;
    const timer = setTimeout(() => {
      const kept = drafts.keep(place, latest.current);
      setDraft((now) => ({ ...now, at: kept.at }));
      setDirty(false);
    }, PAUSE);
    return () => clearTimeout(timer);
  });
  const change = (part: Partial<Kept>) => {
    const next = { ...latest.current, ...part };
    latest.current = next;
    setDraft(next);
    setDirty(true);
  };
  return {
    draft,
    found,
    change,
    set: (path: string, value: unknown) => change({ particulars: setAt(latest.current.particulars, path, value) }),
    keep: () => (latest.current.at || dirty ? drafts.keep(place, latest.current) : latest.current),
    drop: () => drafts.drop(place),
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
