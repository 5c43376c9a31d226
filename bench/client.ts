// bench/client.ts —— 客户端:a process of its own that sends prepared requests over kept-alive connections, as cheaply as it can
// Forked by openClients(); raw sockets, because an HTTP client library would cost as much as the server it measures.
import { connect, type Socket } from 'node:net';

/** What the parent sends: requests as they go over the wire, and over how many connections. */
export type Load = { port: number; connections: number; requests: string[] };
/** What comes back: answers by status, the first that was no success, and how long all took and each waited, in ms. */
export type Loaded = { statuses: Record<number, number>; odd?: string; ms: number; waits: number[] };

/** Sends one request after another over one connection and waits for each answer. */
function openConnection(port: number) {
  const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true });
  let held = Buffer.alloc(0);
  let waiting: { resolve: (answer: { status: number; text: string }) => void; reject: (error: Error) => void } | undefined;
  socket.on('data', (bytes) => {
    held = held.length === 0 ? bytes : Buffer.concat([held, bytes]);
    const answer = readAnswer(held);
    if (!answer) return;
    held = held.subarray(answer.end);
    waiting?.resolve(answer);
  });
  socket.on('error', (error) => waiting?.reject(error));
  socket.on('close', () => waiting?.reject(new Error('connection closed')));
  return {
    ask: (request: string) =>
      new Promise<{ status: number; text: string }>((resolve, reject) => {
        waiting = { resolve, reject };
        socket.write(request);
      }),
    close: () => socket.destroy(),
  };
}

function readAnswer(bytes: Buffer): { status: number; text: string; end: number } | undefined {
  const head = bytes.indexOf('\r\n\r\n');
  if (head < 0) return undefined;
  const headers = bytes.toString('latin1', 0, head);
  const status = Number(headers.slice(9, 12));
  const length = /\r\ncontent-length: (\d+)/i.exec(headers);
  if (length) {
    const end = head + 4 + Number(length[1]);
    return bytes.length < end ? undefined : { status, text: bytes.toString('utf8', head + 4, end), end };
  }
  if (!/\r\ntransfer-encoding: chunked/i.test(headers)) return { status, text: '', end: head + 4 };
  const last = bytes.indexOf('\r\n0\r\n\r\n', head + 2); // bodies here are JSON or HTML without such a sequence
  return last < 0 ? undefined : { status, text: bytes.toString('utf8', head + 4, last), end: last + 7 };
}

async function run({ port, connections, requests }: Load): Promise<Loaded> {
  const loaded: Loaded = { statuses: {}, ms: 0, waits: [] };
  const open = Array.from({ length: connections }, () => openConnection(port));
  const begin = performance.now();
  let next = 0;
  await Promise.all(
    open.map(async ({ ask }) => {
      while (next < requests.length) {
        const asked = performance.now();
        const { status, text } = await ask(requests[next++]!);
        loaded.waits.push(performance.now() - asked);
        loaded.statuses[status] = (loaded.statuses[status] ?? 0) + 1;
        if (status >= 300) loaded.odd ??= `${status} ${text.slice(0, 500)}`;
      }
    }),
  );
  loaded.ms = performance.now() - begin;
  for (const { close } of open) close();
  return loaded;
}

process.on('message', (load: Load) => {
  run(load).then(
    (loaded) => process.send?.(loaded),
    (error) => process.send?.({ statuses: {}, odd: String(error), ms: 0, waits: [] } satisfies Loaded),
  );
});
process.on('disconnect', () => process.exit(0));
