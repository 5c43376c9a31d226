// src/ledger/export.test.ts —— the export as a stranger reads it: this reader knows the specifications and nothing of our code
import assert from 'node:assert/strict';
import { createHash, createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { after, test } from 'node:test';
import { cosignerOf } from '../../witness/key.ts';
import { exportLog } from './export.ts';
import { openLog } from './log.ts';
import { cosign, parseVkey } from './proof/note.ts';
import { append, draft, newLogOptions, openTestBed } from './testdata/testLog.ts';
import { keepCosignature, newestCheckpoint } from './vouching/cosignatures.ts';

const sha256 = (...parts: Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest();

// tlog-tiles: "zero-padded 3-digit path elements. All but the last path element MUST begin with an x"
function pathOf(level: string, n: number, width: number): string {
  const digits = `${n}`.padStart(3 * Math.ceil(`${n}`.length / 3), '0');
  const elements = digits.match(/\d{3}/g)!;
  return (
    ['tile', level, ...elements.slice(0, -1).map((element) => `x${element}`), elements.at(-1)].join('/') +
    (width < 256 ? `.p/${width}` : '')
  );
}

// RFC 6962, section 2.1
function mth(leaves: Uint8Array[]): Uint8Array {
  if (leaves.length === 0) return sha256();
  if (leaves.length === 1) return leaves[0]!;
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return sha256(Uint8Array.of(1), mth(leaves.slice(0, k)), mth(leaves.slice(k)));
}

// signed-note, tlog-checkpoint, tlog-cosignature
function readCheckpoint(text: string, vkeys: string[]) {
  const at = text.lastIndexOf('\n\n');
  const [body, lines] = [
    text.slice(0, at + 1),
    text
      .slice(at + 2)
      .split('\n')
      .slice(0, -1),
  ];
  const [origin, size, root, ...rest] = body.split('\n');
  assert.deepEqual(rest, ['']);
  const signers = vkeys.map((vkey) => {
    const [name, id, key] = [vkey.slice(0, vkey.indexOf('+')), ...vkey.slice(vkey.indexOf('+') + 1).split(/\+(.*)/s)];
    const typed = Buffer.from(key!, 'base64');
    assert.equal(
      sha256(Buffer.from(`${name}\n`), typed)
        .subarray(0, 4)
        .toString('hex'),
      id,
    );
    const line = lines.find((each) => each.startsWith(`— ${name} `))!;
    const bytes = Buffer.from(line.split(' ')[2]!, 'base64');
    assert.equal(bytes.subarray(0, 4).toString('hex'), id);
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: typed.subarray(1).toString('base64url') };
    const publicKey = createPublicKey({ key: jwk, format: 'jwk' });
    const time = typed[0] === 4 ? bytes.readBigUInt64BE(4) : undefined;
    const signed = time === undefined ? body : `cosignature/v1\ntime ${time}\n${body}`;
    assert.ok(verify(null, Buffer.from(signed), publicKey, bytes.subarray(time === undefined ? 4 : 12)), name);
    return name;
  });
  assert.equal(lines.length, signers.length, 'no other lines');
  return { origin, size: Number(size), root: Buffer.from(root!, 'base64') };
}

const bed = await openTestBed();
after(() => bed.close());
const filesIn = (directory: string) =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)));

/** Reads an export whole; gives its files, every one of which the specification asks for. */
function readExport(directory: string, vkeys: string[], withEntries: boolean): number {
  const bytes = (path: string) => readFileSync(join(directory, path));
  const { size, root } = readCheckpoint(bytes('checkpoint').toString(), vkeys);
  const expected = ['checkpoint', 'vkey'];
  const leaves: Uint8Array[] = [];
  for (let level = 0; Math.floor(size / 256 ** level) > 0; level++) {
    const hashes = Math.floor(size / 256 ** level);
    for (let n = 0; n * 256 < hashes; n++) {
      const width = Math.min(256, hashes - n * 256);
      const path = pathOf(`${level}`, n, width);
      expected.push(path);
      const tile = bytes(path);
      assert.equal(tile.length, width * 32, path);
      for (let i = 0; i < width; i++) {
        const hash = tile.subarray(i * 32, i * 32 + 32);
        if (level === 0) leaves.push(hash);
        else assert.deepEqual(Buffer.from(mth(leaves.slice((n * 256 + i) * 256 ** level, (n * 256 + i + 1) * 256 ** level))), hash, path);
      }
    }
  }
  assert.deepEqual(Buffer.from(mth(leaves)), root);
  for (let n = 0; withEntries && n * 256 < size; n++) {
    const path = pathOf('entries', n, Math.min(256, size - n * 256));
    expected.push(path);
    const bundle = bytes(path);
    let [at, count] = [0, 0];
    for (; at < bundle.length; count++) {
      const end = at + 2 + bundle.readUInt16BE(at);
      assert.deepEqual(sha256(Uint8Array.of(0), bundle.subarray(at + 2, end)), Buffer.from(leaves[n * 256 + count]!));
      at = end;
    }
    assert.deepEqual([at, count], [bundle.length, Math.min(256, size - n * 256)], path);
  }
  assert.deepEqual(filesIn(directory).sort(), expected.sort(), 'these files and no others');
  return size;
}

test('checkpoint, cosignature, tiles and bundles are what the specifications say, at sizes around full tiles', async () => {
  const options = newLogOptions(bed.directory);
  const log = await openLog(bed.db, options);
  const witness = cosignerOf('witness.example/w', generateKeyPairSync('ed25519').privateKey);
  for (const size of [1, 2, 256, 257, 600]) {
    await append(log, ...Array.from({ length: size - log.status().size }, () => draft()));
    await log.sign();
    const newest = (await newestCheckpoint(bed.db, log.agency))!;
    await keepCosignature(bed.db, log.agency, newest, parseVkey(witness.vkey), cosign(newest.note, witness, 1_750_000_000));
    const directory = join(bed.directory, `export-${size}`);
    await exportLog(log, directory, { entries: true });
    assert.equal(readExport(directory, [log.vkey, witness.vkey], true), size);
  }
  await log.close();
});

test('headers are exported only when asked for, and an export goes on from the last one', async () => {
  const log = await openLog(bed.db, newLogOptions(bed.directory));
  const directory = join(bed.directory, 'public');
  await log.sign();
  assert.deepEqual(await exportLog(log, directory), { size: 1, written: 1 });
  assert.equal(readExport(directory, [log.vkey], false), 1);
  assert.ok(!existsSync(join(directory, 'tile', 'entries')));
  assert.deepEqual(await exportLog(log, directory), { size: 1, written: 0 });
  await log.close();
});
