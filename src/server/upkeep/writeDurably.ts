// src/server/upkeep/writeDurably.ts —— 落盘:a small file that is there whole after a crash, or as it was before
import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Writes a file of this user's own: synced, put in its place, and its directory synced. */
export async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(`${path}.part`, 'w', 0o600);
  await file.writeFile(text);
  await file.sync();
  await file.close();
  await rename(`${path}.part`, path);
  const directory = await open(dirname(path), 'r');
  await directory.sync();
  await directory.close();
}
