// src/server/upkeep/listen.ts —— 开门:the HTTP server with its limits, and an end that lets running requests finish
import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import { ConfigurationError } from '../configuration.ts';

export type Listening = { base: string; port: number; stop(): Promise<void> };

// A whole request may take a quarter of an hour (a long video over a slow line, and tus resumes what is cut); its headers may not.
const limits = { headersTimeout: 20_000, requestTimeout: 900_000, keepAliveTimeout: 10_000, maxHeaderSize: 16_384 };
const GRACE_MS = 3000;

/** Serves until stopped; throws ConfigurationError when the port is taken or not allowed. */
export function listen(
  fetch: (request: Request) => Response | Promise<Response>,
  { host, port }: { host: string; port: number },
): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, port, hostname: host, serverOptions: limits }, (at) => {
      const name = host.includes(':') ? `[${host}]` : host;
      resolve({ base: `http://${name}:${at.port}`, port: at.port, stop: () => stop(server) });
    }) as Server;
    server.on('error', (error: NodeJS.ErrnoException) => {
      const why = { EADDRINUSE: `端口 ${port} 已被占用`, EACCES: `没有权限使用端口 ${port}`, EADDRNOTAVAIL: `本机没有地址 ${host}` }[
        error.code ?? ''
      ];
      reject(why === undefined ? error : new ConfigurationError(`${why}。请换一个，例如：PORT=8081 npm start`));
    });
  });
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
