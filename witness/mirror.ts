// witness/mirror.ts —— 副本:follows a log as far as it was cosigned; entries are checked, payloads stay sealed and unreadable here
import { fromUtf8, sameBytes } from '../src/base/bytes.ts';
import { leafHash } from '../src/ledger/proof/hash.ts';
import { parseHeader } from '../src/ledger/proof/header.ts';
import { peekCheckpoint, type Signer } from '../src/ledger/proof/note.ts';
import { parseRecords } from '../src/ledger/proof/records.ts';
import { parseBundle, TILE_WIDTH, tilePath, widthAt } from '../src/ledger/proof/tiles.ts';
import { signRequest } from '../src/ledger/proof/witnessRequest.ts';
import type { KnownLog } from './configuration.ts';
import { grow, type MirrorFiles, type MirrorTree, partialTiles } from './mirrorFiles.ts';

/** The running copy; `wake` says that there may be more, `stop` waits for the step under way. */
export type Mirror = { wake(): void; stop(): Promise<void> };

type Options = {
  log: KnownLog & { url: string };
  key: Signer;
  files: MirrorFiles;
  latest: () => Promise<string | undefined>;
  report: (says: string) => void;
};

const WAIT_MS = 30_000;
const [FIRST_RETRY_MS, LONGEST_RETRY_MS] = [1000, 300_000];
// A bundle is at most 256 headers of 64 KiB; an answer of sealed payloads 8 MiB and one more.
const [MAX_BUNDLE, MAX_SEALED] = [17 * 2 ** 20, 32 * 2 ** 20];
/** The type of event that erases a payload, as headers name it. */
const ERASING = 'payloadErased';

/** Starts following; a failed step is reported once and tried again, ever more rarely. */
export function openMirror({ log, key, files, latest, report }: Options): Mirror {
  let [running, wanted, stopped] = [undefined as Promise<void> | undefined, false, false];
  let [retry, failing] = [FIRST_RETRY_MS, false];
  let timer: NodeJS.Timeout | undefined;

  async function work(): Promise<void> {
    while (wanted && !stopped) {
      wanted = false;
      try {
        await follow();
        [retry, failing] = [FIRST_RETRY_MS, false];
      } catch (error) {
        if (!failing) report(`日志“${log.vkey.name}”的副本没有取成，会再试：${error instanceof Error ? error.message : error}`);
        failing = true;
        timer = setTimeout(wake, retry);
        retry = Math.min(retry * 2, LONGEST_RETRY_MS);
      }
    }
    running = undefined;
  }
  function wake(): void {
    wanted = true;
    if (!stopped) running ??= work();
  }

  async function fetchBytes(path: string, most: number): Promise<Uint8Array> {
    const authorization = signRequest(key, log.vkey.name, path, Math.floor(Date.now() / 1000));
    const response = await fetch(`${log.url}/${path}`, {
      headers: { authorization },
      signal: AbortSignal.timeout(WAIT_MS),
      redirect: 'error',
    });
    if (!response.ok) throw new Error(`${log.url} 答复 ${response.status}`);
    const chunks: Uint8Array[] = [];
    let length = 0;
    for await (const chunk of response.body ?? []) {
      length += chunk.length;
      if (length > most) throw new Error('答复太长');
      chunks.push(chunk);
    }
    return new Uint8Array(Buffer.concat(chunks));
  }

  async function follow(): Promise<void> {
    const note = await latest();
    const size = await files.size();
    if (note === undefined) return;
    const target = peekCheckpoint(note);
    if (target.size > size) {
      const tree = await files.readTree(size);
      for (let n = Math.floor(size / TILE_WIDTH); n * TILE_WIDTH < target.size; n++) await copyBundle(tree, n, size, target.size);
      if (!sameBytes(tree.frontier.root(), target.root)) throw new Error('取来的登记与见证过的日志不一致，没有采用');
      for (const { tile, bytes } of partialTiles(tree)) await files.writeTile(tile, bytes);
      await files.writeKey(log.text);
      await files.finish(note);
    }
    await eraseWhatWasErased(target.size);
  }

  /** Copies what a bundle has beyond `kept` entries of the log. Crash point: nothing of it counts before the checkpoint is written. */
  async function copyBundle(tree: MirrorTree, n: number, kept: number, size: number): Promise<void> {
    const width = widthAt(size, 'entries', n);
    const bundle = await fetchBytes(tilePath({ level: 'entries', n, width }), MAX_BUNDLE);
    const entries = parseBundle(bundle);
    if (entries.length !== width) throw new Error('取来的登记条数不对');
    const full: Promise<void>[] = [];
    for (const entry of entries.slice(Math.max(0, kept - n * TILE_WIDTH)))
      grow(tree, leafHash(entry), (tile, bytes) => void full.push(files.writeTile(tile, bytes)));
    await Promise.all(full);
    await copySealed(n, Math.max(0, kept - n * TILE_WIDTH), width);
    await files.writeTile({ level: 'entries', n, width }, bundle);
  }

  async function copySealed(n: number, kept: number, width: number): Promise<void> {
    for (let have = kept; have < width; ) {
      const bytes = await fetchBytes(`sealed/${n * TILE_WIDTH + have}/${n * TILE_WIDTH + width}`, MAX_SEALED);
      const { records, length } = parseRecords(bytes);
      if (records.length === 0 || length !== bytes.length || have + records.length > width) throw new Error('取来的封存件不完整');
      await files.appendSealed(n, have, records);
      have += records.length;
    }
  }

  /** Each erasure must be an event of the log, and erases one payload before it: nobody can empty the mirror unseen. */
  async function eraseWhatWasErased(size: number): Promise<void> {
    for (let from = await files.erasedTo(); from < size; ) {
      const list = JSON.parse(fromUtf8(await fetchBytes(`erased/${from}/${size}`, MAX_BUNDLE))) as { index: number; by: number }[];
      for (const { index, by } of list) {
        const bundle = await files.readTile({
          level: 'entries',
          n: Math.floor(by / TILE_WIDTH),
          width: widthAt(size, 'entries', Math.floor(by / TILE_WIDTH)),
        });
        const entry = bundle && parseBundle(bundle)[by % TILE_WIDTH];
        if (!entry || by < from || !(index >= 0 && index < by) || parseHeader(entry).type !== ERASING)
          throw new Error('删除通知与日志不符，没有照办');
        await files.erase(index);
        from = by + 1;
      }
      if (list.length === 0) from = size;
      await files.noteErasedTo(from);
    }
  }

  wake();
  return {
    wake,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
