// src/console/wire/http.ts —— 请求:one way to ask the server, with its problems and the network's silence kept apart
import { newId } from '../../base/ids.ts';

/** A refusal the server put into words (RFC 9457); `extras` holds reasons, faults, who was faster. */
export class Problem extends Error {
  override name = 'Problem';
  readonly status: number;
  readonly type: string;
  readonly title: string;
  readonly extras: Record<string, unknown>;
  constructor(body: { status: number; type?: string; title?: string; detail?: string } & Record<string, unknown>) {
    const { status, type = 'about:blank', title = '没有办成', detail = '', ...extras } = body;
    super(detail || title);
    this.status = status;
    this.type = type;
    this.title = title;
    this.extras = extras;
  }
}

/** The request did not arrive, or its answer did not come back: nobody knows whether it counted. */
export class Unreachable extends Error {
  override name = 'Unreachable';
}

const listeners = new Set<(why: string) => void>();
/** Calls back when a session has ended; returns how to stop listening. */
export function onSessionEnd(listener: (why: string) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export type Asked = { method?: 'GET' | 'POST'; body?: unknown; headers?: Record<string, string>; signal?: AbortSignal };

/** Asks the server and returns its JSON. Throws Problem for a refusal, Unreachable when no answer came. */
export async function ask<T>(path: string, { method = 'GET', body, headers = {}, signal }: Asked = {}): Promise<T> {
  const response = await send(path, {
    method,
    signal,
    headers: {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...keyOf(method),
      ...headers,
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (response.ok) return (response.status === 204 ? undefined : await response.json()) as T;
  throw await problemOf(response, path);
}

/** Sends a file as it is and returns the answer's JSON. Throws as `ask` does. */
export async function sendFile<T>(path: string, file: Blob): Promise<T> {
  const headers = { accept: 'application/json', 'content-type': 'application/octet-stream', ...keyOf('POST') };
  const response = await send(path, { method: 'POST', headers, body: file });
  if (response.ok) return (await response.json()) as T;
  throw await problemOf(response, path);
}

/** A browser may send a request twice by itself; a form that is sent again on purpose gives its own key. */
const keyOf = (method: string): Record<string, string> => (method === 'POST' ? { 'idempotency-key': newId() } : {});

async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { credentials: 'same-origin', ...init });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new Unreachable('连不上服务器');
  }
}

async function problemOf(response: Response, path: string): Promise<Error> {
  const body = await response.json().catch(() => undefined);
  // A gateway's own page: the request may never have reached the application.
  if (!body && response.status >= 502) return new Unreachable('连不上服务器');
  const problem = new Problem({ ...(body ?? {}), status: response.status });
  if (problem.status === 401 && path !== '/api/sign-in') for (const listener of listeners) listener(problem.message);
  return problem;
}
