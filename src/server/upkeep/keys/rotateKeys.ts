// src/server/upkeep/keys/rotateKeys.ts —— 换密钥:a new master key and a new data key, told by a leaf of the log in the same transaction
import { sql } from 'kysely';
import { newId } from '../../../base/ids.ts';
import { KEYS_ROTATED } from '../../../ledger/keep/ownEvents.ts';
import type { Log } from '../../../ledger/log.ts';
import type { Db } from '../../../store/database.ts';
import { makeMasterKey, removeMasterKey } from '../../../store/vault/keyFiles.ts';
import { keepKey, newDataKey, readKeys, vaultTables } from '../../../store/vault/vault.ts';

/** What a rotation did: the master keys no longer used, the one in their place, and how many data keys it wraps. */
export type Rotated = { from: string[]; to: string; dataKeys: number };

/**
 * Wraps every data key with a fresh master key and begins a new data key; what was sealed stays sealed as it is. The old master keys are
 * removed only after the new one has been read back from its file and has opened everything. Crash points: before COMMIT the old keys hold;
 * after it the new one does, and an old file that is left opens nothing. Throws VaultClosed with nothing changed.
 */
export async function rotateKeys({ db, log, folder, clock }: { db: Db; log: Log; folder: string; clock: () => Date }): Promise<Rotated> {
  const before = await readKeys(db, folder);
  const used = await vaultTables(db).selectFrom('vault_key').select('master').distinct().execute();
  const from = used.map(({ master }) => master).sort();
  const master = await makeMasterKey(folder);
  const key = newDataKey();
  const said = { from, to: master.id, dataKeys: before.length + 1 };
  await log.run(async () => {
    const now = clock();
    return {
      append: [
        {
          ...{ type: KEYS_ROTATED, id: newId(), at: now.toISOString(), by: 'operator' },
          segments: Object.entries(said).map(([path, value]) => ({ path, value })),
        },
      ],
      write: async (tx) => {
        await sql`lock table vault_key in exclusive mode`.execute(tx);
        for (const each of before) await keepKey(tx, master, each);
        await keepKey(tx, master, key);
      },
      result: () => undefined,
    };
  });
  const after = await readKeys(db, folder);
  if (after.length !== said.dataKeys) throw new Error('换密钥后数据密钥的数目不对，原来的主密钥没有删除。请运行 npm run fsck 核对。');
  for (const old of from) await removeMasterKey(folder, old);
  return said;
}
