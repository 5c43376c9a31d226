// src/law/particulars/otherPaper.ts —— 出具其他文书 的必载事项：which form of the list, and what that form asks
import type { CaseFile } from '../engine.ts';
import { openPaperProposal } from '../facts.ts';
import type { Field } from './field.ts';

/** What the officer proposed last and nobody has issued yet, so that the head reads and signs it and types nothing. */
const proposed =
  (key: 'form' | 'content') =>
  (file: CaseFile): { value: unknown; source: string } | undefined => {
    const proposal = openPaperProposal(file);
    return proposal && { value: proposal.particulars[key], source: '提请出具其他文书' };
  };

const fields = (withProposal: boolean): Field[] => [
  {
    key: 'form',
    label: '文书',
    kind: 'text',
    max: 6,
    pattern: { test: /^[A-Z]{1,3}\d{2}$/, says: '请从文书清单中选择' },
    required: true,
    help: '案件环节已经出具的文书由该环节出具，不在此列',
    ...(withProposal ? { known: proposed('form') } : {}),
  },
  // The fields are those of the chosen form (withContent).
  { key: 'content', label: '文书内容', kind: 'group', fields: [], required: true, ...(withProposal ? { known: proposed('content') } : {}) },
];

export const paperProposed: Field[] = fields(false);
export const paperIssued: Field[] = fields(true);
