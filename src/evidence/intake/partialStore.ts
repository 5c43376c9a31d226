// src/evidence/intake/partialStore.ts —— 断点:half-arrived files on disk, and the notes of those that were taken in
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { FileStore } from '@tus/file-store';
import { utf8 } from '../../base/bytes.ts';
import { makeDirectory, syncDirectory, temporaryName, withFile, writeAll, writeWhole } from '../durableFiles.ts';
import { isMissing, namedDiskError } from '../refusal.ts';

type Upload = Awaited<ReturnType<FileStore['getUpload']>>;

/** What became of a finished upload; kept so that a client whose answer was lost is told again instead of sending anew. */
export type Finished = { item: string; existing: boolean; size: number; caseId: string; personId: string; agency: string };

/** The library's file store, made durable: what is acknowledged is synced, and a full disk is named. */
export class PartialStore extends FileStore {
  constructor(directory: string) {
    super({ directory });
    // Without a length announced, neither the limit nor the free space can be checked beforehand.
    this.extensions = ['creation', 'creation-with-upload', 'termination'];
  }

  override async create(upload: Upload): Promise<Upload> {
    try {
      const created = await super.create(upload);
      for (const path of [this.path(upload.id), this.path(`${upload.id}.json`)]) await withFile(path, 'r+', (file) => file.sync());
      await syncDirectory(this.directory);
      return created;
    } catch (error) {
      await this.drop(upload.id);
      throw namedDiskError(error);
    }
  }

  override async write(source: Readable, id: string, offset: number): Promise<number> {
    return withFile(this.path(id), 'r+', async (file) => {
      let at = offset;
      try {
        for await (const bytes of source as AsyncIterable<Uint8Array>) {
          await writeAll(file, bytes, at);
          at += bytes.length;
        }
      } catch (error) {
        throw namedDiskError(error);
      } finally {
        // Also when the line broke: the bytes that came are the offset the client resumes from.
        await file.datasync();
      }
      return at;
    });
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
      if (error instanceof Error) throw error;
      return undefined;
    }
  }

  /** Removes the bytes and the description of an upload, whatever of them is there. */
  async drop(id: string): Promise<void> {
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
      await rm(this.path(name), { force: true });
      await rm(this.path(`${name}.json`), { force: true });
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

/** Opens (first time: creates) the directory of half-arrived files. */
export async function openPartialStore(directory: string): Promise<PartialStore> {
  await makeDirectory(directory);
  return new PartialStore(directory);
}
