// src/console/review/concluded.ts —— 七项看了几项
import { reviewPoints } from '../../law/vocabulary.ts';
import type { Particulars } from '../wire/shapes.ts';

/** Are all seven agreed, and how many are not yet concluded either way. */
export function concluded(points: Particulars): { agreed: boolean; left: number } {
  const answers = Object.keys(reviewPoints).map((key) => (points[key] as { agrees?: boolean } | undefined)?.agrees);
  return { agreed: answers.every((answer) => answer === true), left: answers.filter((answer) => answer === undefined).length };
}
