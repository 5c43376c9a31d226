// src/law/procedures/coercion/basis.ts —— 强制的依据：what the item's published list names as its basis
import type { Matter } from '../../papers/pieces/matter.ts';
import { blank } from '../../papers/pieces/words.ts';

/** 《中华人民共和国森林法》第六十七条第一款第三项: the articles that give the power, as the item's list has them. */
export const basisOf = ({ item }: Matter): string => {
  const own = (item?.basis ?? []).filter(({ role }) => role === undefined || role === 'basis');
  return own.map(({ law, article }) => `${law.startsWith('《') ? law : `《${law}》`}${article ?? ''}`).join('、') || blank;
};
