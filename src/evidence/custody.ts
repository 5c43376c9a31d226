// src/evidence/custody.ts —— 保管:items of a case, and a record of everyone who looked, written before a byte leaves
import { Readable } from 'node:stream';
import { newId } from '../base/ids.ts';
import { type Db, tables } from '../store/database.ts';
import { vaultOf } from '../store/vault/vault.ts';
import type { BlobStore, ByteRange } from './blobStore.ts';
import { CHUNK, type Digests } from './digestStream.ts';
import { EvidenceRefused } from './refusal.ts';
import type { EvidenceItem, EvidenceTables, EvidenceView } from './tables.ts';
import { boundedRange, type Committed, originalDiffers, parseRange, readVerified, trustedLeaves, wholeLeaves } from './verifiedRead.ts';

/** A new item: whose, of which case, which stored bytes, and what is known of its taking. Texts are bounded by the caller (`readClaims`). */
export type NewItem = {
  /** Its id where one was given out before; otherwise made here. */
  id?: string;
  agency: string;
  caseId: string;
  stored: Pick<Digests, 'digest' | 'size' | 'chunkRoot'>;
  name: string;
  mediaType: string;
  capturedOn?: string | undefined;
  capturedAt?: string | undefined;
  place?: string | undefined;
  device?: string | undefined;
  note?: string | undefined;
  takenBy?: string[] | undefined;
  uploadedBy: string;
  /** Instant of intake, ISO UTC. */
  at: string;
};

/** An item of a case with what its bytes committed to at intake. */
export type Item = EvidenceItem & Pick<Digests, 'size'> & { chunk_root: string };

const own = (db: Db) => tables<EvidenceTables>(db);

