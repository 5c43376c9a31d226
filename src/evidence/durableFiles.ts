// src/evidence/durableFiles.ts —— 落盘:writing files so that what was acknowledged survives a power cut
import { access, type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { toHex } from '../base/bytes.ts';
import { isMissing, namedDiskError } from './refusal.ts';

/** Runs `work` on an open file and closes it whatever happens. */
export async function withFile<T>(path: string, flags: string, work: (file: FileHandle) => Promise<T>, mode = 0o600): Promise<T> {
  const file = await open(path, flags, mode);
  try {
    return await work(file);
  } finally {
    await file.close();
  }
}

/** How to open a file only to sync it: Windows syncs nothing that was opened for reading, elsewhere an original may be read-only. */
export const syncFlags = process.platform === 'win32' ? 'r+' : 'r';

/** Makes a rename or a new file in a directory survive a power cut. */
export const syncDirectory = (directory: string): Promise<void> => withFile(directory, 'r', (handle) => handle.sync());

/** Creates a directory and its parents durably. */
export async function makeDirectory(directory: string): Promise<void> {
  const first = await mkdir(directory, { recursive: true });
  if (first === undefined) return;
  for (let at = directory; at.length >= first.length; at = dirname(at)) await syncDirectory(dirname(at));
}

/** Writes all bytes at the current place or at `position`, whatever a single write accepts. */
export async function writeAll(file: FileHandle, bytes: Uint8Array, position: number | null = null): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position === null ? null : position + done);
    done += bytesWritten;
  }
}

/** A name no other temporary file has. */
export const temporaryName = (): string => `tmp-${toHex(crypto.getRandomValues(new Uint8Array(12)))}`;

/** Writes a small file durably and in one step, through `temporary` on the same disk: it is there whole or not at all. */
export async function writeWhole(path: string, bytes: Uint8Array, temporary: string, mode = 0o600): Promise<void> {
  try {
    await withFile(
      temporary,
      'wx',
      async (file) => {
        await writeAll(file, bytes);
        await file.chmod(mode);
        await file.sync();
      },
      0o600,
    );
    await rename(temporary, path);
    await syncDirectory(dirname(path));
  } catch (error) {
    await rm(temporary, { force: true });
    throw namedDiskError(error);
  }
}

/** Is there a file? Throws on anything but "no". */
export async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}
