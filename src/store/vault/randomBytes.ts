// src/store/vault/randomBytes.ts —— 随机字节:drawn in advance, because asking costs more than having
import { randomFillSync } from 'node:crypto';

const pool = Buffer.alloc(8192);
let next = pool.length;

/** So many random bytes, fit for keys, salts and nonces; each is given out once and then wiped from the pool. */
export function freshBytes(count: number): Buffer<ArrayBuffer> {
  const bytes = Buffer.from(new ArrayBuffer(count));
  if (count > pool.length / 4) return randomFillSync(bytes);
  if (next + count > pool.length) {
    randomFillSync(pool);
    next = 0;
  }
  pool.copy(bytes, 0, next, next + count);
  pool.fill(0, next, next + count);
  next += count;
  return bytes;
}
