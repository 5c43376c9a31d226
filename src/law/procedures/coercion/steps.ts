// src/law/procedures/coercion/steps.ts —— 各种强制共有的环节：records, staff, statements, service, closing
import type { Cite } from '../../articles/statutes.ts';
import type { Gate, Procedure, Step } from '../../engine.ts';
import { leavingProved, receiverFits, serviceDayMatches } from '../../gates/decision.ts';
import { qualifiedFor } from '../../gates/signing.ts';
import type { Field } from '../../particulars/field.ts';
import { evidenceCollected } from '../../particulars/investigation.ts';
import { serviceFields, statementReceived } from '../../particulars/notice.ts';
import type { StageId, StepId } from '../../vocabulary.ts';
import { closingSteps, fact, houseClaims, onSite, optional, recordSteps, type SignerClaims, staffSteps } from '../everyCase.ts';
import { certified } from '../houseGates.ts';
import { partySpoke, statementRechecked } from './demand.ts';
import { enforcementNotEntrusted, materialsTaken, powerNotEntrusted, successorMayCoerce, twoToSeize } from './power.ts';

type Steps = Procedure['steps'];
/** The steps at a stage of this procedure instead of 调查取证. */
const staged = (steps: Steps, stage: StageId): Steps =>
  Object.fromEntries(Object.entries(steps).map(([id, step]) => [id, step.stage === 'investigation' ? { ...step, stage } : step]));

/** 共同签名、更正、回避、更换承办人、补充证据：from the first step on. */
// biome-ignore format: a table is read across
export const commonSteps = (opens: StepId, stage: StageId, two: Cite, closed: StepId[]): Steps => staged({
  ...recordSteps(opens, two),
  ...staffSteps(opens, opens, '本局规定§16', successorMayCoerce),
  evidenceCollected: { stage, actor: 'officers', basis: '强制法§16', ...onSite, after: [opens], unless: closed, ...optional, gates: [materialsTaken], fields: evidenceCollected },
}, stage);

/** A paper of the case handed over: the gates of every service, its receipt. */
export const served = {
  gates: [leavingProved, receiverFits, serviceDayMatches, materialsTaken],
  recording: 'advised',
  fields: serviceFields,
} as const satisfies Partial<Step>;

/** 陈述申辩、复核：after the demand, before what it is about is decided. */
// biome-ignore format: a table is read across
export const statementSteps = (stage: StageId, decided: StepId): Steps => ({
  statementReceived:  { stage, actor: 'party', basis: '强制法§36', after: ['demandServed'], ...fact, gates: [materialsTaken], fields: statementReceived },
  statementRechecked: { stage, actor: 'officers', basis: '强制法§36', after: ['statementReceived'], when: partySpoke, unless: [decided], renewedBy: ['statementReceived'], documents: ['QZ12'], fields: statementRechecked },
});

const closingProposed: Field[] = [
  { key: 'result', label: '办理和执行情况', kind: 'longText', max: 2000, required: true },
  { key: 'opinion', label: '承办人意见', kind: 'longText', max: 1000, required: true },
];
/** 结案、归档. */
export function closing(basis: Cite, after: StepId[], gates: Gate[], ends: StepId[]): Steps {
  const steps = closingSteps(basis, after, gates, ends);
  return { ...steps, closingProposed: { ...steps.closingProposed!, fields: closingProposed } };
}

/** Whoever measures: qualified officers of the agency itself, two of them (强制法§17、§18). */
export const seizureClaims: SignerClaims = {
  ...houseClaims('coercion'),
  distinct: [powerNotEntrusted],
  qualified: qualifiedFor(
    'coercion',
    'qualifiedToSeize',
    '强制法§17',
    '行政强制措施应当由行政机关具备资格的行政执法人员实施，其他人员不得实施',
  ),
  two: [twoToSeize],
};
/** Whoever enforces. */
export const enforcementClaims: SignerClaims = {
  ...houseClaims('coercion'),
  distinct: [enforcementNotEntrusted],
  qualified: certified('coercion'),
};
