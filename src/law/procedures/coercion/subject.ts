// src/law/procedures/coercion/subject.ts —— 送审稿：what a legal review of a coercion looks at, leaf by leaf
import { allOf, type CaseFile, effective, last } from '../../engine.ts';
import { evidenceIn } from '../../facts.ts';
import type { Registers } from '../../registers.ts';
import type { StepId } from '../../vocabulary.ts';

type SubjectOf = (file: CaseFile, registers: Registers) => Record<string, unknown> | undefined;

/** The proposal, the draft that is to be decided, what was told and answered, and the evidence: change anything and it is another draft. */
const subject =
  (proposed: StepId, draft?: StepId): SubjectOf =>
  (file, registers) => {
    const proposal = last(file, proposed);
    if (!proposal) return undefined;
    const acts = effective(file).filter((act) => proof.has(act.step));
    return {
      提请: proposal.particulars,
      ...(draft ? { 拟定稿: last(file, draft)?.particulars ?? null } : {}),
      催告: allOf(file, 'demandServed').map((act) => act.n),
      复核申辩: allOf(file, 'statementRechecked').map((act) => act.n),
      证据: acts.flatMap(evidenceIn).map((id) => ({ id, digest: registers.evidence(id)?.digest ?? null })),
      更正: effective(file)
        .filter((act) => act.step === 'actCorrected' || act.step === 'actVoided')
        .map((act) => act.n),
    };
  };
const proof = new Set<StepId>(['seizureProposed', 'performanceProposed', 'courtEnforcementProposed', 'evidenceCollected', 'demandServed']);

/** By the step that says what the case is about. */
export const coercionSubjects: Partial<Record<StepId, SubjectOf>> = {
  seizureProposed: subject('seizureProposed'),
  performanceProposed: subject('performanceProposed', 'performanceDrafted'),
  courtEnforcementProposed: subject('courtEnforcementProposed', 'courtApplicationDrafted'),
};
