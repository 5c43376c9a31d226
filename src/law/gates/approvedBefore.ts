// src/law/gates/approvedBefore.ts —— 先批准、后实施：the minute a measure began against the minute of its approval
import { shanghaiMinute } from '../../base/dates.ts';
import type { Cite } from '../articles/statutes.ts';
import { type At, formGate, last, type RecordedAct, resting } from '../engine.ts';
import type { Field } from '../particulars/field.ts';
import type { StepId } from '../vocabulary.ts';

/** Asked where an approval may have been signed on paper before it was recorded. */
export const approvedOnPaperAt: Field = {
  key: 'approvedAt',
  label: '纸质审批的批准时间',
  kind: 'minute',
  help: '先在纸质审批表上批准的填写；不填的，以本系统记录的时间为批准时间',
};
/** When the approval counts as given, in Shanghai minutes: as stated where paper came first, else when it was recorded. */
const approvedMinute = ({ particulars, recordedAt }: RecordedAct): string =>
  (particulars.approvedAt as string | undefined) ?? shanghaiMinute(recordedAt);

/** The measure begins (`began` names its minute) no earlier than `approval` was given. Days alone would let a measure of the morning be approved in the afternoon. */
export const approvedBefore = (id: string, basis: Cite, says: string, approval: StepId, began: string) => {
  const early = ({ act, file }: At): { start: string; approved: string } | undefined => {
    const given = last(file, approval);
    const start = act.particulars[began] as string | undefined;
    return given && start !== undefined && start < approvedMinute(given) ? { start, approved: approvedMinute(given) } : undefined;
  };
  return resting(
    [approval],
    formGate(
      id,
      basis,
      says,
      (at) => early(at) === undefined,
      (at) =>
        `开始时间${early(at)?.start}早于批准时间${early(at)?.approved}，请核对；先在纸质审批表上批准的，由批准人更正批准记录，写明批准时间。`,
    ),
  );
};
/** A stated minute of approval lies on the day of the approval. */
export const approvalDated = (id: string, basis: Cite, says: string) =>
  formGate(
    id,
    basis,
    says,
    ({ act }) => act.particulars.approvedAt === undefined || (act.particulars.approvedAt as string).startsWith(act.on),
    ({ act }) => `批准时间${String(act.particulars.approvedAt)}与批准的日期${act.on}不是同一天，请核对。`,
  );
