// src/law/papers/others/composers.ts —— 普通程序各环节的其他文书，由谁排
import type { StepId } from '../../vocabulary.ts';
import type { Paper } from '../paper.ts';
import type { Matter } from '../pieces/matter.ts';
import { crimeTransfer, preservationApproval } from './approvals.ts';
import { closingReport, decisionApproval, noFilingApproval, recheckOpinion } from './decisions.ts';
import { hearingCall, hearingRecord, hearingReport } from './hearing.ts';
import { correctionOrder, goodsDisposal } from './orders.ts';
import { volumeContents, volumeCover } from './volume.ts';

/** Only where the procedure's table names the form: other procedures have the same steps and papers of their own. */
const where =
  (code: string, compose: (matter: Matter) => Paper) =>
  (matter: Matter): Paper | undefined =>
    matter.law?.steps[matter.act.step]?.documents?.includes(code) ? compose(matter) : undefined;

/** By step; each makes its paper where the procedure names the form and no composer of the procedure's own did. */
export const otherComposers: Partial<Record<StepId, ((matter: Matter) => Paper | undefined)[]>> = {
  caseArchived: [where('G25', volumeCover), where('G26', volumeContents)],
  filingDeclined: [where('CF04', noFilingApproval)],
  caseWithdrawn: [where('CF04', noFilingApproval)],
  statementRechecked: [where('CF22', recheckOpinion)],
  decisionMade: [where('CF28', decisionApproval)],
  caseClosed: [where('CF38', closingReport)],
  preservationApproved: [where('CF12', preservationApproval)],
  crimeTransferred: [where('G17', crimeTransfer)],
  correctionOrdered: [where('G09', correctionOrder)],
  preservedGoodsDisposed: [where('CF14', goodsDisposal)],
  hearingNoticed: [where('CF24', hearingCall)],
  hearingHeld: [where('CF26', hearingRecord), where('CF27', hearingReport)],
};
