// src/console/act/writing/upload.ts —— 上传:the digest is computed here first, the bytes go in parts and go on where they stopped
import { sha256 } from '@noble/hashes/sha2.js';
import { Upload } from 'tus-js-client';
import { toHex } from '../../../base/bytes.ts';
import type { Problem } from '../../wire/http.ts';

const stopped = '已停止，再选一次这个文件会接着传。';
const PART = 4 * 1024 * 1024;
export type Progress = { stage: 'digest' | 'sending'; done: number };
export type Taken = { id: string; existing: boolean };

/** SHA-256 of a file in hex, part by part, so that a long video never stands in memory whole; crypto.subtle is missing on plain http. */
async function digestOfFile(file: Blob, onProgress: (done: number) => void, signal?: AbortSignal): Promise<string> {
  const hash = sha256.create();
  for (let at = 0; at < file.size; at += PART) {
    if (signal?.aborted) throw new Error(stopped);
    hash.update(new Uint8Array(await file.slice(at, at + PART).arrayBuffer()));
    onProgress(Math.min(1, (at + PART) / file.size));
  }
  return toHex(hash.digest());
}

/** Takes a file in as evidence of the case. Rejects with a sentence from the server, or one that says it can be resumed. */
export async function takeIn(file: File, caseId: string, onProgress: (progress: Progress) => void, signal: AbortSignal): Promise<Taken> {
  const digest = await digestOfFile(file, (done) => onProgress({ stage: 'digest', done }), signal);
  const metadata = { filename: file.name, mediaType: file.type, sha256: digest, caseId };
  return new Promise((resolve, reject) => {
    let taken: Taken | undefined;
    const upload = new Upload(file, {
      endpoint: '/api/uploads',
      metadata,
      chunkSize: PART,
      retryDelays: [0, 1000, 3000, 8000],
      removeFingerprintOnSuccess: true,
      // The same bytes for the same case go on where an interrupted upload stopped, whatever the file is now called.
      fingerprint: async () => `heming-${caseId}-${digest}`,
      onProgress: (sent, total) => onProgress({ stage: 'sending', done: total ? sent / total : 1 }),
      onAfterResponse: (_request, response) => {
        const id = response.getHeader('heming-item') ?? response.getHeader('heming-evidence');
        if (id) taken = { id, existing: response.getHeader('heming-existing') === '1' || saysExisting(response.getBody()) };
      },
      onShouldRetry: (error) => (error.originalResponse?.getStatus() ?? 0) === 0 || error.originalResponse!.getStatus() >= 500,
      onSuccess: () => (taken ? resolve(taken) : reject(new Error('服务器没有确认入库，请再选一次这个文件，会接着传。'))),
      onError: (error) => reject(new Error(sentenceOf(error))),
    });
    signal.addEventListener('abort', () => {
      void upload.abort();
      reject(new Error(stopped));
    });
    void upload.findPreviousUploads().then((previous) => {
      if (previous[0]) upload.resumeFromPreviousUpload(previous[0]);
      upload.start();
    });
  });
}

const saysExisting = (body: string): boolean => {
  try {
    return (JSON.parse(body) as { existing?: boolean }).existing === true;
  } catch {
    return false;
  }
};

/** The server's own sentence where it gave one. */
function sentenceOf(error: Error & { originalResponse?: { getBody(): string } | null }): string {
  try {
    const { title, detail } = JSON.parse(error.originalResponse?.getBody() ?? '') as Pick<Problem, 'title'> & { detail?: string };
    return detail ? `${title}：${detail}` : title;
  } catch {
    return '传到一半连不上服务器。恢复连接后再选一次这个文件，会从中断处接着传。';
  }
}
