// src/ledger/keep/checkpointFile.ts —— 检查点文件:every signed checkpoint once more, outside the database and synced
// A restored old snapshot of the database is noticed because this file, on another disk, is longer.
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A line of the file. */
export type CheckpointLine = { at: string; note: string };

/** The open file. `append` returns once the line is on the disk; a line that is the last already is not written twice. Processes that share
 * the file append in turn. */
export type CheckpointFile = { append(line: CheckpointLine): Promise<void>; close(): Promise<void> };

/** Reads a checkpoint file line by line; an unreadable line is given as undefined, a last line without its newline is left out. */
export async function* readCheckpointLines(handle: FileHandle): AsyncGenerator<CheckpointLine | undefined> {
  let rest = '';
  for await (const chunk of handle.createReadStream({ start: 0, encoding: 'utf8', autoClose: false })) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop()!;
    for (const line of lines) yield parseLine(line);
  }
}

function parseLine(text: string): CheckpointLine | undefined {
  try {
    const line = JSON.parse(text);
    return typeof line?.note === 'string' && typeof line.at === 'string' ? line : undefined;
  } catch {
    return undefined;
  }
}

/** Opens (first time: creates, mode 0600) the file of a log and shows every line to `visit` before anything can be appended. */
export async function openCheckpointFile(
  path: string,
  visit: (line: CheckpointLine | undefined) => Promise<void>,
): Promise<CheckpointFile> {
  const handle = await open(path, constants.O_RDWR | constants.O_CREAT, 0o600);
  try {
    await syncDirectory(dirname(path));
    for await (const line of readCheckpointLines(handle)) await visit(line);
    return writing(handle);
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** Writes a new file with these lines where there is none, or an empty one; throws RangeError when lines would be lost. */
export async function beginCheckpointFile(path: string, lines: readonly CheckpointLine[]): Promise<void> {
  const file = await openCheckpointFile(path, async () => {
    throw new RangeError(`检查点文件 ${path} 里有内容，没有动它`);
  });
  try {
    for (const line of lines) await file.append(line);
  } finally {
    await file.close();
  }
}

/** Length up to the last newline: what follows was torn by a crash and never vouched for. */
async function intactLength(handle: FileHandle): Promise<number> {
  const { size } = await handle.stat();
  const step = Buffer.alloc(4096);
  for (let end = size; end > 0; end -= step.length) {
    const begin = Math.max(0, end - step.length);
    const { bytesRead } = await handle.read(step, 0, end - begin, begin);
    const newline = step.lastIndexOf('\n', bytesRead - 1);
    if (newline >= 0 && newline < bytesRead) return begin + newline + 1;
  }
  return 0;
}

function writing(handle: FileHandle): CheckpointFile {
  return {
    async append(line) {
      const bytes = Buffer.from(`${JSON.stringify(line)}\n`);
      const end = await intactLength(handle); // asked each time: another process may have written, or an earlier attempt left half a line
      const before = Buffer.alloc(bytes.length);
      if (end >= bytes.length) await handle.read(before, 0, bytes.length, end - bytes.length);
      if (before.equals(bytes)) return;
      await handle.truncate(end);
      try {
        await handle.write(bytes, 0, bytes.length, end);
        await handle.sync();
      } catch (error) {
        // The database will not hold this checkpoint, and by the next try the log may have grown beyond it: the line must not stay.
        await handle.truncate(end).catch(() => {});
        throw error;
      }
    },
    close: () => handle.close(),
  };
}

async function syncDirectory(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const directory = await open(path, 'r');
  await directory.sync().finally(() => directory.close());
}
