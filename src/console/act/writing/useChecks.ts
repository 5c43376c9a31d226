// src/console/act/writing/useChecks.ts —— 边写边判:the server judges the draft after each pause, and shows the papers it would issue
import { useEffect, useState } from 'react';
import { ask } from '../../wire/http.ts';
import type { Checked, Draft, Field, Paper, Particulars } from '../../wire/shapes.ts';
import { faultsOf, gappedOf, sentOf } from './formModel.ts';

const PAUSE = 700;
export type Judged = Checked & { papers: Paper[] };

/** Faults of the form at once; reasons and papers after a pause. A paper keeps standing while the next is being made. */
export function useChecks(caseId: string, fields: Field[], draft: Draft): Judged & { judging: boolean } {
  const faults = faultsOf(fields, draft.particulars);
  const [judged, setJudged] = useState<Judged & { of?: string }>({ faults: [], reasons: [], papers: [] });
  const [judging, setJudging] = useState(true);
  const written = JSON.stringify([draft.on, draft.by, draft.particulars]);
  useEffect(() => {
    const stop = new AbortController();
    setJudging(true);
    const timer = setTimeout(() => {
      const [on, by, particulars] = JSON.parse(written) as [string, string[], Particulars];
      judge(caseId, fields, { step: draft.step, on, by, particulars }, stop.signal)
        .then((answer) =>
          setJudged((before) => ({ ...answer, of: written, papers: answer.papers.length > 0 ? answer.papers : before.papers })),
        )
        .catch(() => undefined)
        .finally(() => !stop.signal.aborted && setJudging(false));
    }, PAUSE);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [caseId, fields, draft.step, written]);
  // The server's faults are about what it was sent: once something is changed they may be corrected, and wait for its next word.
  return { ...judged, faults: faults.length > 0 ? faults : judged.of === written ? judged.faults : [], judging };
}

async function judge(caseId: string, fields: Field[], draft: Draft, signal: AbortSignal): Promise<Judged> {
  const post = (particulars: Particulars) =>
    ask<Checked>(`/api/cases/${caseId}/checks`, { method: 'POST', body: { ...draft, particulars }, signal });
  const answer = await post(sentOf(fields, draft.particulars));
  if (answer.faults.length === 0) return { ...answer, papers: answer.papers ?? [] };
  const gapped = await post(gappedOf(fields, draft.particulars));
  return { ...answer, papers: gapped.papers ?? [] };
}
