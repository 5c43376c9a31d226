// src/publication/before/items.ts —— 行政执法事项清单:the list and one item, as the public reads them
import type { PlainDate } from '../../base/dates.ts';
import { actTypes } from '../../law/vocabulary.ts';
import type { ItemRecord } from '../../registers/packShapes.ts';
import type { RegisterSnapshot } from '../../registers/registers.ts';
import { searchItems } from '../../registers/searchItems.ts';

export type ActType = keyof typeof actTypes;
export const isActType = (text: string | undefined): text is ActType => text !== undefined && Object.hasOwn(actTypes, text);

/** How many items of each kind are in force on the day, in the order of the seven kinds. */
export function itemCounts(registers: RegisterSnapshot, on: PlainDate): { type: ActType; name: string; count: number }[] {
  const items = registers.items(on);
  return (Object.entries(actTypes) as [ActType, string][]).map(([type, name]) => ({
    type,
    name,
    count: items.filter(({ actType }) => actType === type).length,
  }));
}

/** The day the list last changed: the newest starting day among the items in force. */
export const itemsChangedOn = (registers: RegisterSnapshot, on: PlainDate): PlainDate | undefined =>
  registers
    .items(on)
    .map(({ publishedFrom }) => publishedFrom)
    .sort()
    .at(-1);

/** Items in force on the day; without words in the order of their codes. */
export function listItems(registers: RegisterSnapshot, on: PlainDate, words: string, actType?: ActType): ItemRecord[] {
  if (words.trim()) return searchItems(registers, words.slice(0, 60), { on, actType, limit: 200 });
  return registers.items(on).filter((item) => actType === undefined || item.actType === actType);
}

/** 90日 / 20个工作日，可以延长10个工作日; undefined where the law gives no term. */
export function timeLimitText({ days, months, unit, extension }: ItemRecord['timeLimit']): string | undefined {
  const counted = (amount: number, of: string | null) => `${amount}${of === 'workingDay' ? '个工作日' : of === 'month' ? '个月' : '日'}`;
  const term = days !== null ? counted(days, unit) : months !== undefined ? `${months}个月` : undefined;
  if (!term) return undefined;
  return extension ? `${term}，经${extension.approver}批准可以延长${counted(extension.days, extension.unit)}` : term;
}

/** One tier in words: 0.9倍以上不足2.1倍 (the heaviest tier includes its end). */
export function tierRange(tier: ItemRecord['tiers'][number], last: boolean): string {
  const { fineMin: min, fineMax: max, unit = '' } = tier;
  if (min === undefined && max === undefined) return '不予罚款';
  const figure = (amount: number) => (unit.startsWith('元') ? amount.toLocaleString('en-US') : String(amount));
  const upper = max === undefined ? '' : `${last ? '' : '不足'}${figure(max)}${unit}${last ? '以下' : ''}`;
  return min ? `${figure(min)}${unit}以上${upper}` : upper;
}

/** Where the tiers come from a placeholder, the page must say so. */
export const tiersAreExamples = (item: ItemRecord): boolean => item.tiers.some(({ source, when }) => /示例/.test(source + when));

/** The fine of an item in one sentence: 可以处恢复费用3倍以下的罚款. */
export function sanctionText(sanction: ItemRecord['sanctions'][number]): string {
  const { kind, mode, basis, base, min, max, unit = '', condition } = sanction;
  const must = mode === 'must' ? '应当' : '可以';
  const figure = (amount: number) => (unit.startsWith('元') ? amount.toLocaleString('en-US') : String(amount));
  const range =
    max === undefined && !min
      ? ''
      : `${base ?? ''}${min ? `${figure(min)}${unit}以上` : ''}${max === undefined ? '' : `${figure(max)}${unit}以下`}`;
  const when = condition ? `（${condition}）` : '';
  return basis && range ? `${must}处${range}的${kind}${when}` : `${must}${kind}${when}`;
}
