// src/ledger/keep/ownEvents.ts —— 日志自身的记录:what the log says of itself; needed to read it, so never erased and never sealed

/** The first event: the log's key. */
export const LOG_STARTED = 'logStarted';
/** A payload was lawfully erased. */
export const PAYLOAD_ERASED = 'payloadErased';
/** The keys that open personal data were replaced. */
export const KEYS_ROTATED = 'keysRotated';
/** All of them. */
export const ownEvents: ReadonlySet<string> = new Set([LOG_STARTED, PAYLOAD_ERASED, KEYS_ROTATED]);
