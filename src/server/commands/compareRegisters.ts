// src/server/commands/compareRegisters.ts —— 核对权限:posts, certificates and accounts against the leaves that are said to have made them
import { sql } from 'kysely';
import { shanghaiDate } from '../../base/dates.ts';
import { parseDoc } from '../../ledger/proof/disclose.ts';
import type { LedgerTables } from '../../ledger/tables.ts';
import { registerTables } from '../../registers/tables.ts';
import { type Db, tables } from '../../store/database.ts';
import { signInTables } from '../signIn/tables.ts';
import { PACK_LOADED } from '../upkeep/packLoading.ts';
import { compareLists, listLeaves } from './compareLists.ts';

/** A leaf about rights: what it says, undefined once its payload was lawfully erased (or damaged). `used`: a row was found that it made. */
type Leaf = { type: string; at: number; said: Record<string, unknown> | undefined; used?: boolean };

const types = [
  ...[PACK_LOADED, 'postGranted', 'postEnded', 'certificateRecorded', 'certificateSuspended', 'certificateResumed', 'certificateCancelled'],
  ...['accountMade', 'accountDisabled', 'accountEnabled', 'passwordReset', 'passwordChanged'],
  ...['secondFactorEnrolled', 'secondFactorGivenUp', 'secondFactorReset'],
  ...listLeaves,
];
/** A leaf may be dated up to two seconds after the change it was written with. */
const SLACK_MS = 2000;

async function readLeaves(db: Db, agency: string): Promise<Leaf[]> {
  const rows = await tables<LedgerTables>(db)
    .selectFrom('log_entry as e')
    .leftJoin('log_payload as p', (join) => join.onRef('p.agency', '=', 'e.agency').onRef('p.idx', '=', 'e.idx'))
    .select(['e.type', 'e.at', 'p.doc'])
    .where('e.agency', '=', agency)
    .where('e.type', 'in', types)
    .orderBy('e.idx')
    .execute();
  return rows.map(({ type, at, doc }) => ({
    ...{ type, at: Date.parse(at) },
    said: doc ? saidIn(doc) : undefined,
  }));
}

/** What a payload says; a damaged one is the ledger's own check to name, and says nothing here. */
function saidIn(doc: Uint8Array): Leaf['said'] {
  try {
    return Object.fromEntries(parseDoc(doc).map(({ path, value }) => [path, value]));
  } catch {
    return undefined;
  }
}

/** Finds the leaf that made a row: its type, its moment, and whatever it says of the row; what was erased can no longer contradict. */
function finder(leaves: Leaf[]) {
  return (made: string, at: string, said: Record<string, unknown>): boolean => {
    const [type, row] = said.by === 'system' ? [PACK_LOADED, {}] : [made, said]; // a pack's rows are told by its leaf together
    const moment = Date.parse(at);
    const fits = ({ said, ...leaf }: Leaf) =>
      leaf.type === type &&
      moment <= leaf.at &&
      leaf.at <= moment + SLACK_MS &&
      Object.entries(row).every(([name, value]) => said?.[name] === undefined || JSON.stringify(said[name]) === JSON.stringify(value));
    const found = leaves.find((leaf) => !leaf.used && fits(leaf)) ?? leaves.find(fits);
    if (found) found.used = true;
    return found !== undefined;
  };
}
type Finder = ReturnType<typeof finder>;

async function comparePosts(db: Db, agency: string, made: Finder): Promise<string[]> {
  const rows = await registerTables(db).selectFrom('post_held').selectAll().where('agency', '=', agency).orderBy('id').execute();
  return rows.flatMap((row) => {
    const { person_id: person, post, valid_from: from, valid_until: until, granted_at, granted_by: by, ended_at, ended_by } = row;
    const wrong: string[] = [];
    const name = `${person} 自${from}的岗位 ${post}`;
    if (!made('postGranted', granted_at, { by, person, post, from })) wrong.push(`${name} 没有对应的任命记录`);
    if (ended_at !== null && !made('postEnded', ended_at, { by: ended_by, person, post, until }))
      wrong.push(`${name} 的终止没有对应的记录`);
    if (ended_at === null && until !== null) wrong.push(`${name} 的截止日没有对应的记录`);
    return wrong;
  });
}

async function compareCertificates(db: Db, agency: string, made: Finder): Promise<string[]> {
  const t = registerTables(db);
  const held = await t.selectFrom('certificate').selectAll().where('agency', '=', agency).orderBy('number').execute();
  const states = await t.selectFrom('certificate_state').selectAll().where('agency', '=', agency).orderBy('id').execute();
  const personOf = new Map(held.map((row) => [row.number, row.person_id]));
  const recorded = held.flatMap(({ number, person_id: person, valid_from: validFrom, valid_to: validTo, act_types: actTypes, ...row }) => {
    const said = { by: row.recorded_by, person, number, validFrom, validTo, actTypes };
    return made('certificateRecorded', row.recorded_at, said) ? [] : [`执法证 ${number} 没有对应的登记记录`];
  });
  const stated = states.flatMap(({ number, state, ...row }) => {
    const person = personOf.get(number);
    const wrong: string[] = [];
    const by = row.recorded_by;
    const dated = by === 'system' || row.valid_from === shanghaiDate(row.recorded_at);
    if (!dated || !made(state === 'cancelled' ? 'certificateCancelled' : 'certificateSuspended', row.recorded_at, { by, person, number }))
      wrong.push(`执法证 ${number} 的状态“${state}”没有对应的记录`);
    if (row.lifted_at !== null && !made('certificateResumed', row.lifted_at, { by: row.lifted_by, person, number }))
      wrong.push(`执法证 ${number} 的发还没有对应的记录`);
    return wrong;
  });
  return [...recorded, ...stated];
}

