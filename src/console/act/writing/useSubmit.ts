// src/console/act/writing/useSubmit.ts —— 提交:one key for all tries of a draft; every answer of the server has its place on the page
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { newId } from '../../../base/ids.ts';
import { rememberRecorded } from '../../case/RecordedNote.tsx';
import { ask, Problem, Unreachable } from '../../wire/http.ts';
import { client } from '../../wire/queries.ts';
import type { Field, FormFault, Reason, Recorded, Since } from '../../wire/shapes.ts';
import { faultsOf, sentOf } from './formModel.ts';
import type { Writing } from './useDraft.ts';

export type Answer =
  | { kind: 'faults'; faults: FormFault[] }
  | { kind: 'refused'; reasons: Reason[] }
  | { kind: 'conflict'; since: Since[]; n: number }
  | { kind: 'silent' }
  | { kind: 'problem'; title: string; says: string };

/** Sends the draft. Resolves when the answer is on the page; a recorded act leads back to its case. */
export function useSubmit(caseId: string, fields: Field[], writing: Writing) {
  const navigate = useNavigate();
  const [answer, setAnswer] = useState<Answer>();
  const [busy, setBusy] = useState(false);
  const [sent, setSent] = useState<string>();
  const submit = async () => {
    if (busy) return;
    const { draft } = writing;
    const faults = faultsOf(fields, draft.particulars);
    if (faults.length > 0) return setAnswer({ kind: 'faults', faults });
    const body = { step: draft.step, on: draft.on, by: draft.by, particulars: sentOf(fields, draft.particulars), seen: draft.seen };
    const text = JSON.stringify(body);
    writing.keep();
    setBusy(true);
    try {
      const recorded = await ask<Recorded>(`/api/cases/${caseId}/acts`, {
        method: 'POST',
        body,
        headers: { 'idempotency-key': draft.key },
      });
      writing.drop();
      // An earlier try arrived after all: what it said was recorded, not what was changed since.
      rememberRecorded(caseId, { ...recorded, outdated: recorded.replayed && sent !== undefined && sent !== text });
      await client.invalidateQueries();
      await navigate({ to: '/cases/$caseId', params: { caseId }, search: { done: recorded.act.n } });
    } catch (error) {
      if (error instanceof Unreachable) setSent((first) => first ?? text);
      setAnswer(answerOf(error, writing));
    } finally {
      setBusy(false);
    }
  };
  return { answer, busy, submit, clear: () => setAnswer(undefined) };
}

function answerOf(error: unknown, writing: Writing): Answer {
  if (error instanceof Unreachable) return { kind: 'silent' };
  if (!(error instanceof Problem)) throw error;
  const { extras, type, title, message } = error;
  if (type.endsWith('/conflict')) return { kind: 'conflict', since: (extras.since ?? []) as Since[], n: Number(extras.n) };
  if (type.endsWith('/refused')) return { kind: 'refused', reasons: (extras.reasons ?? []) as Reason[] };
  if (type.endsWith('/form')) return { kind: 'faults', faults: (extras.faults ?? []) as FormFault[] };
  if (type.endsWith('/idempotency')) writing.change({ key: newId() });
  return { kind: 'problem', title, says: message };
}
