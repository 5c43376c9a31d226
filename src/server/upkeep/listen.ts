// src/server/upkeep/listen.ts —— 开门:the HTTP(S) server with its limits, and an end that lets running requests finish
import { createServer } from 'node:http';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https';
import { type HttpBindings, serve } from '@hono/node-server';
import { ConfigurationError } from '../configuration.ts';
import { openCertificate, type TlsFiles } from './tls/certificate.ts';

export type Listening = { base: string; port: number; stop(): Promise<void> };

// A whole request may take a quarter of an hour (a long video over a slow line, and tus resumes what is cut); its headers may not.
const limits = { headersTimeout: 20_000, requestTimeout: 900_000, keepAliveTimeout: 10_000, maxHeaderSize: 16_384 };
const GRACE_MS = 3000;

/** Where to listen; with `certificate` it speaks https, and takes a renewed certificate without a restart. */
export type Door = { host: string; port: number; certificate?: TlsFiles; warn?: (sentence: string) => void };
type Fetch = (request: Request, env: HttpBindings) => Response | Promise<Response>;

/** Serves until stopped; throws ConfigurationError when the port is taken or not allowed, or the certificate is not usable. */
export async function listen(fetch: Fetch, { host, port, certificate, warn = () => {} }: Door): Promise<Listening> {
  const tls = certificate && openCertificate(certificate, warn);
  let closing = false;
  // A client that keeps its connection busy would never let it fall idle: the last answer ends it.
  const answer = (request: Request, env: unknown) => {
    const bindings = env as HttpBindings;
    if (closing) bindings.outgoing.setHeader('connection', 'close');
    return fetch(request, bindings);
  };
  const options = tls
    ? { createServer: createTlsServer, serverOptions: { ...limits, ...tls.context } }
    : { createServer, serverOptions: limits };
  const server = await new Promise<Server>((resolve, reject) => {
    const opened = serve({ fetch: answer, port, hostname: host, ...options }, () => resolve(opened)) as Server;
    opened.on('error', (error: NodeJS.ErrnoException) => reject(refusalOf(error, host, port)));
  }).catch((error) => {
    tls?.close();
    throw error;
  });
  tls?.renews((context) => (server as TlsServer).setSecureContext(context));
  const at = server.address() as { port: number };
  const base = `${tls ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${at.port}`;
  return {
    base,
    port: at.port,
    stop() {
      closing = true;
      tls?.close();
      return stop(server);
    },
  };
}

type Server = ReturnType<typeof createServer>;

function refusalOf(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const why = { EADDRINUSE: `端口 ${port} 已被占用`, EACCES: `没有权限使用端口 ${port}`, EADDRNOTAVAIL: `本机没有地址 ${host}` }[
    error.code ?? ''
  ];
  return why === undefined ? error : new ConfigurationError(`${why}。请换一个，例如：PORT=8081 npm start`);
}

/** Running requests finish; those that take longer than the grace are cut, and what they had not committed never was. */
function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), GRACE_MS);
    // A browser keeps its connection after the answer: each is closed as it falls idle.
    const idle = setInterval(() => server.closeIdleConnections(), 50);
    server.close(() => {
      clearTimeout(cut);
      clearInterval(idle);
      resolve();
    });
    server.closeIdleConnections();
  });
}
