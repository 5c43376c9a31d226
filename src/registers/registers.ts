// src/registers/registers.ts —— 册:an agency's registers read into memory, answering "as of" any date
import type { PlainDate } from '../base/dates.ts';
import { type ActingBody, type ActingRule, capacityOf } from '../law/acting.ts';
import type { LevyRule } from '../law/reckoning/levies.ts';
import type {
  Calendar,
  EvidenceFacts,
  OtherCase,
  ParameterKey,
  Person,
  Post,
  PriorFine,
  PriorInspection,
  Registers,
} from '../law/registers.ts';
import type { Db } from '../store/database.ts';
import { certificatesOf, type HeldCertificate } from './certificates.ts';
import type { AgencyRecord, FormRecord, ItemRecord, PackPerson, ParameterRecord, UnitRecord } from './packShapes.ts';
import { type ListName, type RegisterTables, registerTables } from './tables.ts';

/** A person of the register, as the staff list shows him. `unit` is the unit's name, `unitId` its id. */
export type PersonRecord = Person & Omit<PackPerson, 'posts' | 'certificates' | 'qualification'> & { unitId: string };
export type PostHeld = { post: Post; from: PlainDate; until?: PlainDate; basis: string };

/** The registers of one agency at one moment of recording; every answer is as of the date it is asked for. */
export type RegisterSnapshot = Omit<
  Registers,
  'evidence' | 'priorFines' | 'inspectionsThisYear' | 'otherCase' | 'agency' | 'item' | 'form' | 'person'
> & {
  stamp: string;
  packDigest: string;
  agency: AgencyRecord;
  person(id: string): PersonRecord | undefined;
  people(): PersonRecord[];
  /** Posts held on the day, in the order they were granted. */
  postsOf(id: string, on: PlainDate): Post[];
  /** All posts ever held, ended ones too. */
  postHistory(id: string): PostHeld[];
  certificates(id: string): HeldCertificate[];
  item(code: string, on: PlainDate): ItemRecord | undefined;
  /** The item list in force on the day, by code. */
  items(on: PlainDate): ItemRecord[];
  /** The parameter with its unit, ground and mark; undefined when none is in force. */
  parameterEntry(key: ParameterKey, on: PlainDate): ParameterRecord | undefined;
  units(on: PlainDate): UnitRecord[];
  form(code: string): FormRecord | undefined;
  forms(): FormRecord[];
  /** The calendar as it was in force on the day: its later versions left out. */
  calendarOn(on: PlainDate): Calendar | undefined;
  /** Every version of an entry, oldest first; a null content ended it. `by` is 'system' for a pack. */
  entryVersions(list: ListName, key: string): EntryVersion[];
  /** Keys of a list, in order. */
  entryKeys(list: ListName): string[];
};
export type EntryVersion = { from: string; content: unknown; recordedAt: string; by: string };

/** Reads all registers of an agency; throws Error when no pack of that agency was loaded. */
export async function readRegisters(db: Db, agency: string): Promise<RegisterSnapshot> {
  const t = registerTables(db);
  // The stamp first: were a change to slip in between, the snapshot would carry the older stamp and be read again at the next check.
  const version = await t.selectFrom('register_version').selectAll().where('agency', '=', agency).executeTakeFirst();
  if (!version) throw new Error(`没有机关“${agency}”的名册，请先装入它的数据包`);
  const of = <T extends 'register_entry' | 'post_held' | 'certificate' | 'certificate_state'>(table: T) =>
    t
      .selectFrom(table as 'certificate')
      .selectAll()
      .where('agency', '=', agency)
      .execute() as unknown as Promise<RegisterTables[T][]>;
  const entries = (await of('register_entry')).filter((row) => row.replaced_at === null);
  const posts = await of('post_held');
  return snapshotOf(version, entries, posts, certificatesOf(await of('certificate'), await of('certificate_state')));
}

/** Reads the registers as they are now. `stamp`: the one just read in another statement, which then is not asked for again. */
export type ReadRegisters = (db: Db, stamp?: string) => Promise<RegisterSnapshot>;

/** Returns a reader that keeps the last snapshot and reads again only when the stamp changed. One for each agency and database. */
export function keepRegisters(agency: string): ReadRegisters {
  let held: RegisterSnapshot | undefined;
  return async (db, known) => {
    const stamp =
      known ??
      (await registerTables(db).selectFrom('register_version').select('stamp').where('agency', '=', agency).executeTakeFirst())?.stamp;
    if (held === undefined || held.stamp !== stamp) held = await readRegisters(db, agency);
    return held;
  };
}

/** The registers as the law sees them for one case: the snapshot with the case's evidence, the party's earlier fines and inspections. */
export function withCase(
  snapshot: RegisterSnapshot,
  found: {
    evidence(id: string): EvidenceFacts | undefined;
    priorFines(partyKey: string): PriorFine[];
    inspectionsThisYear?(subjectKey: string, on: PlainDate): PriorInspection[];
    otherCase?(no: string): OtherCase | undefined;
  },
): Registers & RegisterSnapshot {
  const { evidence, priorFines, inspectionsThisYear = notRead, otherCase = notRead } = found;
  return { ...snapshot, evidence, priorFines, inspectionsThisYear, otherCase };
}
const notRead = (): never => {
  throw new Error('other cases were not read');
};

type Dated<T> = Omit<EntryVersion, 'content'> & { content: T };

