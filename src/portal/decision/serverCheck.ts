// src/portal/decision/serverCheck.ts —— 本站代您核验:the server's own check, for readers without a script; it is not an independent one

import { verifyPage } from '../../../verify/portalVerify.ts';
import { shanghaiMinute } from '../../base/dates.ts';
import { readSegments } from '../../ledger/proof/disclose.ts';
import { receiptOf } from '../../publication/after/readResults.ts';
import { fourChecks, type Panel } from '../../ui/verifyPanel.ts';
import type { Visit } from '../deps.ts';

/** Checks the receipt of a result with the published key and says so in the panel's words. */
export async function checkHere(visit: Visit, result: { public_id: string; act_id: string; decision_number: string }): Promise<Panel> {
  const receipt = await receiptOf(visit.db, visit.log, visit.agency, result.public_id, result.act_id);
  if (!receipt) return { state: 'unable', why: '原件正在变动，请稍后再试。' };
  // The page is made from this very disclosure, so its texts are the disclosure's: what the server can check is the rest.
  const texts = readSegments(receipt.disclosure!).flatMap((segment) =>
    !('hidden' in segment) && typeof segment.value === 'string' ? [[segment.path, segment.value] as const] : [],
  );
  const { ok, pending, checks, proves, doesNotProve } = verifyPage(receipt, visit.log.vkey, Object.fromEntries(texts), visit.witnesses);
  if (pending) return { state: 'unable', why: '日志还没有为这份登记签名，通常不超过一秒。' };
  return {
    ...{ state: ok ? 'passed' : 'failed', by: 'server', checks: fourChecks(checks), proves, doesNotProve },
    ...{ at: shanghaiMinute(new Date()), number: result.decision_number, phone: visit.registers.agency.complaint.phone },
  };
}
