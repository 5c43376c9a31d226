// src/law/papers/compose.ts —— 出文书:which papers a step issues

import type { StepId } from '../vocabulary.ts';
import { filingApproval } from './filingApproval.ts';
import { hearingNotice } from './hearingNotice.ts';
import { interviewRecord } from './interviewRecord.ts';
import { investigationReport } from './investigationReport.ts';
import type { Paper } from './paper.ts';
import { penaltyDecision } from './penaltyDecision.ts';
import { type Matter, matterOf, type Occasion } from './pieces/matter.ts';
import { preservationNotice } from './preservationNotice.ts';
import { priorNotice } from './priorNotice.ts';
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
  noticeServed: [priorNotice, (matter) => (matter.made.hearable ? hearingNotice(matter) : undefined), serviceReceipt],
  decisionMade: [penaltyDecision],
  decisionServed: [serviceReceipt],
};

/** The papers a step issues, from the acts before it, the act itself, the numbers it took and the registers; most steps issue none. */
export function papersFor(at: Occasion): Paper[] {
  const wanted = composers[at.act.step];
  if (!wanted) return [];
  const matter = matterOf(at);
  return wanted.flatMap((compose) => compose(matter) ?? []);
}
