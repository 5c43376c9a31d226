// src/evidence/intake/partialStore.ts —— 断点:half-arrived files on disk, and the notes of those that were taken in
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { FileStore } from '@tus/file-store';
import { utf8 } from '../../base/bytes.ts';
import type { Digests } from '../digestStream.ts';
import { makeDirectory, syncDirectory, syncFlags, temporaryName, withFile, writeWhole } from '../durableFiles.ts';
import { isMissing, namedDiskError } from '../refusal.ts';
import { writeArriving } from './arriving.ts';
import { follow, followToEnd, unfollow } from './follow.ts';
import { refuseWithoutRoom } from './room.ts';

type Upload = Awaited<ReturnType<FileStore['getUpload']>>;

/** What became of a finished upload; kept so that a client whose answer was lost is told again instead of sending anew. */
export type Finished = { item: string; existing: boolean; size: number; caseId: string; personId: string; agency: string };

/** The library's file store, made durable: what is acknowledged is synced, room is kept for what was announced, and a full disk is named. */
export class PartialStore extends FileStore {
  /** Bytes of each upload known to be on the disk, since this process began. */
  readonly #synced = new Map<string, number>();
  readonly #floor: number;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(directory: string, floor: number) {
    super({ directory });
    this.#floor = floor;
    // Without a length announced, neither the limit nor the free space can be checked beforehand.
    this.extensions = ['creation', 'creation-with-upload', 'termination'];
  }

  /** One after another, so that two uploads never count on the same room. */
  override create(upload: Upload): Promise<Upload> {
    const created = this.#turn.then(() => this.#create(upload));
    this.#turn = created.catch(() => {});
    return created;
  }

  async #create(upload: Upload): Promise<Upload> {
    try {
      await refuseWithoutRoom(this.directory, upload.size ?? 0, await this.#announced(), this.#floor);
      const created = await super.create(upload);
      for (const path of [this.path(upload.id), this.path(`${upload.id}.json`)]) await withFile(path, 'r+', (file) => file.sync());
      await syncDirectory(this.directory);
      this.#synced.set(upload.id, 0);
      return created;
    } catch (error) {
      await this.drop(upload.id);
      throw namedDiskError(error);
    }
  }

  /** What each open upload still has to bring, in bytes. Read from the disk: it outlives the process. */
  async #announced(): Promise<number[]> {
    const names = (await readdir(this.directory)).filter((name) => /^[0-9a-f]{32}$/.test(name));
    const uploads = await Promise.all(names.map((name) => super.getUpload(name).catch(() => undefined)));
    return uploads.flatMap((upload) => (upload ? [Math.max(0, (upload.size ?? 0) - upload.offset)] : []));
  }

  override async write(source: Readable, id: string, offset: number): Promise<number> {
    const path = this.path(id);
    return withFile(path, 'r+', (file) =>
      writeArriving(file, source as AsyncIterable<Uint8Array>, {
        ...{ directory: this.directory, offset, floor: this.#floor },
        durable: (upTo) => {
          this.#synced.set(id, upTo);
          follow(path, upTo);
        },
      }),
    );
  }

  /** The upload with the offset to go on from. Every offset told is an acknowledgement: bytes of an earlier process are synced first. */
  override async getUpload(id: string): Promise<Upload> {
    const upload = await super.getUpload(id);
    const known = this.#synced.get(id);
    if (known !== undefined) return Object.assign(upload, { offset: Math.min(known, upload.offset) });
    await this.#settle(id, upload.offset);
    return upload;
  }

  async #settle(id: string, size: number): Promise<void> {
    try {
      await withFile(this.path(id), syncFlags, (file) => file.sync());
      await syncDirectory(this.directory);
    } catch (error) {
      throw namedDiskError(error);
    }
    this.#synced.set(id, size);
    unfollow(this.path(id)); // what an earlier process hashed may not be what the disk kept
    if (size > 0) follow(this.path(id), size);
  }

  /** The digests of an upload that arrived whole. */
  async digests(id: string, size: number): Promise<Digests> {
    try {
      return await followToEnd(this.path(id), size);
    } catch (error) {
      throw namedDiskError(error);
    }
  }

  /** Path of a file of this store; ids are checked by the caller. */
  path(name: string): string {
    return join(this.directory, name);
  }

  /** The upload with its present offset; undefined when there is none. */
  async find(id: string): Promise<Upload | undefined> {
    try {
      return await this.getUpload(id);
    } catch (error) {
      // The library throws plain objects for 'not found' and 'gone'.
      if (error instanceof Error) throw namedDiskError(error);
      return undefined;
    }
  }

  /** The client gave it up; the library removes both files. */
  override async remove(id: string): Promise<void> {
    unfollow(this.path(id));
    this.#synced.delete(id);
    await super.remove(id);
  }

  /** Removes the bytes and the description of an upload, whatever of them is there. */
  async drop(id: string): Promise<void> {
    unfollow(this.path(id));
    this.#synced.delete(id);
    await rm(this.path(id), { force: true });
    await rm(this.path(`${id}.json`), { force: true });
  }

  /** Notes durably that an upload was taken in, then drops its bytes (a crash between the two is caught by the sweep). */
  async conclude(id: string, finished: Finished): Promise<void> {
    await writeWhole(this.path(`${id}.done`), utf8(JSON.stringify(finished)), this.path(temporaryName()));
    await this.drop(id);
  }

  /** What became of an upload, when it was taken in. */
  async concluded(id: string): Promise<Finished | undefined> {
    try {
      return JSON.parse(await readFile(this.path(`${id}.done`), 'utf8')) as Finished;
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  /** Removes everything nobody has touched since `before`, and returns how many uploads were given up. */
  async sweep(before: Date): Promise<number> {
    const names = await readdir(this.directory);
    let given = 0;
    for (const name of names.filter((entry) => !entry.endsWith('.json'))) {
      const touched = await stat(this.path(name)).catch(() => undefined);
      if (!touched || touched.mtimeMs >= before.getTime()) continue;
      await this.drop(name);
      if (/^[0-9a-f]{32}$/.test(name)) given += 1;
    }
    const left = new Set(await readdir(this.directory));
    for (const name of left) if (name.endsWith('.json') && !left.has(name.slice(0, -'.json'.length))) await this.dropOld(name, before);
    return given;
  }

  private async dropOld(name: string, before: Date): Promise<void> {
    const touched = await stat(this.path(name)).catch(() => undefined);
    if (touched && touched.mtimeMs < before.getTime()) await rm(this.path(name), { force: true });
  }
}

/** Opens (first time: creates) the directory of half-arrived files; `floor` bytes of its disk are never filled. */
export async function openPartialStore(directory: string, floor: number): Promise<PartialStore> {
  await makeDirectory(directory);
  return new PartialStore(directory, floor);
}
