// src/documents/templates.test.ts —— a template once used is never edited: its files keep the digests of the manifest
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { toHex } from '../base/bytes.ts';
import { sha256 } from '../base/digest.ts';

const directory = join(import.meta.dirname, 'templates');

test('every template version is exactly what the manifest says; a change needs a new version', () => {
  const manifest = JSON.parse(readFileSync(join(directory, 'manifest.json'), 'utf8')) as Record<string, Record<string, string>>;
  const folders = readdirSync(directory, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const found = folders.map(({ name: version }) => {
    const files = readdirSync(join(directory, version)).sort();
    return [version, Object.fromEntries(files.map((file) => [file, toHex(sha256(readFileSync(join(directory, version, file))))]))];
  });
  assert.deepEqual(Object.fromEntries(found), manifest);
});

test('templates are self-contained: no package from a network, nothing from outside their own folder', () => {
  for (const { name } of readdirSync(directory, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
    for (const file of readdirSync(join(directory, name))) {
      const source = readFileSync(join(directory, name, file), 'utf8');
      for (const [, target] of source.matchAll(/#?(?:import|include)\s+"([^"]*)"/g))
        assert.match(target!, /^[a-z]+\.typ$/, `${name}/${file}`);
    }
  }
});
