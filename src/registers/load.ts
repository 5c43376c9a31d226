// src/registers/load.ts —— 装入数据包:brings a pack into the effective-dated tables, all of it or nothing
import { digestOf } from '../base/digest.ts';
import { newId, newToken } from '../base/ids.ts';
import { canonicalJson } from '../base/json.ts';
import type { Db } from '../store/database.ts';
import type { Pack, PackPerson } from './packShapes.ts';
import { type ListName, type RegisterTables, registerTables } from './tables.ts';

/** For lists whose pack gives no starting day. */
export const always = '1900-01-01';

export type Entry = { list: ListName; key: string; from: string; content: unknown };
/** Who changes the registers and when (ISO UTC); `by` is a person's id, or 'system' for a pack. */
export type Hand = { by: string; at: string };
/** What loading did: the digest of the pack, for the ledger, and how many rows were added (0: nothing to do). */
export type Loaded = { agency: string; digest: string; added: number };

/**
 * Loads a pack in one transaction. An entry that differs from the recorded one of the same key and day replaces it, and the old row
 * stays with its time; an entry missing from the pack is left alone; what was recorded here by a person wins over the pack.
 */
export function loadPack(db: Db, pack: Pack, hand: Hand): Promise<Loaded> {
  const work = async (tx: Db): Promise<Loaded> => {
    const agency = pack['agency.json'].id;
    const digest = digestOf(pack);
    const t = registerTables(tx);
    const { pack_digest } =
      (await t.selectFrom('register_version').select('pack_digest').where('agency', '=', agency).executeTakeFirst()) ?? {};
    if (pack_digest === digest) return { agency, digest, added: 0 };
    const added =
      (await recordEntries(tx, agency, entriesOf(pack), hand)) + (await recordPeople(tx, agency, pack['people.json'].people, hand));
    await touchRegisters(tx, agency, hand.at, digest);
    return { agency, digest, added };
  };
  return db.isTransaction ? work(db) : db.transaction().execute(work);
}

/** Gives the agency's registers a new stamp and locks their version row until the transaction ends, so that changes queue. */
export async function touchRegisters(tx: Db, agency: string, at: string, digest?: string): Promise<void> {
  // A random stamp, not a counter: a stamp read inside a transaction that rolls back can never come to mean something else.
  const change = { stamp: newToken(12), changed_at: at, ...(digest === undefined ? {} : { pack_digest: digest }) };
  await registerTables(tx)
    .insertInto('register_version')
    .values({ agency, pack_digest: '', ...change })
    .onConflict((conflict) => conflict.column('agency').doUpdateSet(change))
    .execute();
}

function entriesOf(pack: Pack): Entry[] {
  const { version, source, notices, years } = pack['calendar.json'];
  const { people } = pack['people.json'];
  return [
    { list: 'agency', key: 'agency', from: always, content: pack['agency.json'] },
    ...pack['organisation.json'].units.map((unit): Entry => ({ list: 'unit', key: unit.id, from: unit.from, content: unit })),
    ...people.map(
      ({ posts, certificates, qualification: _, ...person }): Entry => ({ list: 'person', key: person.id, from: always, content: person }),
    ),
    ...people.flatMap(({ id, qualification }): Entry[] => {
      if (!qualification) return [];
      const { from, ...content } = qualification;
      return [{ list: 'qualification', key: id, from, content }];
    }),
    ...pack['items.json'].map((item): Entry => ({ list: 'item', key: item.code, from: item.publishedFrom, content: item })),
    ...pack['forms.json'].forms.map((form): Entry => ({ list: 'form', key: form.code, from: always, content: form })),
    ...pack['parameters.json'].parameters.map((it): Entry => ({ list: 'parameter', key: it.key, from: it.from, content: it })),
    ...pack['levies.json'].levies.map((levy): Entry => ({ list: 'levy', key: levy.item, from: levy.from, content: levy })),
    ...pack['acting.json'].rules.map((rule): Entry => ({ list: 'actingRule', key: rule.actType, from: rule.from, content: rule })),
    ...pack['acting.json'].bodies.map((body): Entry => ({ list: 'actingBody', key: body.unit, from: body.from, content: body })),
    { list: 'calendar', key: 'calendar', from: always, content: { version, source, notices } },
    ...Object.entries(years).map(([key, content]): Entry => ({ list: 'calendar', key, from: always, content })),
  ];
}

/** Records entries that are new or differ, marking the ones they replace; returns how many rows it added. */
export async function recordEntries(tx: Db, agency: string, entries: Entry[], { by, at }: Hand): Promise<number> {
  const t = registerTables(tx);
  const current = await t.selectFrom('register_entry').selectAll().where('agency', '=', agency).where('replaced_at', 'is', null).execute();
  const nameOf = (list: string, key: string, from: string) => `${list}\n${key}\n${from}`;
  const held = new Map(current.map((row) => [nameOf(row.list, row.key, row.valid_from), row]));
  const changed = entries.filter(({ list, key, from, content }) => {
    const row = held.get(nameOf(list, key, from));
    if (row && by === 'system' && row.recorded_by !== 'system') return false; // what was signed here wins over a pack
    return row === undefined || canonicalJson(row.content) !== canonicalJson(content);
  });
  const replaced = changed.flatMap(({ list, key, from }) => held.get(nameOf(list, key, from))?.id ?? []);
  if (replaced.length > 0) await t.updateTable('register_entry').set({ replaced_at: at }).where('id', 'in', replaced).execute();
  const rows = changed.map(({ list, key, from, content }) => ({
    ...{ id: newId(), agency, list, key, valid_from: from, content: JSON.stringify(content) },
    ...{ recorded_at: at, recorded_by: by, replaced_at: null },
  }));
  // PostgreSQL takes at most 65,535 parameters a statement.
  for (let i = 0; i < rows.length; i += 500)
    await t
      .insertInto('register_entry')
      .values(rows.slice(i, i + 500))
      .execute();
  return rows.length;
}

async function recordPeople(tx: Db, agency: string, people: PackPerson[], { by, at }: Hand): Promise<number> {
  const t = registerTables(tx);
  const held = await t.selectFrom('post_held').selectAll().where('agency', '=', agency).execute();
  const known = new Set(held.map((row) => `${row.person_id} ${row.post} ${row.valid_from}`));
  const posts = people.flatMap(({ id, posts }) =>
    posts
      .filter(({ post, from }) => !known.has(`${id} ${post} ${from}`))
      .map(({ post, from, until, basis }): RegisterTables['post_held'] => ({
        ...{ id: newId(), agency, person_id: id, post, valid_from: from, valid_until: until ?? null, basis },
        ...{ granted_at: at, granted_by: by, ended_at: until ? at : null, ended_by: until ? by : null, why_ended: until ? basis : null },
      })),
  );
  const issued = new Set(
    (await t.selectFrom('certificate').select('number').where('agency', '=', agency).execute()).map((row) => row.number),
  );
  const certificates = people.flatMap(({ id, certificates }) =>
    certificates
      .filter(({ number }) => !issued.has(number))
      .map(({ number, validFrom, validTo, actTypes }) => ({
        ...{ agency, number, person_id: id, valid_from: validFrom, valid_to: validTo, act_types: actTypes },
        ...{ recorded_at: at, recorded_by: by },
      })),
  );
  if (posts.length > 0) await t.insertInto('post_held').values(posts).execute();
  if (certificates.length > 0) await t.insertInto('certificate').values(certificates).execute();
  return posts.length + certificates.length;
}
