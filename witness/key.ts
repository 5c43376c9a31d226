// witness/key.ts —— 见证密钥:the witness's own Ed25519 key, made once, readable by its owner only
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { toBase64Url } from '../src/base/bytes.ts';
import { COSIGNATURE_TYPE, formatVkey, installVerify, parseVkey, type Signer } from '../src/ledger/proof/note.ts';
import { readIfThere, replaceFile } from './durable.ts';

// The same results as the portable check, ten times faster.
installVerify((signature, message, key) =>
  verify(null, message, createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: toBase64Url(key) }, format: 'jwk' }), signature),
);

/** A cosigner named `name` from a private key. */
export function cosignerOf(name: string, key: KeyObject): Signer {
  if (key.asymmetricKeyType !== 'ed25519') throw new RangeError('见证密钥不是 Ed25519');
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' });
  const vkey = formatVkey(name, new Uint8Array(spki.subarray(-32)), COSIGNATURE_TYPE);
  return { vkey, sign: (message) => new Uint8Array(sign(null, message, key)) };
}

/** The key of a witness directory, made at the first start under `name`; throws in Chinese when others may read it or the name differs. */
export async function openCosigner(directory: string, name: string | undefined): Promise<Signer> {
  const [keyFile, vkeyFile] = [join(directory, 'witness.pem'), join(directory, 'witness.vkey')];
  const pem = await readIfThere(keyFile);
  if (!pem) {
    const { privateKey } = generateKeyPairSync('ed25519');
    const made = cosignerOf(name ?? 'heming.local/witness', privateKey);
    await replaceFile(vkeyFile, `${made.vkey}\n`); // the name first: a key without its name could get another one
    await replaceFile(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }));
    return made;
  }
  if (process.platform !== 'win32' && (await stat(keyFile)).mode & 0o077)
    throw new Error(`见证密钥 ${keyFile} 别人也能读。请运行 chmod 600 后重试。`);
  const vkey = (await readIfThere(vkeyFile))?.toString().trim() ?? '';
  const cosigner = cosignerOf(parseVkey(vkey).name, createPrivateKey(pem));
  if (cosigner.vkey !== vkey) throw new Error(`${vkeyFile} 与见证密钥不符。请找回原来的文件。`);
  if (name !== undefined && name !== parseVkey(vkey).name)
    throw new Error(`这个目录的见证名称是“${parseVkey(vkey).name}”，不能改成“${name}”。请去掉 HEMING_WITNESS_NAME，或者换一个新目录。`);
  return cosigner;
}
