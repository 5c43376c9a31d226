// src/law/procedures/dispute/subject.ts —— 送审的是什么：the dispute, what was found and the award proposed
import type { Subject } from '../../binding.ts';
import { allOf, type CaseFile, effective, last } from '../../engine.ts';
import { evidenceIn } from '../../facts.ts';
import type { Registers } from '../../registers.ts';

/** Everything the review of an award looks at; undefined before one is proposed. */
export function disputeSubject(file: CaseFile, registers: Registers): Subject | undefined {
  const reported = last(file, 'disputeReported');
  if (!reported) return undefined;
  const { opinion: _said, ...proposal } = reported.particulars;
  return {
    争议: { ...last(file, 'disputeFiled')?.particulars, handlers: null },
    处理方案: proposal,
    调解: allOf(file, 'mediationHeld').map((act) => act.n),
    笔录: allOf(file, 'siteExamined', 'interviewRecorded').map((act) => act.n),
    证据: allOf(file, 'disputeFiled', 'evidenceCollected', 'siteExamined', 'interviewRecorded')
      .flatMap(evidenceIn)
      .map((id) => ({ id, digest: registers.evidence(id)?.digest ?? null })),
    更正: effective(file)
      .filter((act) => act.step === 'actCorrected' || act.step === 'actVoided')
      .map((act) => act.n),
  };
}
