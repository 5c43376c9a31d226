// src/server/signIn/factor/policy.ts —— 谁必须用动态口令,谁的口令要更长:by the posts held today
import type { Post } from '../../../law/registers.ts';

/** Whether posts with power over others must have a second factor: `required` for administrators and heads, or nobody. */
export type FactorPolicy = 'required' | 'optional';

const administrators: readonly Post[] = ['systemAdmin', 'securityAdmin', 'auditAdmin'];

/** Must a holder of these posts sign in with a second factor? */
export const mustHaveFactor = (policy: FactorPolicy, posts: readonly Post[]): boolean =>
  policy === 'required' && posts.some((post) => post === 'head' || administrators.includes(post));

/** The fewest characters of a password: 12 for administrators, 10 for others. */
export const leastPassword = (posts: readonly Post[]): number => (posts.some((post) => administrators.includes(post)) ? 12 : 10);
