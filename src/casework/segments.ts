// src/casework/segments.ts —— 一条记录怎样入账:an act as salted segments, and back

import type { PlainDate } from '../base/dates.ts';
import type { Act, Made, RecordedAct } from '../law/engine.ts';
import { dismantle, type Paper } from '../law/papers/paper.ts';
import type { Particulars } from '../law/particulars/field.ts';
import { isStep } from '../law/vocabulary.ts';
import type { Segment } from '../ledger/proof/disclose.ts';
import { hmac } from '../store/vault/hmac.ts';

/** Who entered an act, under which rules it was judged. */
export type Entry = { enteredBy: string; recordedOn: PlainDate; procedure: string; lawDigest: string };

/** The act's payload: meta, particulars one by one, what the system added, and each issued paper run by run. */
export function segmentsOf(act: Act, made: Made, papers: Paper[], entry: Entry, caseKey?: string): Segment[] {
  const { step, on, by, particulars } = act;
  return [
    { path: 'act', value: { step, on, by, ...entry } },
    ...(caseKey ? [{ path: 'caseKey', value: caseKey }] : []),
    ...Object.entries(particulars).map(([key, value]) => ({ path: `p/${key}`, value })),
    ...Object.entries(made).map(([key, value]) => ({ path: `made/${key}`, value })),
    ...papers.flatMap(dismantle),
  ];
}

/** Does the segment belong to the act itself, not to a paper it issued? */
export const isOfAct = (path: string): boolean => path === 'act' || path === 'caseKey' || path.startsWith('p/') || path.startsWith('made/');

type Meta = { step: string; on: PlainDate; by: string[] } & Entry;

/** Reads an act back from its payload. Throws RangeError when the payload is not one of an act. */
export function actFrom(segments: Segment[], header: { id: string; n: number; at: string }): RecordedAct {
  const meta = segments.find((segment) => segment.path === 'act')?.value as Meta | undefined;
  if (!meta || !isStep(meta.step)) throw new RangeError(`记录${header.id}的内容不是一个办案环节`);
  const gather = (prefix: string) =>
    Object.fromEntries(
      segments.filter((segment) => segment.path.startsWith(prefix)).map((segment) => [segment.path.slice(prefix.length), segment.value]),
    );
  return {
    id: header.id,
    n: header.n,
    recordedAt: header.at,
    step: meta.step,
    on: meta.on,
    by: meta.by,
    enteredBy: meta.enteredBy,
    recordedOn: meta.recordedOn,
    particulars: gather('p/') as Particulars,
    made: gather('made/') as Made,
  };
}

/** The pseudonym of a person within one case: the header names nobody, the payload holds the key. HMAC-SHA-256, the first 16 bytes. */
export function pseudonym(caseKey: string, person: string): string {
  const mac = hmac(Buffer.from(caseKey, 'base64'), Buffer.from(person));
  return mac.subarray(0, 16).toString('base64url');
}
