// src/publication/after/draftPublication.ts —— 公示预览:the decision as it would be published, for those who redact, review and approve it

import { personalData } from '../../casework/personalData.ts';
import { type CaseFile, last } from '../../law/engine.ts';
import { assemble, type ReadPaper } from '../../law/papers/paper.ts';
import { procedureOf } from '../../law/procedures/inForce.ts';
import { readSegments } from '../../ledger/proof/disclose.ts';
import type { Db } from '../../store/database.ts';
import { decisionFormIn, extrasOf, redact, unknownExtras, type Withheld } from './redact.ts';
import { readSealed } from './results.ts';

/** `instead`: words shown in place of a withheld run; `unknown`: extra rows that name no text and so withhold nothing. */
export type PublicationDraft = { paper: ReadPaper; hidden: Withheld[]; instead: Record<string, string>; unknown: string[] };

/** The draft with the masks of the last 隐去处理; `places` are counties an address may be cut to; undefined before the decision or after its text was lawfully erased. */
export async function draftFor(db: Db, agency: string, file: CaseFile, places: string[] = []): Promise<PublicationDraft | undefined> {
  const law = procedureOf(file, file.acts[0]!.on);
  const decided = law.decision && last(file, law.decision.step);
  const sealed = decided && (await readSealed(db, agency, decided.id));
  if (!sealed) return undefined;
  const extras = extrasOf(last(file, 'publicationRedacted')?.particulars);
  const { disclosure, hidden, instead } = redact(sealed.segments, sealed.salts, {
    extras,
    entities: personalData(law, file),
    places,
  });
  const read = readSegments(disclosure);
  const byPath = new Map(read.map((segment) => [segment.path, segment]));
  const form = decisionFormIn(sealed.segments) ?? '';
  const shape = byPath.get(`paper/${form}`);
  if (!shape || 'hidden' in shape) return undefined;
  const paper = assemble(shape.value, form, (path) => byPath.get(path));
  return { paper, hidden, instead, unknown: unknownExtras(sealed.segments, extras) };
}
