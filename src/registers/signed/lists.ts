// src/registers/signed/lists.ts —— 哪些名册可以变更:who proposes which list, what may be done to it, and from when it counts
import type { Post } from '../../law/registers.ts';

/** Lists that are edited by signed changes. People, posts and certificates have their own ways (`changes.ts`). */
export const changedLists = {
  calendar: '日历',
  parameter: '参数和标准',
  item: '执法事项',
  agency: '机关信息',
  unit: '内设机构',
} as const;
export type ChangedList = keyof typeof changedLists;

export const changeKinds = { set: '新内容', suspend: '停用待更新', restore: '恢复使用', end: '终止' } as const;
export type ChangeKind = keyof typeof changeKinds;

/** What may be done to which list. */
export const kindsOf: Record<ChangedList, readonly ChangeKind[]> = {
  calendar: ['set'],
  parameter: ['set'],
  item: ['set', 'suspend', 'restore', 'end'],
  agency: ['set'],
  unit: ['set', 'end'],
};

/** Who proposes: the system administrator any list; whoever answers for the matter may too. */
export const proposers: Record<ChangedList, readonly Post[]> = {
  calendar: ['systemAdmin', 'legalReviewer'],
  parameter: ['systemAdmin', 'legalReviewer', 'sectionHead'],
  item: ['systemAdmin', 'legalReviewer', 'sectionHead'],
  agency: ['systemAdmin'],
  unit: ['systemAdmin'],
};
/** Who approves, never his own proposal. */
export const approvers: readonly Post[] = ['head', 'legalReviewer'];

/**
 * Lists whose change counts from its approval on: a calendar says what days are, the agency's record where it is. The others begin on the
 * day they are proposed for, which is not earlier than the approval: nothing is changed backwards.
 */
export const countsFromApproval = (list: ChangedList): boolean => list === 'calendar' || list === 'agency' || list === 'unit';
