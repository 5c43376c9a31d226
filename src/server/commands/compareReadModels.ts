// src/server/commands/compareReadModels.ts —— 核对读模型:boards, deadlines, numbers and publications against what the log makes of them
import { sql } from 'kysely';
import type { Casework } from '../../casework/perform.ts';
import { rebuild } from '../../casework/rebuild.ts';
import type { Db } from '../../store/database.ts';

/** The tables that are folded from the log, with the columns that tell a row. */
const folded = {
  case_row: ['case_id'],
  case_deadline: ['case_id', 'step'],
  issued_number: ['series', 'year', 'no'],
  prior_fine: ['case_id'],
  inspection_count: ['case_id'],
  publication: ['case_id'],
  register_change: ['id'],
  clearance: ['id'],
};

type Rows = Map<string, string>;

/** Every row as text; rows told by the same columns stay apart by their place. */
async function rowsOf(tx: Db, table: string, keys: string[], agency: string): Promise<Rows> {
  const { rows } = await sql<{ key: string; row: string }>`
    select concat_ws(' ', ${sql.join(keys.map((key) => sql.ref(key)))}) as key, t::text as row from ${sql.table(table)} t
    where agency = ${agency} order by 1, 2`.execute(tx);
  const found: Rows = new Map();
  const places = new Map<string, number>();
  for (const { key, row } of rows) {
    const place = (places.get(key) ?? 0) + 1;
    places.set(key, place);
    found.set(`${key} ${place}`, row);
  }
  return found;
}

async function readAll(tx: Db, agency: string): Promise<Rows[]> {
  const all: Rows[] = [];
  for (const [table, keys] of Object.entries(folded)) all.push(await rowsOf(tx, table, keys, agency));
  return all;
}

/** Chinese sentences naming each row that is not as a rebuild makes it; rebuilds in a transaction and undoes that, so nothing changes. */
export async function compareReadModels(casework: Casework, db: Db = casework.db): Promise<string[]> {
  const { agency } = casework;
  const work = async (tx: Db): Promise<string[]> => {
    await sql`savepoint compared`.execute(tx);
    await sql`select from log_head where agency = ${agency} for update`.execute(tx); // before reading: another process may be appending
    const kept = await readAll(tx, agency);
    await rebuild(casework, tx);
    const right = await readAll(tx, agency);
    await sql`rollback to savepoint compared`.execute(tx);
    return Object.keys(folded).flatMap((table, i) => differences(table, kept[i]!, right[i]!));
  };
  return db.isTransaction ? work(db) : db.transaction().execute(work);
}

const differences = (table: string, kept: Rows, right: Rows): string[] =>
  [...new Set([...kept.keys(), ...right.keys()])]
    .filter((key) => kept.get(key) !== right.get(key))
    .map((key) => `${table} 的“${key}”与日志不一致，请运行 npm run rebuild 重建。`);
