// stories/story.ts —— 案例的样子：what a story holds once it is read
import type { PlainDate } from '../src/base/dates.ts';
import type { Party } from '../src/law/facts.ts';
import type { Particulars } from '../src/law/particulars/field.ts';
import type { Form, OtherCase } from '../src/law/registers.ts';
import type { StepId } from '../src/law/vocabulary.ts';
import type { Names } from './words.ts';

/** The people and items a story may name; the registers of an agency answer it. */
export type StoryRegisters = Names & {
  item(code: string, on: PlainDate): { name: string } | undefined;
  form(code: string): Form | undefined;
};

/** One line before its words are read: `- 2025-03-05 现场勘验 赵延 钱禾: { … }`, or `- 不得 …: 理由`. */
export type RawLine = {
  refused: boolean;
  on: PlainDate;
  step: StepId;
  people: string[];
  values: Record<string, unknown>;
  line: number;
  fault: (says: string) => Error;
};

/** What a refused line must be refused with: these sentences among the reasons, or this fault of the form. */
export type Expectation = { says: string[]; basis?: string; gate?: string; form?: string };
/** One act, or one that must be refused. Evidence stands in `particulars` by name; `at` is the instant of recording (ISO, UTC). */
export type StoryLine = {
  kind: 'act' | 'refused';
  n: number;
  step: StepId;
  on: PlainDate;
  recordedOn: PlainDate;
  at: string;
  by: string[];
  enteredBy: string;
  particulars: Particulars;
  expects?: Expectation;
  line: number;
  fault: (says: string) => Error;
};

/** A post a person holds in this story beside the agency's pack. */
export type Departure = { who: string; post: string; from: PlainDate };
/** A fine the same party already got, for 一事不二罚; `fine` in 分. */
export type EarlierFine = { caseNo: string; itemCode?: string; actFrom?: PlainDate; actTo?: PlainDate; fine: number };
/** An inspection of the same subject in another case, for the yearly cap. */
export type EarlierInspection = { caseNo: string; on: PlainDate; kind: 'routine' | 'special' | 'single' };
export type ExpectedDeadline = { says: string; on?: PlainDate; due?: PlainDate; state?: string; fault: (says: string) => Error };
export type ExpectedResult = { name: string; value: unknown; fault: (says: string) => Error };

/** A case as its file tells it. Evidence goes by name; `lines` are in the order of recording. */
export type Story = {
  file: string;
  title: string;
  about: string;
  demo: boolean;
  item: string;
  party: Party;
  evidence: Record<string, string>;
  departures: Departure[];
  earlierFines: EarlierFine[];
  earlierInspections: EarlierInspection[];
  otherCases: OtherCase[];
  lines: StoryLine[];
  deadlines: ExpectedDeadline[];
  results: ExpectedResult[];
};
