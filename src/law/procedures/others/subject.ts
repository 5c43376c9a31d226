// src/law/procedures/others/subject.ts —— 送审的是什么：the registered matter, the facts and the answer proposed
import type { Subject } from '../../binding.ts';
import { allOf, type CaseFile, effective, last } from '../../engine.ts';
import { evidenceIn, itemCodeOf, partyOf } from '../../facts.ts';
import type { Registers } from '../../registers.ts';

/** Everything the review of a matter looks at. Who informed is not among it. */
export function matterSubject(file: CaseFile, registers: Registers): Subject | undefined {
  const proposed = last(file, 'answerProposed');
  if (!proposed) return undefined;
  const { opinion: _said, ...answer } = proposed.particulars;
  const { kind, cause, summary } = last(file, 'matterRegistered')?.particulars ?? {};
  return {
    当事人: partyOf(file) ?? null,
    事项: itemCodeOf(file),
    种类: kind,
    事由: cause,
    内容: summary,
    核查: allOf(file, 'factsVerified').map((act) => act.particulars.finding),
    处理意见: answer,
    证据: allOf(file, 'matterRegistered', 'factsVerified')
      .flatMap(evidenceIn)
      .map((id) => ({ id, digest: registers.evidence(id)?.digest ?? null })),
    更正: effective(file)
      .filter((act) => act.step === 'actCorrected' || act.step === 'actVoided')
      .map((act) => act.n),
  };
}
