// src/law/procedures/imported/gates.ts —— 导入历史案卷的条件
import { type At, formGate } from '../../engine.ts';

const said = ({ act }: At) =>
  act.particulars as {
    item?: string;
    kind?: string;
    filedOn?: string;
    decidedOn?: string;
    actFrom?: string;
    actTo?: string;
    fine?: number;
  };

export const importedInOrder = formGate(
  'importedInOrder',
  '本局规定§70',
  '历史案卷所载的日期应当先后一致，并且都已经过去',
  (at) => whyOutOfOrder(at) === undefined,
  (at) => whyOutOfOrder(at),
);
function whyOutOfOrder(at: At): string | undefined {
  const { filedOn, decidedOn, actFrom, actTo } = said(at);
  if (decidedOn !== undefined && decidedOn > at.today) return `决定日期${decidedOn}晚于今天，请与原卷核对。`;
  if (filedOn !== undefined && decidedOn !== undefined && filedOn > decidedOn)
    return `立案日期${filedOn}晚于决定日期${decidedOn}，请与原卷核对。`;
  if (actFrom !== undefined && actTo !== undefined && actFrom > actTo) return `违法行为开始日${actFrom}晚于终了日${actTo}，请与原卷核对。`;
  if (actTo !== undefined && decidedOn !== undefined && actTo > decidedOn)
    return `违法行为终了日${actTo}晚于决定日期${decidedOn}，请与原卷核对。`;
  return undefined;
}

/** An item that is named is one of the list; an old item that is not there any more is left out, not replaced by a similar one. */
export const importedItemListed = formGate(
  'importedItemListed',
  '本局规定§70',
  '填写执法事项编码的，应当是清单中同一类别的事项',
  (at) => whyNotListed(at) === undefined,
  (at) => whyNotListed(at),
);
function whyNotListed(at: At): string | undefined {
  const { item: code, kind } = said(at);
  if (code === undefined) return undefined;
  const item = at.registers.item(code, at.today);
  if (!item) return `清单中没有“${code}”这个编码；原事项已经不在清单里的，请不填。`;
  return item.actType === kind ? undefined : `“${item.name}”是${item.typeName}事项，与所填的类别不同。`;
}

export const fineOfPenalty = formGate(
  'fineOfPenalty',
  '本局规定§70',
  '只有行政处罚案卷可以填写罚款',
  (at) => said(at).fine === undefined || said(at).kind === 'penalty',
  () => '不是行政处罚的，请不填罚款，金额写入处理结果。',
);