/** The versions of each key of a list, oldest first. */
function versionsOf<T>(entries: RegisterTables['register_entry'][], list: string): Map<string, Dated<T>[]> {
  const versions = new Map<string, Dated<T>[]>();
  for (const { list: of, key, valid_from, content, recorded_at: recordedAt, recorded_by: by } of entries) {
    if (of === list) versions.set(key, [...(versions.get(key) ?? []), { from: valid_from, content: content as T, recordedAt, by }]);
  }
  for (const dated of versions.values()) dated.sort((a, b) => (a.from < b.from ? -1 : 1));
  return versions;
}

const asOf = <T>(dated: Dated<T>[] | undefined, on: PlainDate): T | undefined =>
  dated?.findLast(({ from }) => from <= on)?.content ?? undefined; // null: ended
const latest = <T>(dated: Dated<T>[] | undefined): T | undefined => dated?.at(-1)?.content;
const allOf = <T>(versions: Map<string, Dated<T>[]>, on: PlainDate): T[] =>
  [...versions].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, dated]) => asOf(dated, on) ?? []);

/** The calendar as `on` had it; the newest without a day. */
function calendarOf(lists: Map<string, Dated<object>[]>, on?: PlainDate): Calendar | undefined {
  const then = (dated: Dated<object>[] | undefined) => (on === undefined ? latest(dated) : asOf(dated, on));
  const head = then(lists.get('calendar')) as Calendar | undefined;
  if (!head) return undefined;
  const years = [...lists].filter(([key]) => key !== 'calendar').map(([year, dated]) => [year, then(dated)]);
  return { version: head.version, source: head.source, years: Object.fromEntries(years.filter(([, days]) => days !== undefined)) };
}

function peopleOf(entries: RegisterTables['register_entry'][], unitNames: Map<string, string>): Map<string, PersonRecord> {
  const people = [...versionsOf<Omit<PackPerson, 'posts' | 'certificates' | 'qualification'>>(entries, 'person').values()].map(
    (dated) => latest(dated)!,
  );
  return new Map(people.map((it) => [it.id, { ...it, unitId: it.unit, unit: unitNames.get(it.unit) ?? it.unit }]));
}

/** The last name a unit had: one that was ended keeps it. */
const lastNamed = (dated: Dated<UnitRecord>[]): string => dated.findLast(({ content }) => content !== null)!.content.name;

function postsByPerson(rows: RegisterTables['post_held'][]): Map<string, PostHeld[]> {
  const posts = new Map<string, PostHeld[]>();
  for (const row of rows.toSorted((a, b) => (a.valid_from < b.valid_from ? -1 : 1))) {
    const until = row.valid_until === null ? {} : { until: row.valid_until as PlainDate };
    const held: PostHeld = { post: row.post as Post, from: row.valid_from as PlainDate, ...until, basis: row.basis };
    posts.set(row.person_id, [...(posts.get(row.person_id) ?? []), held]);
  }
  return posts;
}

function snapshotOf(
  version: RegisterTables['register_version'],
  entries: RegisterTables['register_entry'][],
  postRows: RegisterTables['post_held'][],
  certificates: ReturnType<typeof certificatesOf>,
): RegisterSnapshot {
  const items = versionsOf<ItemRecord>(entries, 'item');
  const parameters = versionsOf<ParameterRecord>(entries, 'parameter');
  const units = versionsOf<UnitRecord>(entries, 'unit');
  const levies = versionsOf<LevyRule>(entries, 'levy');
  const actingRules = versionsOf<ActingRule>(entries, 'actingRule');
  const bodies = [...versionsOf<ActingBody>(entries, 'actingBody').values()].flatMap((dated) =>
    dated.flatMap(({ content }) => content ?? []),
  );
  const days = versionsOf<object>(entries, 'calendar');
  const versions = (list: ListName) => versionsOf<unknown>(entries, list);
  const forms = versionsOf<FormRecord>(entries, 'form');
  const people = peopleOf(entries, new Map([...units].map(([id, dated]) => [id, lastNamed(dated)])));
  const posts = postsByPerson(postRows);
  const postsOf = (id: string, on: PlainDate) =>
    (posts.get(id) ?? []).filter(({ from, until }) => from <= on && (until === undefined || on < until)).map(({ post }) => post);
  return {
    stamp: version.stamp,
    packDigest: version.pack_digest,
    agency: latest(versionsOf<AgencyRecord>(entries, 'agency').get('agency'))!,
    calendar: calendarOf(days)!,
    person: (id) => people.get(id),
    people: () => [...people.values()],
    postsOf,
    postHistory: (id) => posts.get(id) ?? [],
    holds: (id, post, on) => postsOf(id, on).includes(post),
    certificate: (id, on) => certificates.asOf(id, on),
    certificates: (id) => certificates.of(id),
    item: (code, on) => asOf(items.get(code), on),
    items: (on) => allOf(items, on),
    parameter: (key, on) => {
      const found = asOf(parameters.get(key), on);
      if (!found) throw new RangeError(`参数“${key}”在${on}没有生效的数值，请在参数表中补录`);
      return found.value;
    },
    levy: (code, on) => asOf(levies.get(code), on),
    capacity: (id, on) => capacityOf(people.get(id)?.unitId, allOf(units, on), bodies, on),
    actingRule: (actType, on) => asOf(actingRules.get(actType), on),
    parameterEntry: (key, on) => asOf(parameters.get(key), on),
    units: (on) => allOf(units, on),
    form: (code) => latest(forms.get(code)),
    forms: () => [...forms.values()].map((dated) => latest(dated)!),
    calendarOn: (on) => calendarOf(days, on),
    entryVersions: (list, key) => versions(list).get(key) ?? [],
    entryKeys: (list) => [...versions(list).keys()].sort(),
  };
}
