// src/law/procedures/levy/subject.ts —— 送审的是什么：the assessment, the relief or the refund a legal review is bound to
import type { Subject } from '../../binding.ts';
import { allOf, type CaseFile, effective, last } from '../../engine.ts';
import { evidenceIn, itemCodeOf, partyOf } from '../../facts.ts';
import type { Registers } from '../../registers.ts';
import { assessmentOf, computedOf, ruleOf } from './account.ts';

/** Everything the review of a levy looks at; change anything of it and the review is void. */
export function levySubject(file: CaseFile, registers: Registers): Subject | undefined {
  const assessed = assessmentOf(file);
  if (!assessed) return undefined;
  const { opinion: _said, ...assessment } = assessed.particulars;
  const proposal = (step: 'reliefProposed' | 'refundProposed') => last(file, step)?.particulars ?? null;
  return {
    当事人: partyOf(file),
    事项: itemCodeOf(file),
    占用: { ...last(file, 'levyDeclared')?.particulars, handlers: null, party: null },
    核定: assessment,
    征收标准: ruleOf(file, registers) ?? null,
    计算: computedOf(file, registers)?.lines ?? null,
    减免缓: proposal('reliefProposed'),
    退还: proposal('refundProposed'),
    证据: allOf(
      file,
      'levyDeclared',
      'levyAssessed',
      'siteExamined',
      'evidenceCollected',
      'refundProposed',
      'reliefRequested',
      'refundRequested',
    )
      .flatMap(evidenceIn)
      .map((id) => ({ id, digest: registers.evidence(id)?.digest ?? null })),
    更正: effective(file)
      .filter((act) => act.step === 'actCorrected' || act.step === 'actVoided')
      .map((act) => act.n),
  };
}
