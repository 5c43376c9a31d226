// src/server/routes/changing.ts —— 管理变更:done, a leaf of the log, and a line of the operational log, all in one transaction, once a key
import { z } from '@hono/zod-openapi';
import { newId } from '../../base/ids.ts';
import { canonicalJson } from '../../base/json.ts';
import { parseDoc } from '../../ledger/proof/disclose.ts';
import type { LedgerTables } from '../../ledger/tables.ts';
import type { Appended } from '../../ledger/writer.ts';
import type { Hand } from '../../registers/load.ts';
import { type Db, tables } from '../../store/database.ts';
import { Refused } from '../problems.ts';
import type { Signed } from '../sessionGuard.ts';
import { logOperation } from '../signIn/operationalLog.ts';
import { hashToken } from '../signIn/sessions.ts';
import { signInTables } from '../signIn/tables.ts';
import type { Heming } from '../wiring.ts';

const keyFault = '请求缺少提交编号（Idempotency-Key，须为 UUID），没有办理。请刷新页面后重新提交。';
/** The header every write carries: what is sent twice under one key is done once. */
export const idempotencyKey = z.object({
  'idempotency-key': z.uuid({ error: keyFault }).openapi({ description: 'A UUID made for the draft: the same key records once.' }),
});

/** The same for what a person does to his own account: a key is honoured there and not demanded. */
export const ownKey = idempotencyKey.partial();
export const ownKeyOf = (c: { req: { valid(target: 'header'): z.infer<typeof ownKey> } }): string =>
  c.req.valid('header')['idempotency-key'] ?? newId();

type Work<T> = (tx: Db, hand: Hand) => Promise<T>;
/** A leaf a work found out about in its own transaction: what it says beyond what was asked, leaves of other types beside it, and what to write. */
export type Found<T> = {
  more: Record<string, unknown>;
  beside?: { type: string; said: Record<string, unknown> }[];
  work: Work<T>;
};
/**
 * What a change is: its event type, what the leaf says of it, and the work beside the leaf; or `prepare`, which asks for passwords and
 * hashes them before the transaction, and is not asked again for what was done already; or `inside`, which reads in the log's transaction
 * what the leaf has to say (it writes nothing: a refusal must leave nothing behind). No secret is in what the leaf says: of those, a key
 * answers for the kind of change and its person only.
 */
type Change<T> = {
  key: string;
  type: string;
  about: 'account' | 'register';
  /** What the leaf says; `person`: whose. */
  said: { person?: string } & Record<string, unknown>;
} & ({ work: Work<T> } | { prepare: () => Promise<Work<T>> } | { inside: (tx: Db, hand: Hand) => Promise<Found<T>> });
/** What the work answered; `replayed` when the same request had been carried out before, and then nothing was done. */
export type Changed<T> = { it: T; replayed: false } | { replayed: true };
export type Changer = <T>(signed: Signed, change: Change<T>) => Promise<Changed<T>>;

/**
 * Carries out changes. The key is the id of the leaf, so that the log itself knows what was done under it: the same request again is
 * answered and not repeated. Throws Refused when the key was used for something else.
 */
export const changer =
  ({ casework }: Heming): Changer =>
  async <T>(signed: Signed, { key, type, about, said, ...how }: Change<T>): Promise<Changed<T>> => {
    const at = casework.clock();
    const hand = { by: signed.person.id, at: at.toISOString() };
    const leaf = (of: { type: string; id: string }, says: Record<string, unknown>) => ({
      ...{ ...of, at: hand.at, by: 'administration', segments: segmentsOf({ by: hand.by, ...says }) },
    });
    const id = key.toLowerCase();
    const same = async (): Promise<boolean> => {
      const earlier = await readLeaf(casework.db, casework.agency, id);
      if (earlier === undefined) return false;
      // What a work found out itself stands behind what was asked.
      const asked = segmentsOf({ by: hand.by, ...said });
      const told = 'inside' in how ? earlier.said.slice(0, asked.length) : earlier.said;
      if (earlier.type !== type || canonicalJson(told) !== canonicalJson(asked)) throw reused();
      return true;
    };
    if (await same()) return { replayed: true };
    const outside: Found<T> | undefined = 'inside' in how ? undefined : { more: {}, work: 'work' in how ? how.work : await how.prepare() };
    let made: { it: T } | undefined;
    try {
      await casework.log.run(async (reading) => {
        const {
          more,
          beside = [],
          work,
        } = outside ?? (await (how as { inside: (tx: Db, hand: Hand) => Promise<Found<T>> }).inside(reading, hand));
        return {
          append: [leaf({ type, id }, { ...said, ...more }), ...beside.map((each) => leaf({ type: each.type, id: newId() }, each.said))],
          write: async (tx: Db, appended: Appended[]) => {
            await refuseEnded(casework, tx, signed);
            made = { it: await work(tx, { by: hand.by, at: appended[0]!.at }) }; // the moment of the leaf, which may be a little after the clock's
            const detail = { type, ...(said.person === undefined ? {} : { person: said.person }) };
            await logOperation(tx, {
              at,
              agency: casework.agency,
              kind: about === 'account' ? 'accountChanged' : 'registerChanged',
              personId: hand.by,
              detail,
            });
          },
          result: () => undefined,
        };
      });
    } catch (error) {
      if (await same()) return { replayed: true }; // the same request arrived twice at once
      throw error;
    }
    return { ...made!, replayed: false };
  };

/**
 * A change under way when its session was ended, its account disabled or a post lost is not made; the session cannot end between this and
 * the commit either.
 */
async function refuseEnded({ registers }: Heming['casework'], tx: Db, { token, person, posts, today }: Signed): Promise<void> {
  const open = signInTables(tx)
    .selectFrom('session as s')
    .innerJoin('account as a', (join) => join.onRef('a.agency', '=', 's.agency').onRef('a.person_id', '=', 's.person_id'))
    .select('s.id')
    .where('s.token_hash', '=', hashToken(token))
    .where('s.ended_at', 'is', null)
    .where('a.disabled', '=', false);
  if (!(await open.forShare().executeTakeFirst()))
    throw new Refused(401, 'session-ended', '请重新登录', '会话已结束，没有办理。请重新登录后再试。');
  const held = (await registers(tx)).postsOf(person.id, today);
  if (posts.some((post) => !held.includes(post)))
    throw new Refused(403, 'no-right', '没有权限', '办理的时候您的岗位有了变化，没有办理。请刷新页面后再试。');
}

const reused = () => new Refused(422, 'idempotency', '重复的提交编号', '这个提交编号已用于另一次办理，请刷新页面后重新提交。');

type Segment = { path: string; value: unknown };
const segmentsOf = (said: Record<string, unknown>): Segment[] =>
  Object.entries(said)
    .filter(([, value]) => value !== undefined)
    .map(([path, value]) => ({ path, value }));

async function readLeaf(db: Db, agency: string, id: string): Promise<{ type: string; said: Segment[] } | undefined> {
  const row = await tables<LedgerTables>(db)
    .selectFrom('log_entry as e')
    .leftJoin('log_payload as p', (join) => join.onRef('p.agency', '=', 'e.agency').onRef('p.idx', '=', 'e.idx'))
    .select(['e.agency', 'e.type', 'p.doc'])
    .where('e.id', '=', id)
    .executeTakeFirst();
  if (!row) return undefined;
  return { type: row.type, said: row.agency === agency && row.doc ? parseDoc(row.doc) : [] };
}
