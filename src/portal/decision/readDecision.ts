// src/portal/decision/readDecision.ts —— 一份决定的成页:the stored disclosure made into text once, and kept while its row does not change
import { toHex } from '../../base/bytes.ts';
import { assemble } from '../../law/papers/paper.ts';
import { commitmentOf, readSegments } from '../../ledger/proof/disclose.ts';
import { readDoc } from '../../publication/after/readResults.ts';
import { decisionFormIn } from '../../publication/after/redact.ts';
import type { PublishedDoc } from '../../publication/tables.ts';
import type { Db } from '../../store/database.ts';
import { type PaperText, paperText } from './paperText.ts';

/** A decision ready to be shown; `print` is the text's fingerprint (the commitment, hex). */
export type Decision = PaperText & Pick<PublishedDoc, 'process' | 'remedies' | 'repairFrom'> & { print: string };

const REMEMBERED = 300;
const known = new Map<string, Decision>();

/** The decision of a row at its version `n`; undefined when its text is gone meanwhile. */
export async function readDecision(db: Db, agency: string, publicId: string, n: number): Promise<Decision | undefined> {
  const key = `${agency} ${publicId} ${n}`;
  const held = known.get(key);
  if (held) return held;
  const doc = await readDoc(db, agency, publicId);
  const made = doc && makeDecision(doc);
  if (made) {
    known.set(key, made);
    if (known.size > REMEMBERED) known.delete(known.keys().next().value!);
  }
  return made;
}

/** The page's text out of nothing but a disclosure: whoever holds the receipt can make the same. */
export function makeDecision({ disclosure, instead, process, remedies, repairFrom }: PublishedDoc): Decision {
  const read = new Map(readSegments(disclosure).map((segment) => [segment.path, segment]));
  const form = decisionFormIn([...read.keys()].map((path) => ({ path }))) ?? '';
  const shape = read.get(`paper/${form}`);
  if (!shape || 'hidden' in shape) throw new RangeError('公开文本没有文书的样子');
  const paper = assemble(shape.value, form, (path) => read.get(path));
  return { ...paperText(paper, instead), process, remedies, repairFrom, print: toHex(commitmentOf(disclosure)) };
}
