// src/law/procedures/others/kinds.ts —— 六种其他行政行为，一种一行：which steps it has, who signs, by when, which paper, on which article
import type { Cite } from '../../articles/statutes.ts';
import { type CaseFile, last } from '../../engine.ts';
import type { ParameterKey } from '../../registers.ts';

export type OtherKind = {
  name: string;
  basis: Cite;
  /** 认定事实的，由两名以上执法人员核查 */
  takesFacts: boolean;
  /** Is there somebody who applies, is ordered or is rewarded (`party`), or somebody who informs and is protected (`informant`)? */
  about: 'party' | 'informant';
  /** Who signs the result. */
  signs: 'head' | 'sectionHead';
  term: ParameterKey;
  /** Its own form and series of numbers; without one the result is told as it was signed. */
  form?: string;
  series?: string;
  /** What follows the telling. */
  follows?: 'recheck' | 'money';
  /** What may come out of it. */
  outcomes: readonly Outcome[];
};
export const outcomes = {
  recorded: '予以备案',
  notRecorded: '不予备案',
  ordered: '责令改正',
  notOrdered: '不需要责令改正',
  agreed: '同意（没有不同意见）',
  disagreed: '不同意',
  granted: '给予',
  refused: '不给予',
  established: '反映的情况属实',
  notEstablished: '反映的情况不属实',
} as const;
export type Outcome = keyof typeof outcomes;

// biome-ignore format: a table is read across
export const otherKinds = {
  recordFiling:    { name: '备案', basis: '本局规定§81', takesFacts: false, about: 'party', signs: 'sectionHead', term: 'others.recordDays', form: 'QT02', series: '备', outcomes: ['recorded', 'notRecorded'] },
  correctionOrder: { name: '责令改正', basis: '处罚法§28', takesFacts: true, about: 'party', signs: 'head', term: 'others.days', form: 'G09', series: '责改', follows: 'recheck', outcomes: ['ordered', 'notOrdered'] },
  opinionLetter:   { name: '意见函', basis: '湿地法§19', takesFacts: true, about: 'party', signs: 'head', term: 'others.days', outcomes: ['agreed', 'disagreed'] },
  reward:          { name: '行政奖励', basis: '湿地法§8', takesFacts: true, about: 'party', signs: 'head', term: 'others.days', follows: 'money', outcomes: ['granted', 'refused'] },
  compensation:    { name: '行政补偿', basis: '湿地法§36', takesFacts: true, about: 'party', signs: 'head', term: 'others.days', follows: 'money', outcomes: ['granted', 'refused'] },
  complaint:       { name: '投诉举报核查', basis: '湿地法§11', takesFacts: true, about: 'informant', signs: 'sectionHead', term: 'others.days', form: 'QT03', series: '举复', outcomes: ['established', 'notEstablished'] },
} as const satisfies Record<string, OtherKind>;
export type OtherKindId = keyof typeof otherKinds;

/** The kind of a matter; undefined before it is registered. */
export const kindOf = (file: CaseFile): OtherKind | undefined =>
  otherKinds[last(file, 'matterRegistered')?.particulars.kind as OtherKindId];
/** Outcomes that give the person less than was asked: they need a reason. */
export const negative: readonly Outcome[] = ['notRecorded', 'disagreed', 'refused', 'notEstablished'];
/** The result in force: the latest signed, with the proposal it signed. */
export const resultOf = (file: CaseFile): Outcome | undefined =>
  last(file, 'answerSigned') ? (last(file, 'answerProposed')?.particulars.outcome as Outcome | undefined) : undefined;
