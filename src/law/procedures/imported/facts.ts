// src/law/procedures/imported/facts.ts —— 历史案卷所载：what an imported case says of itself
import type { PlainDate } from '../../../base/dates.ts';
import type { Fen } from '../../../base/money.ts';
import { type CaseFile, last } from '../../engine.ts';

/** What the old file says; undefined for a case that was handled here. */
export type Imported = {
  oldNumber: string;
  decisionNumber?: string;
  filedOn?: PlainDate;
  decidedOn: PlainDate;
  fine?: Fen;
  actFrom?: PlainDate;
  actTo?: PlainDate;
};
export const importedOf = (file: CaseFile): Imported | undefined => last(file, 'caseImported')?.particulars as Imported | undefined;
