// src/store/vault/keyFiles.ts —— 主密钥:key-encryption keys as files outside the database, readable by their owner only
import { createCipheriv, createDecipheriv, hash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataKey } from './envelope.ts';

/** A key-encryption key; its id is the beginning of its digest, so that a wrong file is known at once. */
export type MasterKey = { id: string; secret: Uint8Array };

/** A key that is missing, not ours, or open to others; the message is a Chinese sentence saying what to do. */
export class VaultClosed extends Error {
  override name = 'VaultClosed';
}

const idOf = (secret: Uint8Array): string => hash('sha256', Buffer.concat([Buffer.from('heming-master/v1'), secret]), 'hex').slice(0, 16);
const fileOf = (folder: string, id: string): string => join(folder, `personal-data-${id}.key`);

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync();
  await handle.close();
}

/** Makes a key and its file (0600), durable when it returns. */
export async function makeMasterKey(folder: string): Promise<MasterKey> {
  const secret = randomBytes(32);
  const id = idOf(secret);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const handle = await open(fileOf(folder, id), 'wx', 0o600);
  try {
    await handle.writeFile(`${secret.toString('base64')}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await syncFolder(folder);
  return { id, secret };
}

/** Reads a key from its file; throws VaultClosed. */
export async function readMasterKey(folder: string, id: string): Promise<MasterKey> {
  const file = fileOf(folder, id);
  const found = await stat(file).catch(() => undefined);
  if (!found)
    throw new VaultClosed(
      `打不开个人信息：缺少密钥文件 ${file}。请从备份的 keys 目录找回，放回原处（或者用 HEMING_KEYS 指明它所在的目录）。`,
    );
  if (process.platform !== 'win32' && found.mode & 0o077) throw new VaultClosed(`密钥文件 ${file} 别人也能读。请运行 chmod 600 后重试。`);
  const secret = Buffer.from((await readFile(file, 'utf8')).trim(), 'base64');
  if (secret.length !== 32 || idOf(secret) !== id) throw new VaultClosed(`密钥文件 ${file} 的内容不对。请从备份的 keys 目录找回。`);
  return { id, secret };
}

/** Removes a key that nothing is wrapped with any more. */
export async function removeMasterKey(folder: string, id: string): Promise<void> {
  await rm(fileOf(folder, id), { force: true });
  if (existsSync(folder)) await syncFolder(folder);
}

/** A data key as the database keeps it: nonce ‖ ciphertext ‖ tag. */
export function wrap(master: MasterKey, { id, secret }: DataKey): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', master.secret, nonce).setAAD(Buffer.from(`${master.id}/${id}`));
  return Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
}

/** The data key in a wrapping; throws VaultClosed when it was wrapped with another key or changed. */
export function unwrap(master: MasterKey, id: string, wrapped: Uint8Array): DataKey {
  const bytes = Buffer.from(wrapped);
  try {
    const decipher = createDecipheriv('aes-256-gcm', master.secret, bytes.subarray(0, 12), { authTagLength: 16 });
    decipher.setAAD(Buffer.from(`${master.id}/${id}`)).setAuthTag(bytes.subarray(-16));
    return { id, secret: Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]) };
  } catch {
    throw new VaultClosed(`数据密钥 ${id} 打不开：它被改动过，或者主密钥 ${master.id} 不是原来的那一把。请从备份恢复。`);
  }
}
