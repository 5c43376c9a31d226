// src/casework/sanctionChoices.ts —— 可选的处罚:the item's fines with article and tier ranges on the evidenced inputs
import type { CaseFile } from '../law/engine.ts';
import { boundsOf, fineInputsOf, itemOf } from '../law/facts.ts';
import type { Registers, Sanction } from '../law/registers.ts';

/** One fine of the item; amounts in 分. */
export type SanctionChoice = {
  index: number;
  says: string;
  tiers: { tier: string; when: string; source: string; range?: { min: number; max: number; formula: string }; problem?: string }[];
  range?: { min: number; max: number; formula: string };
  problem?: string;
  costFormula?: string;
};

/** A fine as the statute puts it: 可以处恢复植被和林业生产条件所需费用0至3倍罚款. */
export const sanctionSays = ({ mode, base, min, max, unit, condition }: Sanction): string =>
  `${mode === 'may' ? '可以处' : '处'}${base ?? ''}${min ?? 0}至${max ?? ''}${unit ?? ''}罚款${condition ? `（${condition}）` : ''}`;

/** Sanctions of the item with article and tier ranges on the evidenced inputs. */
export function sanctionChoices(file: CaseFile, registers: Registers): SanctionChoice[] | undefined {
  const item = itemOf(file, registers);
  if (!item) return undefined;
  return item.sanctions.flatMap((sanction, index) => {
    if (!sanction.kind.includes('罚款')) return [];
    const bounds = boundsOf(file, registers, index);
    const tiers = item.tiers.map((tier) => {
      const found = boundsOf(file, registers, index, tier.tier);
      return {
        tier: tier.tier,
        when: tier.when,
        source: tier.source,
        range: found?.tierRange,
        problem: found?.problem,
        fits: found?.tier !== undefined,
      };
    });
    const says = sanctionSays(sanction);
    return [
      {
        index,
        says,
        tiers: tiers.filter((tier) => tier.fits).map(({ fits: _, ...tier }) => tier),
        range: bounds?.article,
        problem: bounds?.problem,
        costFormula: bounds?.costFormula ?? fineInputsOf(file).formula,
      },
    ];
  });
}
