// src/store/durability/insertRows.ts —— a process of its own for the tests: inserts rows for ever and prints each id once it is acknowledged
import { createRequire, syncBuiltinESMExports } from 'node:module';
import { sql } from 'kysely';
import { openStore } from '../database.ts';

const fs: typeof import('node:fs') = createRequire(import.meta.url)('node:fs');
const [directory = '', failAfter] = process.argv.slice(2);

const store = await openStore(directory, { runInWorker: failAfter === undefined });
await sql`create table if not exists act (id int primary key)`.execute(store.db);
const { rows } = await sql<{ next: number }>`select coalesce(max(id) + 1, 0) as next from act`.execute(store.db);
let id = rows[0]?.next ?? 0;

if (failAfter !== undefined) {
  // A disk that begins to fail; node:fs can be replaced in this thread only, so the engine runs here.
  let left = Number(failAfter);
  const { fsyncSync } = fs;
  fs.fsyncSync = (descriptor) => {
    left -= 1;
    if (left < 0) throw Object.assign(new Error('EIO: i/o error, fsync'), { code: 'EIO' });
    fsyncSync(descriptor);
  };
  syncBuiltinESMExports();
}

async function insertForEver(): Promise<never> {
  for (;;) {
    const mine = id;
    id += 1;
    await store.db.transaction().execute((tx) => sql`insert into act values (${mine})`.execute(tx));
    fs.writeSync(1, `${mine}\n`); // synchronous: nothing acknowledged is lost in a buffer when the kill comes
  }
}
await Promise.all([insertForEver(), insertForEver(), insertForEver()]);
