// src/law/procedures/performance/structure.ts —— 强制拆除：a structure falls only after the announcement, its term and the remedies (强制法§44)
import type { PlainDate } from '../../../base/dates.ts';
import { type At, allOf, gate, last } from '../../engine.ts';
import { proceedingsOf } from '../../reckoning/account.ts';
import { windowOpensOn } from '../../reckoning/enforcementWindow.ts';

/** No structure is pulled down under the name of substitute performance without 限期拆除公告 (QZ22) and the end of the remedies. */
export const structureAnnounced = gate(
  'structureAnnounced',
  '强制法§44',
  '对违法的建筑物、构筑物、设施等需要强制拆除的，应当由行政机关予以公告，限期当事人自行拆除',
  (at) => whyNotPulledDown(at) === undefined,
  (at) => whyNotPulledDown(at),
);
function whyNotPulledDown({ act, file }: At): string | undefined {
  const { isStructure, decisionServedOn } = (last(file, 'performanceProposed')?.particulars ?? {}) as {
    isStructure?: boolean;
    decisionServedOn?: PlainDate;
  };
  if (isStructure !== true || decisionServedOn === undefined) return undefined;
  const announced = allOf(file, 'paperIssued').findLast((each) => each.particulars.form === 'QZ22');
  if (!announced) return '标的是建筑物、构筑物、设施，请先办理“出具其他文书”，出具《限期拆除公告》（QZ22）并张贴。';
  const until = (announced.particulars.content as { dutyDeadline?: PlainDate } | undefined)?.dutyDeadline;
  if (until === undefined || act.on <= until) return `《限期拆除公告》的期限到${until ?? '（没有写明）'}，期满仍不拆除的才能强制拆除。`;
  const over = windowOpensOn({ servedOn: decisionServedOn, courses: proceedingsOf(file) });
  if (over === undefined) return '当事人正在复议或者诉讼，终结以前不得强制拆除。';
  return act.on > over ? undefined : `复议、诉讼期限到${over}届满，期满以前不得强制拆除。`;
}
