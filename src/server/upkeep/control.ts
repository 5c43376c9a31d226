// src/server/upkeep/control.ts —— 本机控制:commands ask the running server through a token that only this machine's owner can read
import { timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { unlink, writeFile } from 'node:fs/promises';
import { request as requestPlain } from 'node:http';
import { request as requestOverTls } from 'node:https';
import { join, resolve } from 'node:path';
import { Hono } from 'hono';
import { newToken } from '../../base/ids.ts';
import { type Configuration, ConfigurationError } from '../configuration.ts';
import { Refused } from '../problems.ts';
import type { Heming } from '../wiring.ts';
import { backUp } from './backup.ts';

/** What a backup holds: signed length of the log, why it goes no further if it does not, number of files. */
export type BackedUp = { size: number; refusal?: string; files: number };
type Control = { url: string; token: string };
const file = (data: string) => join(data, 'control.json');

/** Opens the control routes and writes where to reach them (0600). Returns how to take the note away again. */
export function openControl(heming: Heming): { routes: Hono; announce(url: string): Promise<void>; withdraw(): Promise<void> } {
  const token = newToken();
  const routes = new Hono();
  routes.post('/control/backup', async (c) => {
    const given = Buffer.from(c.req.header('authorization') ?? '');
    const wanted = Buffer.from(`Bearer ${token}`);
    if (given.length !== wanted.length || !timingSafeEqual(given, wanted))
      throw new Refused(403, 'control', '已拒绝', '只有本机的备份命令可以调用。');
    const { target } = (await c.req.json()) as { target: string };
    const { size, refusal, files } = await backUp(heming, resolve(target)).catch((error) => {
      throw error instanceof ConfigurationError ? new Refused(422, 'backup', '没有备份', error.message) : error;
    });
    return c.json({ size, refusal, files: Object.keys(files).length });
  });
  return {
    routes,
    announce: (url) => writeFile(file(heming.configuration.data), JSON.stringify({ url, token }), { mode: 0o600 }),
    withdraw: () => unlink(file(heming.configuration.data)).catch(() => {}),
  };
}

/** Asks the server that holds the data directory for a backup. Throws with what to do when it does not answer. */
export async function askForBackup({ data }: Configuration, target: string): Promise<BackedUp> {
  let control: Control;
  try {
    control = JSON.parse(readFileSync(file(data), 'utf8')) as Control;
  } catch {
    throw new Error('数据目录正被另一个进程使用，但它不是运行中的服务。请等它结束后重试。');
  }
  const { status, text } = await ask(control, JSON.stringify({ target: resolve(target) }));
  const answer = JSON.parse(text || '{}') as BackedUp & { detail?: string };
  if (status !== 200) throw new Error(answer.detail ?? '服务没有完成备份，请查看服务的输出。');
  return answer;
}

/**
 * Sends the request and waits as long as the copying takes, hours for large originals: fetch would give up after five minutes. The address
 * and the token come from a file of ours, so the server's certificate, made for its public name, is not asked to fit this one.
 */
function ask({ url, token }: Control, body: string): Promise<{ status: number; text: string }> {
  const address = new URL('/control/backup', url);
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  const request = address.protocol === 'https:' ? requestOverTls : requestPlain;
  return new Promise((resolve, reject) => {
    request(address, { method: 'POST', headers, rejectUnauthorized: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      response.on('end', () => resolve({ status: response.statusCode!, text }));
      response.on('error', reject);
    })
      .on('error', () => reject(new Error('服务在备份完成以前中断了，备份不完整。请查看服务的输出，换一个新目录重试。')))
      .end(body);
  });
}
