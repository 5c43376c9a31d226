// src/server/faults/preload.ts —— for tests: a server process whose database thread meets a failing disk on orders from a file (node --import)
import { appendFileSync, readFileSync, statSync } from 'node:fs';
import { isMainThread, workerData } from 'node:worker_threads';
import { diskError, type Fault, intercept } from './failingDisk.ts';

/** What the file says: a fault for the database's thread; a new `order` starts counting anew. */
export type Orders = Fault & { order: number };

const { HEMING_FAILING_DISK: path } = process.env;
const isEngine = !isMainThread && (workerData as { wake?: unknown } | null)?.wake !== undefined;

if (path && isEngine) {
  const [read, stat, append] = [readFileSync, statSync, appendFileSync]; // before they are replaced
  let [order, count, busy] = [0, 0, false];
  await intercept((name) => {
    if (busy) return;
    busy = true;
    try {
      const orders = stat(path, { throwIfNoEntry: false }) && (JSON.parse(read(path, 'utf8')) as Orders);
      if (!orders) return;
      if (orders.order !== order) [order, count] = [orders.order, 0];
      count += 1;
      append(`${path}.seen`, `${order} ${name}\n`);
      if (count === orders.at || (orders.lasting && count > orders.at && orders.at > 0)) throw diskError(name, orders.code);
    } finally {
      busy = false;
    }
  });
}