/** Records stored bytes as an item of a case; the same content in the same case is one item (`existing`). Safe to repeat. */
export async function registerItem(tx: Db, entry: NewItem): Promise<{ item: string; existing: boolean }> {
  const { agency, caseId: case_id, stored, name, mediaType: media_type, at } = entry;
  const { digest, size, chunkRoot: chunk_root } = stored;
  const object = { digest, size, chunk_root, media_type, stored_at: at };
  await own(tx)
    .insertInto('evidence_object')
    .values(object)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const vault = vaultOf(tx);
  const sealed = (text: string) => vault?.sealText(case_id, text) ?? text;
  const values = {
    id: entry.id ?? newId(Date.parse(at)),
    ...{ agency, case_id, digest, name: sealed(name), media_type },
    captured_on: entry.capturedOn ?? null,
    captured_at: entry.capturedAt ?? null,
    place: entry.place === undefined ? null : sealed(entry.place),
    device: entry.device ?? null,
    note: entry.note === undefined ? null : sealed(entry.note),
    taken_by: entry.takenBy ?? [],
    uploaded_by: entry.uploadedBy,
    uploaded_at: at,
  };
  const added = await own(tx)
    .insertInto('evidence_item')
    .values(values)
    .onConflict((conflict) => conflict.columns(['agency', 'case_id', 'digest']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (added) return { item: added.id, existing: false };
  const found = await own(tx)
    .selectFrom('evidence_item')
    .select('id')
    .where('agency', '=', agency)
    .where('case_id', '=', case_id)
    .where('digest', '=', digest)
    .executeTakeFirstOrThrow();
  return { item: found.id, existing: true };
}

const items = (db: Db) =>
  own(db)
    .selectFrom('evidence_item')
    .innerJoin('evidence_object', 'evidence_object.digest', 'evidence_item.digest')
    .selectAll('evidence_item')
    .select(['evidence_object.size', 'evidence_object.chunk_root']);

/** The items of a case in the order of their intake. */
export const listItems = (db: Db, of: { agency: string; caseId: string }): Promise<Item[]> =>
  items(db).where('agency', '=', of.agency).where('case_id', '=', of.caseId).orderBy('uploaded_at').orderBy('id').execute();

/** One item of an agency; refuses 'item-unknown' (404). */
export async function findItem(db: Db, of: { agency: string; item: string }): Promise<Item> {
  const found = await items(db).where('agency', '=', of.agency).where('id', '=', of.item).executeTakeFirst();
  if (!found) throw new EvidenceRefused('item-unknown', 404, '没有这件证据', '证据不存在，或不属于本机关。');
  return found;
}

/** Who looked at an item, oldest first. */
export const listViews = (db: Db, of: { agency: string; item: string }): Promise<EvidenceView[]> =>
  own(db)
    .selectFrom('evidence_view')
    .selectAll()
    .where('agency', '=', of.agency)
    .where('item_id', '=', of.item)
    .orderBy('at')
    .orderBy('id')
    .execute();

/** A request to look: which item, who, for what; `range` is an HTTP Range header; `committed` what the leaf of its intake says. */
export type ViewRequest = {
  agency: string;
  item: string;
  person: string;
  purpose: string;
  range?: string | null;
  committed?: Committed;
  at?: Date;
};

/** An item opened for one look. Its bytes are hashed once more, chunk by chunk, as they leave. */
export type OpenedItem = { item: Item; range?: ByteRange; bytes: AsyncGenerator<Uint8Array> };

/** Up to this size an item asked for whole is hashed whole before a byte leaves; above it the first chunks answer, and the others as they leave. */
const WHOLE_FIRST = 16 * CHUNK;

/**
 * Opens an item (R45, handbook §4.8): the stored bytes are hashed against the committed digest, the look is recorded, and only then are they given out.
 * Items up to 64 MiB are hashed whole; of a range or a larger item, the 4 MiB chunks it begins with, against leaves that fit the committed
 * root. Every chunk is hashed once more as it leaves. Refuses 'original-differs'.
 */
export async function viewItem(db: Db, blobs: BlobStore, request: ViewRequest): Promise<OpenedItem> {
  const purpose = request.purpose.trim();
  if (purpose === '' || purpose.length > 100)
    throw new EvidenceRefused('purpose-missing', 422, '须写明查阅用途', '用途须为 1 至 100 个字，将记入查阅记录。');
  const item = await findItem(db, request);
  const asked = parseRange(request.range, item.size);
  const range = asked && boundedRange(asked);
  const committed: Committed = { digest: item.digest, size: item.size, chunkRoot: item.chunk_root };
  // Hashing stays outside a transaction: minutes of video must not hold the one connection of the database.
  const { digest, size, chunkRoot } = request.committed ?? committed;
  const named = digest === item.digest && size === item.size && chunkRoot === item.chunk_root;
  const leaves = named ? await checked(blobs, committed, range) : undefined;
  const look = (ok: boolean) => record(db, { ...request, purpose }, item, range, ok);
  await look(leaves !== undefined);
  if (!leaves) throw originalDiffers();
  const bytes = guarded(readVerified(blobs, committed, leaves, range), () => look(false));
  return { item, ...(range ? { range } : {}), bytes };
}

/** The leaves to hold every chunk against that leaves, once what is looked at before was found right; undefined when it was not. */
async function checked(blobs: BlobStore, committed: Committed, range: ByteRange | undefined): Promise<Uint8Array | undefined> {
  try {
    if (!range && committed.size <= WHOLE_FIRST) return await wholeLeaves(blobs, committed);
    const leaves = await trustedLeaves(blobs, committed);
    for await (const _ of readVerified(blobs, committed, leaves, range ?? boundedRange({ start: 0, end: committed.size - 1 })));
    return leaves;
  } catch (error) {
    if (error instanceof EvidenceRefused) return undefined;
    throw error;
  }
}

/** Bytes changed between the check and the sending: the sending breaks off, and that too is recorded. */
async function* guarded(bytes: AsyncGenerator<Uint8Array>, differs: () => Promise<void>): AsyncGenerator<Uint8Array> {
  try {
    yield* bytes;
  } catch (error) {
    if (error instanceof EvidenceRefused) await differs();
    throw error;
  }
}

async function record(db: Db, request: ViewRequest, item: Item, range: ByteRange | undefined, digest_ok: boolean): Promise<void> {
  const at = request.at ?? new Date();
  await own(db)
    .insertInto('evidence_view')
    .values({
      id: newId(at.getTime()),
      agency: item.agency,
      item_id: item.id,
      case_id: item.case_id,
      person_id: request.person,
      at: at.toISOString(),
      purpose: vaultOf(db)?.sealText(item.case_id, request.purpose) ?? request.purpose,
      range: range ? `bytes=${range.start}-${range.end}` : null,
      digest_ok,
    })
    .execute();
}

/** The opened item as an HTTP response (200, or 206 for a range): never cached, never sniffed, never run as a page. */
export function serveItem({ item, range, bytes }: OpenedItem): Response {
  const { start, end } = range ?? { start: 0, end: item.size - 1 };
  const headers = new Headers({
    'content-type': item.media_type,
    'content-length': String(end - start + 1),
    'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent(item.name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)}`,
    'accept-ranges': 'bytes',
    'cache-control': 'private, no-store',
    'repr-digest': `sha-256=:${Buffer.from(item.digest, 'hex').toString('base64')}:`,
    'x-content-type-options': 'nosniff',
  });
  if (range) headers.set('content-range', `bytes ${start}-${end}/${item.size}`);
  return new Response(Readable.toWeb(Readable.from(bytes, { objectMode: false })) as ReadableStream, {
    status: range ? 206 : 200,
    headers,
  });
}
