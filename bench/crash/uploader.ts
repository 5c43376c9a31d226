// bench/crash/uploader.ts —— 传证据的人:uploads in pieces, and after the crash goes on where the server says it stopped
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Crashed, Seat } from '../crash.ts';
import { Unexpected } from './clerk.ts';
import type { Acknowledged } from './judge.ts';

const PIECES = 6;
const photo = readFileSync(new URL('../../agencies/panjin/demo/reed-marsh-overview.jpg', import.meta.url));

type Upload = { bytes: Uint8Array<ArrayBuffer>; digest: string; path: string; offset: number; interrupted: boolean };

/** An uploader keeps his unfinished upload from round to round; the promise rejects when the connection breaks. */
export function openUploader(
  { token }: Seat,
  acknowledged: Acknowledged,
  crashed: Crashed,
): (base: string, killed: AbortSignal) => Promise<never> {
  let current: Upload | undefined;
  return async (base, killed) => {
    const send = (path: string, method: string, headers: Record<string, string>, body?: Uint8Array<ArrayBuffer>) =>
      fetch(new URL(path, base), {
        method,
        headers: { cookie: `heming=${token}`, origin: base, 'tus-resumable': '1.0.0', ...headers },
        body,
      });
    if (current) current.offset = await resumeAt(current);
    for (;;) {
      while (!acknowledged.open) await sleep(10, undefined, { signal: killed });
      current ??= await announce(acknowledged.open);
      await finish(current);
      current = undefined;
    }

    async function announce(caseId: string): Promise<Upload> {
      const bytes = new Uint8Array(Buffer.concat([photo, randomBytes(200_000)]));
      const digest = createHash('sha256').update(bytes).digest('hex');
      const claims = { filename: '苇田.jpg', mediaType: 'image/jpeg', sha256: digest, caseId };
      const metadata = Object.entries(claims)
        .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
        .join(',');
      const created = await send('/api/uploads', 'POST', { 'upload-length': String(bytes.length), 'upload-metadata': metadata });
      if (created.status !== 201) throw new Unexpected(`上传登记得到 ${created.status}：${(await created.text()).slice(0, 300)}`);
      return { bytes, digest, path: new URL(created.headers.get('location')!, base).pathname, offset: 0, interrupted: false };
    }

    async function resumeAt(upload: Upload): Promise<number> {
      const told = await send(upload.path, 'HEAD', {});
      const offset = Number(told.headers.get('upload-offset'));
      if (told.status !== 200 && told.status !== 204) throw new Unexpected(`续传查询得到 ${told.status}`);
      if (offset < upload.offset) throw new Unexpected(`续传时少了已确认的 ${upload.offset - offset} 字节`);
      upload.interrupted = true;
      return offset;
    }

    async function finish(upload: Upload): Promise<void> {
      const piece = Math.ceil(upload.bytes.length / PIECES);
      for (;;) {
        const body = upload.bytes.slice(upload.offset, upload.offset + piece);
        const headers = { 'upload-offset': String(upload.offset), 'content-type': 'application/offset+octet-stream' };
        const sent = await send(upload.path, 'PATCH', headers, body);
        const text = await sent.text();
        if (!sent.ok) throw new Unexpected(`上传得到 ${sent.status}：${text.slice(0, 300)}`);
        upload.offset += body.length;
        const item = sent.headers.get('heming-evidence');
        if (!item) continue;
        acknowledged.evidence.push({ item, digest: upload.digest });
        crashed.resumed += upload.interrupted ? 1 : 0;
        return;
      }
    }
  };
}
