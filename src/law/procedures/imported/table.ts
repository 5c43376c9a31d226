// src/law/procedures/imported/table.ts —— 导入的历史案卷：a case closed before this system came is recorded as its file tells it, and as such
import { plainDate } from '../../../base/dates.ts';
import type { Procedure } from '../../engine.ts';
import * as every from '../everyCase.ts';
import { houseClaims } from '../everyCase.ts';
import { fineOfPenalty, importedInOrder, importedItemListed } from './gates.ts';
import { caseImported } from './particulars.ts';

// biome-ignore format: a table is read across
const steps: Procedure['steps'] = {
  caseImported: { stage: 'closing', actor: 'archivist', basis: '本局规定§70', gates: [importedInOrder, importedItemListed, fineOfPenalty], fields: caseImported },
  ...every.recordSteps('caseImported', '本局规定§15'),
};

/** It ends with its first act: what follows are corrections only. */
export const imported: Procedure = every.procedure({
  id: 'imported',
  version: '2021-07-15',
  name: '导入的历史案卷',
  inForceFrom: plainDate('2021-07-15'),
  actTypes: ['penalty', 'permit', 'confirmation', 'inspection', 'coercion', 'levy', 'other'],
  opens: 'caseImported',
  files: 'caseImported',
  byImport: true,
  ends: ['caseImported'],
  actors: every.actorsUnder(houseClaims('penalty')),
  steps,
});
