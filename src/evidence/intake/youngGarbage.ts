// src/evidence/intake/youngGarbage.ts —— 小回收:gives back the buffers of received bytes while they are few
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as (options: { type: 'minor' }) => void;

/**
 * Every piece of a request's body comes in a buffer of its own outside V8's heap, of which V8 lets some 64 MiB pile up before it looks; a
 * collection of the young generation frees them in a millisecond.
 */
export const collectYoung = (): void => collect({ type: 'minor' });
