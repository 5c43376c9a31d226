// src/law/procedures/penalty/sanctions.ts —— 罚款以外的处罚：what a report proposes beside or instead of a fine, and what the item allows
import type { PlainDate } from '../../../../base/dates.ts';
import type { Fen } from '../../../../base/money.ts';
import type { Item, Sanction } from '../../../registers.ts';
import { type SanctionKind, sanctionKinds } from '../words.ts';

/** One sanction of the report that is no fine. Money in 分. */
export type OtherSanction = {
  kind: SanctionKind;
  /** Goods by name and number, a licence by name and number, or what is stopped. */
  object?: string;
  received?: Fen;
  refunded?: Fen;
  value?: Fen;
  how?: string;
  evidence?: string[];
  until?: PlainDate;
};

/** 违法所得 to be confiscated: all that the act brought in, less what must be paid back (处罚法§28). Never below zero. */
export const gainsOf = ({ received = 0, refunded = 0 }: OtherSanction): Fen => Math.max(0, received - refunded);

/** Money the sanctions confiscate, in 分. */
export const confiscatedMoney = (others: readonly OtherSanction[] = []): Fen =>
  others.filter(({ kind }) => kind === 'gains').reduce((sum, each) => sum + gainsOf(each), 0);
/** Worth of money and goods together, as the hearing threshold asks for it (处罚法§63). */
export const confiscatedWorth = (others: readonly OtherSanction[] = []): Fen =>
  confiscatedMoney(others) + others.filter(({ kind }) => kind === 'goods').reduce((sum, { value = 0 }) => sum + value, 0);

/** Sanctions for which the party may always ask for a hearing (处罚法§63(3)(4)); 限制开展生产经营活动 is of the weight of 责令停产停业 (§9(4), §63(6)). */
export const graveKinds: readonly SanctionKind[] = ['downgrade', 'revocation', 'restriction', 'halt', 'closure', 'ban'];

const others: Record<SanctionKind, (sanction: Sanction & { object?: string }) => boolean> = {
  warning: ({ kind }) => kind === '警告',
  criticism: ({ kind }) => kind === '通报批评',
  gains: ({ kind, object = '' }) => kind === '没收违法所得' || (kind === '没收' && /违法所得|变卖所得/.test(object)),
  // What is left of the object once money is taken out are things.
  goods: ({ kind, object = '' }) => kind.startsWith('没收') && object.replace(/(违法|非法)所得|[、，；和]/g, '') !== '',
  suspension: ({ kind }) => kind.includes('暂扣'),
  downgrade: ({ kind }) => kind.includes('降低资质'),
  revocation: ({ kind }) => kind.includes('吊销'),
  restriction: ({ kind }) => kind.includes('限制开展'),
  halt: ({ kind }) => kind.includes('停产停业'),
  closure: ({ kind }) => kind.includes('关闭'),
  ban: ({ kind }) => kind.includes('限制从业'),
};
/** Does the item's list of sanctions provide this kind? */
export const provides = (item: Item, kind: SanctionKind): boolean => item.sanctions.some((sanction) => others[kind](sanction));

/** Kinds the item orders in every case (应当), without a condition of their own. */
export const orderedBy = (item: Item): SanctionKind[] =>
  (Object.keys(sanctionKinds) as SanctionKind[]).filter((kind) =>
    item.sanctions.some((sanction) => sanction.mode === 'must' && !sanction.condition && others[kind](sanction)),
  );
/** Must a fine be imposed in every case? */
export const finesAlways = (item: Item): boolean => {
  const fines = item.sanctions.filter(({ kind }) => kind === '罚款');
  return fines.length > 0 && fines.every(({ mode }) => mode === 'must');
};

/** 警告、没收违法所得: the kinds by name, in the order of 处罚法§9. */
export const kindsNamed = (list: readonly OtherSanction[] = []): string[] =>
  (Object.keys(sanctionKinds) as SanctionKind[])
    .filter((kind) => list.some((each) => each.kind === kind))
    .map((kind) => sanctionKinds[kind]);

/** Is one list of sanctions heavier than the other: a kind more, more money, more goods, a longer time, or another thing? */
export function heavierThan(now: readonly OtherSanction[] = [], told: readonly OtherSanction[] = []): string | undefined {
  for (const each of now) {
    const same = told.filter(({ kind }) => kind === each.kind);
    const name = sanctionKinds[each.kind];
    if (same.length === 0) return name;
    if (each.object !== undefined && !same.some(({ object }) => object === each.object)) return `${name}（${each.object}）`;
    const before = same.find(({ object }) => object === each.object) ?? same[0]!;
    if (each.kind === 'goods' && (each.value ?? 0) > (before.value ?? 0)) return name;
    if (each.until !== undefined && before.until !== undefined && each.until > before.until) return name;
  }
  return confiscatedMoney(now) > confiscatedMoney(told) ? sanctionKinds.gains : undefined;
}
