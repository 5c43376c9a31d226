// src/store/pglite/engineWorker.ts —— 引擎线程的另一端:takes tasks one by one and answers each
import { receiveMessageOnPort, workerData } from 'node:worker_threads';
import { type Engine, openEngine } from './engine.ts';
import type { Reply, Task, WorkerStart } from './engineThread.ts';

const { directory, port, wake } = workerData as WorkerStart;

async function perform(engine: Engine, task: Task): Promise<Reply> {
  if (task instanceof Uint8Array) return engine.exchange(task);
  try {
    if ('copyTo' in task) engine.copyTo(task.copyTo);
    else await engine.close();
    return {};
  } catch (error) {
    return { failed: error instanceof Error ? error.message : String(error) };
  }
}

/** Sleeps on the shared number instead of in the event loop: a round trip costs some 20 µs less. */
function nextTask(): Task {
  for (;;) {
    const seen = Atomics.load(wake, 0); // before looking: a task posted in between changes the number, so the wait returns at once
    const received = receiveMessageOnPort(port) as { message: Task } | undefined;
    if (received) return received.message;
    Atomics.wait(wake, 0, seen);
  }
}

let engine: Engine | undefined;
try {
  engine = await openEngine(directory);
  port.postMessage({} satisfies Reply);
} catch (error) {
  port.postMessage({ failed: error instanceof Error ? error.message : String(error) } satisfies Reply);
}
while (engine) port.postMessage(await perform(engine, nextTask()));
