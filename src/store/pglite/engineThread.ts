// src/store/pglite/engineThread.ts —— 引擎线程:the engine in a worker thread, so that a long query does not stop the server
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import { openEngine } from './engine.ts';
import { failStop } from './syncedFiles.ts';

/** An engine, wherever it runs. Requests are answered in the order they were sent. */
export type RemoteEngine = {
  exchange(request: Uint8Array): Promise<Uint8Array>;
  copyTo(target: string): Promise<void>;
  close(): Promise<void>;
};

/** What the main thread asks of the worker: a wire request, or one of the rarer tasks. */
export type Task = Uint8Array | { copyTo: string } | { close: true };
/** What the worker answers: bytes to a request; otherwise nothing, or why it failed. */
export type Reply = Uint8Array | { failed?: string };
/** What the worker is started with. `wake` is counted up for every task. */
export type WorkerStart = { directory: string; port: MessagePort; wake: Int32Array };

/**
 * Deep SQL must reach PostgreSQL's own depth limit (2 MB of its stack) before it exhausts the thread's, which needs some 30 MB, and more
 * where the engine's code was compiled anew. Deep JSON never reaches that limit: it must not get here (see the depth of a draft). Only
 * what is used of a stack takes memory.
 */
const stackSizeMb = 128;

/** The engine in this thread: shorter round trips, but every query stops the event loop. */
export async function openEngineHere(directory: string): Promise<RemoteEngine> {
  const engine = await openEngine(directory);
  return {
    exchange: async (request) => engine.exchange(request),
    copyTo: async (target) => engine.copyTo(target),
    close: () => engine.close(),
  };
}

/** Opens the engine of a directory in a worker thread. Should the thread end by itself, the process does too. */
export async function openEngineThread(directory: string): Promise<RemoteEngine> {
  const { port1: port, port2 } = new MessageChannel();
  const wake = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(new URL('./engineWorker.ts', import.meta.url), {
    workerData: { directory, port: port2, wake },
    transferList: [port2],
    resourceLimits: { stackSizeMb },
  });
  let closed = false;
  worker.on('error', (error) => failStop(`数据库线程异常（${error}）`));
  worker.on('exit', () => closed || failStop('数据库线程意外结束'));
  worker.unref();

  const pending: ((reply: Reply) => void)[] = [];
  port.on('message', (reply: Reply) => {
    pending.shift()?.(reply);
    if (pending.length === 0) port.unref(); // an idle database keeps no process alive
  });
  const expectReply = () =>
    new Promise<Reply>((resolve) => {
      if (pending.push(resolve) === 1) port.ref();
    });
  const ask = (task: Task): Promise<Reply> => {
    const reply = expectReply();
    port.postMessage(task);
    Atomics.add(wake, 0, 1); // after the message: the worker sleeps on this number, which is quicker than its event loop
    Atomics.notify(wake, 0);
    return reply;
  };
  const done = (reply: Reply): void => {
    if (!(reply instanceof Uint8Array) && reply.failed !== undefined) throw new Error(reply.failed);
  };

  try {
    done(await expectReply()); // the worker reports once when open
  } catch (error) {
    closed = true;
    await worker.terminate();
    throw error;
  }
  return {
    exchange: async (request) => (await ask(request)) as Uint8Array,
    copyTo: async (copyTo) => done(await ask({ copyTo })),
    async close() {
      closed = true;
      done(await ask({ close: true }));
      port.close();
      await worker.terminate();
    },
  };
}
