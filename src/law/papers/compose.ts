// src/law/papers/compose.ts —— 出文书:which papers a step issues

import type { Act, CaseFile } from '../engine.ts';
import { coercionComposers } from '../procedures/coercion/composers.ts';
import { composers as confirmationPapers } from '../procedures/confirmation/papers.ts';
import { disputeComposers } from '../procedures/dispute/papers.ts';
import { composers as inspectionPapers } from '../procedures/inspection/papers.ts';
import { levyComposers } from '../procedures/levy/papers.ts';
import { othersComposers } from '../procedures/others/papers.ts';
import { penaltyComposers, penaltyEither } from '../procedures/penalty/papers.ts';
import { permitComposers, permitEither } from '../procedures/permit/papers.ts';
import { simpleComposers } from '../procedures/simple/papers.ts';
import type { StepId } from '../vocabulary.ts';
import { filingApproval } from './filingApproval.ts';
import { formOf } from './form/fromCase.ts';
import { generalPaper } from './general.ts';
import { interviewRecord } from './interviewRecord.ts';
import { investigationReport } from './investigationReport.ts';
import { handComposers } from './others/byHand.ts';
import { otherComposers } from './others/composers.ts';
import type { Paper } from './paper.ts';
import { type Matter, matterOf, type Occasion } from './pieces/matter.ts';
import { preservationNotice } from './preservationNotice.ts';
import { reviewOpinion } from './reviewOpinion.ts';
import { serviceReceipt } from './serviceReceipt.ts';
import { siteRecord } from './siteRecord.ts';

type Composer = (matter: Matter) => Paper | undefined;
const composers: Partial<Record<StepId, Composer[]>> = {
  caseFiled: [filingApproval],
  interviewRecorded: [interviewRecord],
  siteExamined: [siteRecord],
  evidencePreserved: [preservationNotice],
  investigationConcluded: [investigationReport],
  legalReviewed: [reviewOpinion],
  ...penaltyComposers,
  ...simpleComposers,
  ...levyComposers,
  ...disputeComposers,
  ...othersComposers,
  ...inspectionPapers,
  ...confirmationPapers,
  ...coercionComposers,
};
/** Forms whose own composer decides whether the case has them at all; for every other one the general template stands in. */
const ifComposed: Partial<Record<StepId, readonly string[]>> = {
  levyDecided: ['ZS01', 'ZS02'],
  answerSigned: ['QT02', 'G09', 'QT03'],
  ...penaltyEither,
  confirmationDecided: ['QR02', 'QR03', 'CF17'],
};

/** Composers of a procedure's own for steps other procedures have too, by its first step. */
const ofProcedure: Partial<Record<StepId, { composers: typeof composers; ifComposed: typeof ifComposed }>> = {
  permitApplied: {
    composers: { legalReviewed: [reviewOpinion], decisionServed: [serviceReceipt], ...permitComposers },
    ifComposed: permitEither,
  },
};
const composersOf = ({ file, act }: Pick<Occasion, 'file' | 'act'>) =>
  ofProcedure[file.acts[0]?.step ?? act.step] ?? { composers, ifComposed };

/** Codes of the forms the step issues: those of the procedure's table, or the one a person chose to write by hand. */
export function documentsOf({ act, law }: Pick<Occasion, 'act' | 'law'>): readonly string[] {
  if (act.step === 'paperIssued') return typeof act.particulars.form === 'string' ? [act.particulars.form] : [];
  return law?.steps[act.step]?.documents ?? [];
}

/** Forms the act may lawfully do without: their composer decides by the case whether there are any. */
export const mayLack = (file: CaseFile, act: Act): readonly string[] => composersOf({ file, act }).ifComposed[act.step] ?? [];

/** The papers a step issues, from the acts before it, the act itself, the numbers it took and the registers; most steps issue none. */
export function papersFor(at: Occasion): Paper[] {
  const { composers, ifComposed } = composersOf(at);
  const wanted = composers[at.act.step] ?? [];
  const documents = documentsOf(at);
  if (wanted.length === 0 && documents.length === 0) return [];
  const matter = matterOf(at);
  const first = wanted.flatMap((compose) => compose(matter) ?? []);
  const beside = (otherComposers[at.act.step] ?? []).flatMap((compose) => compose(matter) ?? []);
  const own = [...first, ...beside.filter((paper) => !first.some(({ form }) => form === paper.form))];
  const made = new Set([...own.map((paper) => paper.form), ...(ifComposed[at.act.step] ?? [])]);
  const general = documents.filter((code) => !made.has(code)).map((code) => compose(matter, code));
  const place = (paper: Paper) => documents.indexOf(paper.form);
  return [...own, ...general].sort((a, b) => place(a) - place(b));
}

// Their words speak of a breach; in other matters the general paper says what was asked and no more.
const compose = (matter: Matter, code: string): Paper =>
  (matter.act.step === 'paperIssued' && (matter.law?.actTypes.includes('penalty') ?? true) ? handComposers[code]?.(matter) : undefined) ??
  generalPaper(matter, formOf(matter.registers, code), matter.law?.steps[matter.act.step]);
