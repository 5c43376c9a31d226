// src/ledger/keys.ts —— 签名密钥:an Ed25519 key in a PKCS8 PEM file that only its owner can read
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { open, readFile, stat } from 'node:fs/promises';
import { formatVkey, type Signer } from './proof/note.ts';

/** A log's key: it signs, and other keys may be derived from its secret (32 bytes), which never leaves the process. */
export type LogKey = Signer & { secret: Uint8Array };

/** A signer for the log named `origin` from a private key. */
export function signerOf(origin: string, key: KeyObject): LogKey {
  if (key.asymmetricKeyType !== 'ed25519') throw new RangeError('签名密钥不是 Ed25519');
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' });
  const secret = new Uint8Array(key.export({ type: 'pkcs8', format: 'der' }).subarray(-32));
  const vkey = formatVkey(origin, new Uint8Array(spki.subarray(-32)));
  return { vkey, secret, sign: (message) => new Uint8Array(sign(null, message, key)) };
}

/** A fresh signer that is stored nowhere. */
export const newSigner = (origin: string): LogKey => signerOf(origin, generateKeyPairSync('ed25519').privateKey);

/** Loads the key of a log, making it (mode 0600) when the file does not exist; throws when others may read it or it is no Ed25519 key. */
export async function openKey(file: string, origin: string): Promise<LogKey> {
  const found = await stat(file).catch(() => undefined);
  if (!found) return signerOf(origin, await makeKey(file));
  if (process.platform !== 'win32' && found.mode & 0o077) throw new Error(`签名密钥 ${file} 别人也能读。请运行 chmod 600 后重试。`);
  return signerOf(origin, createPrivateKey(await readFile(file)));
}

async function makeKey(file: string): Promise<KeyObject> {
  const { privateKey } = generateKeyPairSync('ed25519');
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(privateKey.export({ type: 'pkcs8', format: 'pem' }));
    await handle.sync();
  } finally {
    await handle.close();
  }
  return privateKey;
}
