// src/server/routes/papers.ts —— 已出具的文书:read back from the payload it was committed in
import type { RenderExtras } from '../../documents/render.ts';
import type { Paper } from '../../law/papers/paper.ts';
import { assemble } from '../../law/papers/paper.ts';
import { parseDoc } from '../../ledger/proof/disclose.ts';
import type { LedgerTables } from '../../ledger/tables.ts';
import { type Db, tables } from '../../store/database.ts';
import type { Heming } from '../wiring.ts';

/** What goes on every paper besides its text: the log key's fingerprint at the foot, the agency's seal. */
export const extrasOf = ({ fingerprint, seal }: Pick<Heming, 'fingerprint' | 'seal'>): RenderExtras => ({
  footer: `本机关执法日志公钥指纹：${fingerprint}`,
  ...(seal ? { seal } : {}),
});

/** The paper of a form that an act issued; undefined when it issued none or the payload was lawfully erased. */
export async function readPaper(db: Db, agency: string, actId: string, form: string): Promise<Paper | undefined> {
  const row = await tables<LedgerTables>(db)
    .selectFrom('log_entry as e')
    .innerJoin('log_payload as p', (join) => join.onRef('p.agency', '=', 'e.agency').onRef('p.idx', '=', 'e.idx'))
    .select('p.doc')
    .where('e.agency', '=', agency)
    .where('e.id', '=', actId)
    .executeTakeFirst();
  if (!row) return undefined;
  const segments = new Map(parseDoc(row.doc).map((segment) => [segment.path, segment.value]));
  const shape = segments.get(`paper/${form}`);
  if (!shape) return undefined;
  return plain(assemble(shape, form, (path) => (segments.has(path) ? { value: segments.get(path) } : undefined))) as Paper;
}

// Blocks hold plain texts where the paper does (labels, dates) and runs where it does; assembled runs carry a path too.
const textKeys = new Set(['label', 'date', 'text']);
function plain(value: unknown, key?: string): unknown {
  if (Array.isArray(value)) return value.map((each) => plain(each, key));
  if (typeof value !== 'object' || value === null) return value;
  const run = value as { text?: unknown; path?: string; mask?: unknown };
  if (typeof run.path === 'string' && typeof run.text === 'string') {
    if ((key && textKeys.has(key)) || key === 'head' || key === 'signers' || key === 'lines' || key === 'labels') return run.text;
    return { text: run.text, ...(run.mask ? { mask: run.mask } : {}) };
  }
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plain(member, name)]));
}
