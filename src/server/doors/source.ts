// src/server/doors/source.ts —— 从哪里来:the address a request comes from; a proxy is believed only where it is configured
import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';
import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';

/** `127.0.0.1` for `::ffff:127.0.0.1`: one machine, one name. */
const plain = (address: string): string => address.trim().replace(/^::ffff:(?=\d+\.)/i, '');

/** Is an address one of this machine's own? */
export const isLoopback = (address: string | undefined): boolean =>
  address !== undefined && (address === '::1' || (plain(address).startsWith('127.') && isIP(plain(address)) === 4));

/** Did the request come through a proxy? Then the address of its connection says nothing about who asks. */
export const isForwarded = (c: Context): boolean => {
  const headers = headersOf(c);
  return proxies.some((name) => headers[name] !== undefined);
};
const proxies = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'];

/** Node's own reading of the headers: asking the request for one would first make an object of all of them, for every page. */
const headersOf = (c: Context): IncomingHttpHeaders => (c.env as Partial<HttpBindings> | undefined)?.incoming?.headers ?? {};

/** The address at the other end of the connection; undefined for a request that came over none. */
export const peerOf = (c: Context): string | undefined => {
  const address = (c.env as Partial<HttpBindings> | undefined)?.incoming?.socket?.remoteAddress;
  return address === undefined ? undefined : plain(address);
};

/**
 * The address a request comes from. X-Forwarded-For is read from its end, as far as the addresses are trusted proxies: what stands before
 * them anyone can write. An IPv6 customer has a whole /64, so that is what counts as one source.
 */
export function sourceOf(c: Context, trusted: ReadonlySet<string>): string | undefined {
  let source = peerOf(c);
  if (source === undefined || !trusted.has(source)) return source;
  const chain = String(headersOf(c)['x-forwarded-for'] ?? '')
    .split(',')
    .map(plain)
    .filter(Boolean);
  while (trusted.has(source) && chain.length > 0) {
    const before = chain.pop()!;
    if (isIP(before) === 0) break;
    source = before;
  }
  return source;
}

/** What counts as one source: an IPv4 address, or the /64 of an IPv6 address. */
export function networkOf(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = '', tail = ''] = address.split('%')[0]!.split('::');
  const left = head.split(':').filter(Boolean);
  const right = tail.split(':').filter(Boolean);
  const filled = address.includes('::')
    ? [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right]
    : left;
  return `${filled.slice(0, 4).join(':')}::/64`;
}
