// witness/mirror.ts —— 副本:follows a log as far as it was cosigned, asking for each piece under the witness's own signature
import type { Signer } from '../src/ledger/proof/note.ts';
import { signRequest } from '../src/ledger/proof/witnessRequest.ts';
import type { KnownLog } from './configuration.ts';
import { copyUpTo, type Fetch } from './copying.ts';
import type { MirrorFiles } from './mirrorFiles.ts';

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

/** Starts following; a failed step is reported once and tried again, ever more rarely. */
export function openMirror({ log, key, files, latest, report }: Options): Mirror {
  const get = fetchFrom(log, key);
  let [running, wanted, stopped] = [undefined as Promise<void> | undefined, false, false];
  let [retry, failing] = [FIRST_RETRY_MS, false];
  let timer: NodeJS.Timeout | undefined;

  async function work(): Promise<void> {
    while (wanted && !stopped) {
      wanted = false;
      try {
        const note = await latest();
        if (note !== undefined) await copyUpTo(files, get, note, log.text);
        [retry, failing] = [FIRST_RETRY_MS, false];
      } catch (error) {
        if (!failing) report(`日志“${log.vkey.name}”的副本没有取成，会再试：${error instanceof Error ? error.message : error}`);
        failing = true;
        clearTimeout(timer);
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

function fetchFrom({ url, vkey }: Options['log'], key: Signer): Fetch {
  return async (path, most) => {
    const authorization = signRequest(key, vkey.name, path, Math.floor(Date.now() / 1000));
    const response = await fetch(`${url}/${path}`, { headers: { authorization }, signal: AbortSignal.timeout(WAIT_MS), redirect: 'error' });
    if (!response.ok) throw new Error(`${url} 答复 ${response.status}`);
    const chunks: Uint8Array[] = [];
    let length = 0;
    for await (const chunk of response.body ?? []) {
      length += chunk.length;
      if (length > most) throw new Error('答复太长');
      chunks.push(chunk);
    }
    return new Uint8Array(Buffer.concat(chunks));
  };
}
