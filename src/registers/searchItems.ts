// src/registers/searchItems.ts —— 事项检索:finds items by name, code, article or words of their basis
import type { PlainDate } from '../base/dates.ts';
import type { ItemRecord } from './packShapes.ts';
import type { RegisterSnapshot } from './registers.ts';

/**
 * Items in force on the day that contain every word of the query (one character is enough), best first: code, then name, then
 * breached and penal articles, then the rest. The list is already in memory and a few hundred long, so no index is asked.
 */
export function searchItems(
  snapshot: Pick<RegisterSnapshot, 'items'>,
  query: string,
  { on, actType, limit = 50 }: { on: PlainDate; actType?: string; limit?: number },
): ItemRecord[] {
  const words = query
    .normalize('NFKC')
    .toLowerCase()
    .split(/[\s,、;]+/)
    .filter(Boolean);
  return snapshot
    .items(on)
    .filter((item) => actType === undefined || item.actType === actType)
    .map((item) => ({ item, ranks: words.map((word) => rankOf(fieldsOf(item), word)) }))
    .filter(({ ranks }) => ranks.every((rank) => rank >= 0))
    .map(({ item, ranks }) => ({ item, rank: ranks.reduce((sum, rank) => sum + rank, 0) }))
    .sort((a, b) => a.rank - b.rank || (a.item.code < b.item.code ? -1 : 1))
    .slice(0, limit)
    .map(({ item }) => item);
}

const rankOf = (fields: string[], word: string): number => fields.findIndex((field) => field.includes(word));

const kept = new WeakMap<ItemRecord, string[]>();
function fieldsOf(item: ItemRecord): string[] {
  const found = kept.get(item);
  if (found) return found;
  const cited = [...item.breach, ...item.penalty].map(({ law, article, gist }) => `${law}${article} ${gist}`);
  const rest = [
    item.typeName,
    item.target,
    item.nameEn,
    item.note,
    ...item.basis.map(({ law, article, gist }) => `${law}${article} ${gist}`),
  ];
  const fields = [item.code, item.name, cited.join(' '), [...rest, ...item.correctiveOrders].join(' ')].map((text) =>
    text.normalize('NFKC').toLowerCase(),
  );
  kept.set(item, fields);
  return fields;
}
