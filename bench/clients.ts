// bench/clients.ts —— 一组客户端:starts the client process and hands it loads, one at a time
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Load, Loaded } from './client.ts';

/** A client process. run() throws when any answer was no success: a bench of failures would be fast and worthless. */
export type Clients = { run(load: Load): Promise<Loaded>; close(): void };

/** Starts the client process. */
export function openClients(): Clients {
  const child = fork(join(import.meta.dirname, 'client.ts'), { execArgv: ['--disable-warning=ExperimentalWarning'] });
  return {
    async run(load) {
      const answered = once(child, 'message');
      child.send(load);
      const [loaded] = (await answered) as [Loaded];
      if (loaded.odd !== undefined) throw new Error(`a request of the bench was refused: ${loaded.odd}`);
      return loaded;
    },
    close: () => void child.disconnect(),
  };
}

/** A request as it goes over the wire, from a signed-in page of our own. */
export function wireRequest(
  port: number,
  request: { method: string; path: string; token?: string; headers?: Record<string, string>; body?: unknown },
): string {
  const { method, path, token, headers = {}, body } = request;
  const text = body === undefined ? '' : JSON.stringify(body);
  const lines = [
    `${method} ${path} HTTP/1.1`,
    `host: 127.0.0.1:${port}`,
    ...(token ? [`cookie: heming=${token}`] : []),
    ...(method === 'GET'
      ? []
      : [
          `origin: http://127.0.0.1:${port}`,
          'sec-fetch-site: same-origin',
          'content-type: application/json',
          `content-length: ${Buffer.byteLength(text)}`,
        ]),
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  return `${lines.join('\r\n')}\r\n\r\n${text}`;
}
