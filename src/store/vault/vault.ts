// src/store/vault/vault.ts —— 保险柜:a database that carries its keys: what was sealed is opened as it is read, whoever asks
import { createHmac, randomBytes } from 'node:crypto';
import { type Generated, type Kysely, type KyselyPlugin, sql } from 'kysely';
import { type Db, type Migrations, tables } from '../database.ts';
import { type DataKey, fromText, isSealed, keyIdOf, openBytes, openKeyring, sealBytes, textOf } from './envelope.ts';
import { type MasterKey, makeMasterKey, readMasterKey, unwrap, wrap } from './keyFiles.ts';

/** Seals personal data with the newest key and opens what any of its keys has sealed. */
export type Vault = {
  seal(caseId: string | null | undefined, plain: Uint8Array): Uint8Array;
  sealText(caseId: string | null | undefined, plain: string): string;
  /** What stands for a text in an index: equal texts alike, and not to be guessed at without the key. */
  blind(text: string): string;
};

type Keys = { newest: DataKey; all: Map<string, DataKey> };

type VaultTables = {
  vault_key: { id: string; n: Generated<number>; master: string; wrapped: Uint8Array };
  vault_state: { sealed_all: boolean };
};
/** The vault's own tables. */
export const vaultTables = (db: Db): Kysely<VaultTables> => tables<VaultTables>(db);

// vault_key     data keys, each wrapped with a master key that lies in a file outside the database; the newest seals
// vault_state   whether everything written before there was a vault has been sealed
export const vaultMigrations: Migrations = {
  '0112-vault': {
    async up(db: Kysely<unknown>) {
      await sql`create table vault_key (id text primary key, n bigserial, master text not null, wrapped bytea not null)`.execute(db);
      await sql`create table vault_state (only_one boolean primary key default true check (only_one), sealed_all boolean not null)`.execute(
        db,
      );
    },
  },
};

/** A new data key. */
export const newDataKey = (): DataKey => ({ id: randomBytes(4).toString('hex'), secret: randomBytes(32) });

/** Reads and unwraps the data keys, oldest first; throws VaultClosed. */
export async function readKeys(db: Db, folder: string): Promise<DataKey[]> {
  const rows = await vaultTables(db).selectFrom('vault_key').selectAll().orderBy('n').execute();
  const masters = new Map<string, Awaited<ReturnType<typeof readMasterKey>>>();
  const keys: DataKey[] = [];
  for (const { id, master, wrapped } of rows) {
    const opened = masters.get(master) ?? (await readMasterKey(folder, master));
    masters.set(master, opened);
    keys.push(unwrap(opened, id, wrapped));
  }
  return keys;
}

/** The same database with its vault in it, the first keys made when it has none; throws VaultClosed. */
export async function withVault(db: Db, folder: string): Promise<Db> {
  let found = await readKeys(db, folder);
  if (found.length === 0) found = await db.transaction().execute((tx) => makeFirst(tx, folder));
  return db.withPlugin(new VaultPlugin(found));
}

/** Crash point: a master key whose data key was never stored opens nothing and harms nothing. */
async function makeFirst(tx: Db, folder: string): Promise<DataKey[]> {
  await sql`lock table vault_key in exclusive mode`.execute(tx); // two servers that start at once make one key
  const made = await readKeys(tx, folder);
  if (made.length > 0) return made;
  const [master, key] = [await makeMasterKey(folder), newDataKey()];
  await keepKey(tx, master, key);
  return [key];
}

/** Stores a data key under a master key. */
export const keepKey = (tx: Db, master: MasterKey, key: DataKey): Promise<unknown> =>
  vaultTables(tx)
    .insertInto('vault_key')
    .values({ id: key.id, master: master.id, wrapped: wrap(master, key) })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((row) => ({ master: row.ref('excluded.master'), wrapped: row.ref('excluded.wrapped') })),
    )
    .execute();

/** The vault a database carries, also inside a transaction; undefined for one opened without (tests of single rooms). */
export function vaultOf(db: Db): Vault | undefined {
  const plugin = db.getExecutor().plugins.find((each) => each instanceof VaultPlugin);
  return plugin instanceof VaultPlugin ? plugin.vault : undefined;
}

class VaultPlugin implements KyselyPlugin {
  readonly vault: Vault;
  readonly #ring = openKeyring();
  readonly #keys: Keys;

  constructor(found: DataKey[]) {
    this.#keys = { newest: found.at(-1)!, all: new Map(found.map((key) => [key.id, key])) };
    const index = createHmacKey(found[0]!);
    const seal: Vault['seal'] = (caseId, plain) => sealBytes(this.#ring, this.#keys.newest, caseId, plain);
    this.vault = {
      seal,
      sealText: (caseId, plain) => textOf(seal(caseId, Buffer.from(plain))),
      blind: (text) => createHmac('sha256', index).update(text).digest('hex'),
    };
  }

  transformQuery({ node }: Parameters<KyselyPlugin['transformQuery']>[0]) {
    return node;
  }

  async transformResult({ result }: Parameters<KyselyPlugin['transformResult']>[0]) {
    for (const row of result.rows) for (const name in row) if (mayBeSealed(row[name])) row[name] = this.#open(row[name]);
    return result;
  }

  /** What cannot be opened stays as it is: whoever compares it with the log names the place. */
  #open(value: unknown): unknown {
    const sealed = typeof value === 'string' ? fromText(value) : (value as Uint8Array);
    if (!sealed) return value;
    const key = this.#keys.all.get(keyIdOf(sealed));
    const plain = key && openBytes(this.#ring, key, sealed);
    if (!plain) return value;
    return typeof value === 'string' ? Buffer.from(plain).toString() : plain;
  }
}

const createHmacKey = ({ secret }: DataKey): Buffer => createHmac('sha256', secret).update('heming-blind/v1').digest();
const mayBeSealed = (value: unknown): boolean =>
  typeof value === 'string' ? value.charCodeAt(0) === 0x200b : value instanceof Uint8Array && isSealed(value);