/** A pack's leaf tells by how many rows it changed the registers: one more, slipped in under its moment, does not go unseen. */
async function comparePacks(db: Db, agency: string, leaves: Leaf[]): Promise<string[]> {
  const { rows } = await sql<{ at: string }>`
    select recorded_at as at from register_entry where agency = ${agency} and recorded_by = 'system'
    union all select granted_at from post_held where agency = ${agency} and granted_by = 'system'
    union all select recorded_at from certificate where agency = ${agency} and recorded_by = 'system'
    union all select recorded_at from certificate_state where agency = ${agency} and recorded_by = 'system'`.execute(db);
  const packs = leaves.filter(({ type, said }) => type === PACK_LOADED && said !== undefined);
  const wrong = packs.filter((leaf) => rows.filter(({ at }) => sameMoment(leaf, at)).length !== leaf.said!.added);
  return wrong.map(({ at, said }) => `${new Date(at).toISOString()} 装入的数据包应有${String(said!.added)}行，名册里的行数不符`);
}

/** The moment of the last of these leaves about a person, with its type. */
const last = (leaves: Leaf[], person: string, of: string[]): Leaf | undefined =>
  leaves.findLast(({ type, said }) => of.includes(type) && said?.person === person);
const sameMoment = (leaf: Leaf | undefined, at: string): boolean =>
  leaf !== undefined && Date.parse(at) <= leaf.at && leaf.at <= Date.parse(at) + SLACK_MS;

async function compareAccounts(db: Db, agency: string, leaves: Leaf[]): Promise<string[]> {
  const rows = await signInTables(db).selectFrom('account').selectAll().where('agency', '=', agency).orderBy('person_id').execute();
  const erased = leaves.some(({ said }) => said === undefined);
  if (erased) return []; // whose leaf it was can no longer be told
  return rows.flatMap((row) => {
    const { person_id: person, password_set_at: set, before_leaves: before, totp_since: since } = row;
    const wrong: string[] = [];
    const password = last(leaves, person, ['accountMade', 'passwordReset', 'passwordChanged']);
    if (!sameMoment(password, set) && before !== set) wrong.push(`${person} 的口令有过没有记录的改动`);
    const state = last(leaves, person, ['accountDisabled', 'accountEnabled']);
    if (row.disabled !== (state?.type === 'accountDisabled')) wrong.push(`${person} 的账号${row.disabled ? '停用' : '启用'}没有对应的记录`);
    const factor = last(leaves, person, ['secondFactorEnrolled', 'secondFactorGivenUp', 'secondFactorReset']);
    const enrolled = factor?.type === 'secondFactorEnrolled';
    if (since === null ? enrolled : !(enrolled && sameMoment(factor, since))) wrong.push(`${person} 的动态口令有过没有记录的改动`);
    return wrong;
  });
}

const unmade: Record<string, string> = {
  postGranted: '任命',
  postEnded: '免职',
  certificateRecorded: '执法证登记',
  certificateSuspended: '执法证暂扣',
  certificateResumed: '执法证发还',
  certificateCancelled: '执法证注销',
};

/**
 * Chinese sentences naming each right that no leaf of the log accounts for, and each leaf whose right is gone. Registers are not folded from
 * the log but written beside it; this is what holds the two together.
 */
export async function compareRegisters(db: Db, agency: string): Promise<string[]> {
  const found = await compareOnce(db, agency);
  if (found.length === 0) return [];
  // On a running system a change may come between the leaves and the rows: it is no finding the second time.
  const again = new Set(await compareOnce(db, agency));
  return found.filter((says) => again.has(says));
}

async function compareOnce(db: Db, agency: string): Promise<string[]> {
  const leaves = await readLeaves(db, agency);
  const made = finder(leaves);
  const wrong = [
    ...(await comparePacks(db, agency, leaves)),
    ...(await comparePosts(db, agency, made)),
    ...(await compareCertificates(db, agency, made)),
    ...(await compareAccounts(db, agency, leaves)),
    ...(await compareLists(db, agency, leaves)),
  ];
  const gone = leaves.filter(({ type, said, used }) => !used && said !== undefined && unmade[type] !== undefined);
  return [...wrong, ...gone.map(({ type, said }) => `日志里${String(said!.person)}的${unmade[type]}在名册里找不到`)];
}
