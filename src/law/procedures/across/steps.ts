// src/law/procedures/across/steps.ts —— 管辖、协助、并案分案、授权代行：the same in every procedure, put into each by its first and its deciding steps
import type { Cite } from '../../articles/statutes.ts';
import type { Procedure, Step } from '../../engine.ts';
import { goodsBalanced } from '../../gates/decision.ts';
import { evidenceKnown } from '../../gates/investigation.ts';
import type { StepId } from '../../vocabulary.ts';
import * as rule from './gates.ts';
import * as form from './particulars.ts';

/** Ends every case may come to. */
export const acrossEnds: readonly StepId[] = ['jurisdictionTransferred', 'caseMerged'];
/** Decisions after which a case can no longer go elsewhere. */
const decisions: readonly StepId[] = ['decisionMade', 'levyDecided', 'answerSigned', 'awardSubmitted', 'caseClosed'];
/** Not for somebody else to sign: what heads decide together, the authorisation itself, and what the chief alone decides (移送规定§5). */
const ownOnly: readonly string[] = ['jointlyDiscussed', 'headDelegated', 'transferDecided'];

/** The steps for one procedure. `basis`: the article of penalties where it is one, else our own rule. */
export function acrossStepsOf({
  files,
  steps,
  actTypes,
  decision,
  ends,
}: Pick<Procedure, 'files' | 'steps' | 'actTypes' | 'decision' | 'ends'>): Procedure['steps'] {
  const penal = actTypes.includes('penalty');
  const [transfer, assistance]: [Cite, Cite] = penal ? ['处罚法§22', '处罚法§26'] : ['本局规定§91', '本局规定§91'];
  const { stage } = steps[files]!;
  const own = (ids: readonly StepId[]) => ids.filter((id) => steps[id] !== undefined || acrossEnds.includes(id));
  const open = { unless: own([...decisions, ...(decision ? [decision.step] : []), ...ends, ...acrossEnds]) } satisfies Partial<Step>;
  const single = { stage, after: [files], optional: true, inner: true } satisfies Partial<Step>;
  const any = { ...single, repeats: true } as const;
  const held = steps.evidencePreserved ? [goodsBalanced] : [];
  const delegable = (Object.entries(steps) as [StepId, Step][])
    .filter(([id, step]) => step.actor === 'head' && !ownOnly.includes(id))
    .map(([id]) => id);
  const reserved = delegable.filter((id) => !steps[id]!.basis.startsWith('本局规定'));
  // biome-ignore format: a table is read across
  return {
    assistanceRequested:     { ...any, actor: 'officer', basis: assistance, fields: form.assistanceRequested },
    assistanceAnswered:      { ...any, actor: 'authority', basis: assistance, after: ['assistanceRequested'], fact: true, late: ['post', 'handedOn'], gates: [evidenceKnown], fields: form.assistanceAnswered },
    designationRequested:    { ...any, actor: 'head', basis: '处罚法§25', unless: open.unless, fields: form.designationRequested },
    jurisdictionDesignated:  { ...any, actor: 'authority', basis: '处罚法§25', fact: true, late: ['post', 'handedOn'], gates: [evidenceKnown], fields: form.jurisdictionDesignated },
    jurisdictionTransferred: { ...single, actor: 'head', basis: transfer, unless: open.unless.filter((id) => id !== 'jurisdictionTransferred'), gates: [rule.transferElsewhere, ...held], documents: ['G16'], numbers: { G16: '移' }, fields: form.jurisdictionTransferred },
    caseJoined:              { ...any, actor: 'head', basis: '本局规定§92', unless: open.unless, gates: [rule.notItself, rule.bothSaySo], fields: form.caseJoined },
    caseMerged:              { ...single, actor: 'head', basis: '本局规定§92', unless: open.unless.filter((id) => id !== 'caseMerged'), gates: [rule.notItself, rule.bothSaySo, ...held], fields: form.caseMerged },
    splitOriginNoted:        { ...any, actor: 'officer', basis: '本局规定§92', gates: [rule.notItself, rule.bothSaySo], fields: form.splitOriginNoted },
    caseSplit:               { ...any, actor: 'head', basis: '本局规定§92', unless: open.unless, gates: [rule.notItself, rule.bothSaySo], fields: form.caseSplit },
    headDelegated:           { ...any, actor: 'head', basis: '本局规定§93', gates: [rule.delegationWritten(reserved), evidenceKnown], fields: form.headDelegated(delegable) },
  };
}
