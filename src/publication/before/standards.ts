// src/publication/before/standards.ts —— 标准和目录:hearing thresholds and the review catalogue, with where each figure comes from
import type { PlainDate } from '../../base/dates.ts';
import type { ParameterKey } from '../../law/registers.ts';
import type { RegisterSnapshot } from '../../registers/registers.ts';

/** One published figure. `pending` when it is not settled by a verified rule and waits for the bureau's own decision. */
export type Standard = { key: ParameterKey; name: string; value: string; basis: string; pending: boolean };

const hearing: ParameterKey[] = [
  'hearing.fine.citizen',
  'hearing.fine.soleTrader',
  'hearing.fine.org',
  'hearing.confiscation.citizen',
  'hearing.confiscation.org',
];
const review: ParameterKey[] = ['review.fine.citizen', 'review.fine.org', 'review.days', 'review.extraDays'];

/** From which amount a party may ask for a hearing (处罚法第63条). */
export const hearingThresholds = (registers: RegisterSnapshot, on: PlainDate): Standard[] => standards(registers, hearing, on);
/** The catalogue of major decisions that need legal review, as far as it is a figure (处罚法第58条). */
export const reviewCatalogue = (registers: RegisterSnapshot, on: PlainDate): Standard[] => standards(registers, review, on);

const standards = (registers: RegisterSnapshot, keys: ParameterKey[], on: PlainDate): Standard[] =>
  keys.flatMap((key) => {
    const entry = registers.parameterEntry(key, on);
    if (!entry) return [];
    const value = `${entry.value.toLocaleString('en-US')}${entry.unit === '元' ? '元' : `个${entry.unit}`.replace('个日', '日')}`;
    return [
      { key, name: entry.name, value: entry.unit === '元' ? `${value}以上` : value, basis: entry.basis, pending: entry.mark !== 'C' },
    ];
  });
