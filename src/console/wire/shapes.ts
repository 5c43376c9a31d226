// src/console/wire/shapes.ts —— 接口的样子:what the server answers, told with the types of the rooms above
import type { CaseListed } from '../../casework/boards.ts';
import type { FormView } from '../../casework/formView.ts';
import type { ReadField } from '../../casework/readFields.ts';
import type { Paper, ReadPaper } from '../../law/papers/paper.ts';
import type { Field, FormFault, Particulars } from '../../law/particulars/field.ts';
import type { Item, Post, Reason } from '../../law/registers.ts';
import type { StageId, StepId } from '../../law/vocabulary.ts';

export type { CaseView, DeadlineView, MoveView } from '../../casework/caseView.ts';
export type { CaseListed, Field, FormFault, Item, Paper, Particulars, Post, ReadField, ReadPaper, Reason, StepId };

export type Me = {
  person: { id: string; name: string; unit: string; position: string; demo?: boolean };
  posts: Post[];
  mustChange: boolean;
  mustEnrol: boolean;
  hasFactor: boolean;
  today: string;
  working: boolean;
  agency: { id: string; name: string };
  counts: { turn: number; due: number };
  /** What the person may begin: the first step of a procedure. */
  begins: { step: StepId; name: string; procedure: string; kind: string }[];
};
export type CaseViewName = 'turn' | 'mine' | 'due' | 'all' | 'closed';
/** `courses`: name and stages of each procedure among the cases. */
export type Course = { name: string; stages: StageId[] };
export type CasePage = { cases: CaseListed[]; next?: string; names: Record<string, string>; courses: Record<string, Course> };
export type Form = FormView & { fields: Field[] };
export type Draft = { step: string; on: string; by: string[]; particulars: Particulars };
export type Checked = { faults: FormFault[]; reasons: Reason[]; papers?: Paper[] };
type Rejudged = { n: number; name: string; reasons: Reason[] };
export type Recorded = {
  kind: 'recorded';
  n: number;
  act: { id: string; n: number; step: StepId; numbers: Record<string, string> };
  replayed: boolean;
  rejudged: Rejudged[];
  receipt: '待签发' | '已签发';
  outdated?: boolean;
};
export type Since = { n: number; name: string; by: string[]; on: string; fields: string[] };
export type DeadlineListed = {
  case_id: string;
  step: StepId;
  says: string;
  basis: string;
  strict_on: string;
  rolled_on: string;
  unit: string;
  amount: number;
  from_on: string;
  unverified: boolean;
  cause: string;
  party: string;
  case_number: string | null;
  clue_number: string | null;
};
export type DeadlinePage = { deadlines: DeadlineListed[]; next?: string };
export type Trace = { at: string; who: string; what: string; step?: string; item?: string; purpose?: string; same?: boolean };
export type Views = { looks: Trace[]; traces: Trace[] };
export type Article = { title: string; text: string | null };
export type Held = { post: Post; from: string; until?: string; basis?: string };
type CertificateState = { state: 'suspended' | 'cancelled'; from: string; until?: string };
type Certificate = { number: string; validFrom: string; validTo: string; valid?: boolean; why?: string; state?: string };
export type PersonListed = {
  id: string;
  name: string;
  unit: string;
  position: string;
  login?: string;
  demo?: boolean;
  disabled?: boolean;
  hasFactor?: boolean;
  posts: Held[];
  certificate: Certificate | null;
  certificates: { number: string; states?: CertificateState[] }[];
};
export type RefusedAct = { at: string; who?: string; caseId?: string; step?: string; gates?: string[]; reasons?: Reason[] };
/** One week from its Monday on: acts recorded, acts refused, deadlines that ran out in it and are still undone. */
export type Week = { from: string; acts: number; refused: number; overdue: number };
export type WeekAct = {
  at: string;
  step: string;
  n: number;
  case_id?: string;
  case_number?: string | null;
  clue_number?: string | null;
  cause?: string;
  party?: string;
};
type NightCheck = { at: string; ok: boolean; checked: number; says: string[] };
export type NightlyChecks = { log?: NightCheck; originals?: NightCheck };
export type NotMajor = {
  case_id: string;
  case_number: string | null;
  cause: string;
  party: string;
  fine: number | null;
  decided_on: string | null;
  hits: string[];
  by: string[];
  on: string;
  reason: string;
  /** Number of the act, and whether it was stated anew since. */
  act: number;
  superseded: boolean;
};
export type PublicationDraft = { paper: ReadPaper; hidden: { path: string; as: string; ground: string }[] };
