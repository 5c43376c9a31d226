// src/law/procedures/permit/subject.ts —— 送审的是什么：the examined application, or the revocation proposed
import { allOf, type CaseFile, effective, last, since } from '../../engine.ts';
import { evidenceIn, itemCodeOf, partyOf } from '../../facts.ts';
import type { Registers } from '../../registers.ts';

/** A proposal to revoke or withdraw that is not decided yet. */
export const revocationPending = (file: CaseFile): boolean =>
  last(file, 'revocationProposed') !== undefined && !since(file, 'revocationProposed', ['revocationDecided']);

const evidence = (file: CaseFile, registers: Registers, ...steps: Parameters<typeof allOf>[1][]) => [
  ...new Map(
    allOf(file, ...steps)
      .flatMap(evidenceIn)
      .map((id) => [id, { id, digest: registers.evidence(id)?.digest ?? null }]),
  ).values(),
];
const numbersOf = (file: CaseFile, ...steps: Parameters<typeof allOf>[1][]) => allOf(file, ...steps).map((act) => act.n);

/** What a review of a permit is bound to: party, item, materials, findings and the proposal; undefined while nothing is proposed. */
export function permitSubject(file: CaseFile, registers: Registers): Record<string, unknown> | undefined {
  const concluded = last(file, 'examinationConcluded');
  const pending = revocationPending(file) ? last(file, 'revocationProposed') : undefined;
  if (!concluded && !pending) return undefined;
  const applied = last(file, 'permitApplied')?.particulars;
  const common = {
    当事人: partyOf(file),
    事项: itemCodeOf(file) ?? null,
    申请内容: applied?.applyContent ?? null,
    采纳申辩: allOf(file, 'statementRechecked')
      .filter((act) => act.particulars.adopted !== 'notAdopted')
      .map((act) => act.n),
    更正: effective(file)
      .filter((act) => act.step === 'actCorrected' || act.step === 'actVoided')
      .map((act) => act.n),
  };
  if (pending)
    return {
      ...common,
      许可决定: last(file, 'decisionMade')?.n ?? null,
      提请: pending.particulars,
      证据: evidence(file, registers, 'revocationProposed'),
    };
  return {
    ...common,
    材料: allOf(file, 'permitApplied', 'supplementReceived').map((act) => act.particulars.materials),
    审查意见: concluded!.particulars,
    证据: evidence(file, registers, 'permitApplied', 'supplementReceived', 'siteVerified', 'specialResultReceived'),
    核查检验: numbersOf(file, 'siteVerified', 'specialResultReceived'),
    听证: numbersOf(file, 'hearingHeld'),
  };
}

/** Entries of the review catalogue the case hits: a list that suggests; a named person states (handbook §5.1). */
export function permitHits(file: CaseFile, registers: Registers): string[] {
  const code = itemCodeOf(file);
  const applied = last(file, 'permitApplied');
  const hits: string[] = [];
  if (code && applied && registers.item(code, applied.on)?.reviewAlways === true) hits.push('本事项的决定一律送审');
  if (last(file, 'examinationConcluded')?.particulars.proposed === 'refused') hits.push('拟不予许可');
  if (allOf(file, 'hearingHeld').length > 0) hits.push('已经举行听证');
  return hits;
}
