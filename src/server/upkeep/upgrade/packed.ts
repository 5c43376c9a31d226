// src/server/upkeep/upgrade/packed.ts —— 打包:a folder in one small file; a database cluster repeats itself, so the window is wide
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';

const window = { [constants.ZSTD_c_windowLog]: 27, [constants.ZSTD_c_enableLongDistanceMatching]: 1 };

/** Packs every file and every empty folder: a line of JSON with names and lengths, then the bytes. */
export function packFolder(folder: string): Buffer {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const name = (entry: (typeof entries)[number]) => relative(folder, join(entry.parentPath, entry.name));
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => ({ name: name(entry), bytes: readFileSync(join(folder, name(entry))) }));
  const folders = entries.filter((entry) => entry.isDirectory()).map(name);
  const head = JSON.stringify({ folders, files: files.map((file) => [file.name, file.bytes.length]) });
  const whole = Buffer.concat([Buffer.from(`${head}\n`), ...files.map(({ bytes }) => bytes)]);
  return zstdCompressSync(whole, { params: { [constants.ZSTD_c_compressionLevel]: 19, ...window } });
}

/** Unpacks into a folder, files readable by their owner only. */
export function unpackFolder(packed: Buffer, folder: string): void {
  const whole = zstdDecompressSync(packed, { params: { [constants.ZSTD_d_windowLogMax]: 27 } });
  const end = whole.indexOf(10);
  const { folders, files } = JSON.parse(whole.toString('utf8', 0, end)) as { folders: string[]; files: [string, number][] };
  for (const name of folders) mkdirSync(join(folder, name), { recursive: true, mode: 0o700 });
  let at = end + 1;
  for (const [name, length] of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true, mode: 0o700 });
    writeFileSync(join(folder, name), whole.subarray(at, at + length), { mode: 0o600 });
    at += length;
  }
}
