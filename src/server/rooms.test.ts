// src/server/rooms.test.ts —— 房间与楼层:a room imports only from floors above it; the browser's rooms know no node:
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative, resolve } from 'node:path';
import { test } from 'node:test';

const root = resolve(import.meta.dirname, '..');
const floors = [
  ['base', 'store'],
  ['law', 'ledger'],
  ['registers', 'evidence', 'ui'],
  ['casework'],
  ['documents'],
  ['archive', 'inspection', 'publication', 'oversight'],
  ['portal', 'console', 'field'],
  ['server'],
];
const floorOf = new Map(floors.flatMap((rooms, floor) => rooms.map((room) => [room, floor] as const)));
/** Rooms (and files) that also run in a browser. */
const browser = [/^base\//, /^law\//, /^ui\//, /^field\//, /^ledger\/proof\//, /^portal\/verifyClient\.ts$/];

type Import = { from: string; to: string };
const sources = readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
  .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
const imports: Import[] = sources.flatMap((from) =>
  [...readFileSync(join(root, from), 'utf8').matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, target]) => ({
    from,
    to: target!.startsWith('.') ? posix.normalize(posix.join(posix.dirname(from), target!)) : target!,
  })),
);
const room = (path: string) => path.split('/')[0]!;
const isTest = (path: string) => /\.test\.tsx?$/.test(path) || /(^|\/)(sample|test)[A-Z]/.test(path);

test('every folder under src is a known room', () => {
  assert.deepEqual(
    [...new Set(sources.map(room))].filter((name) => !floorOf.has(name)),
    [],
  );
});

test('a room imports only from floors above it, never from a neighbour on its floor', () => {
  const wrong = imports
    .filter(({ from, to }) => floorOf.has(room(to)) && room(from) !== room(to))
    .filter(({ from, to }) => !(isTest(from) && room(to) === 'store') && floorOf.get(room(to))! >= floorOf.get(room(from))!)
    .map(({ from, to }) => `${from} → ${to}`);
  assert.deepEqual(wrong, []);
});

test('what runs in a browser imports no node: module', () => {
  const wrong = imports.filter(({ from, to }) => !isTest(from) && browser.some((shape) => shape.test(from)) && to.startsWith('node:'));
  assert.deepEqual(wrong, []);
});

test('a browser file imports only browser files', () => {
  const wrong = imports
    .filter(({ from, to }) => !isTest(from) && browser.some((shape) => shape.test(from)) && floorOf.has(room(to)) && room(to) !== 'console')
    .filter(({ from, to }) => !browser.some((shape) => shape.test(to)) && !isTypeOnly(from, to) && !/\.(css|json)$/.test(to))
    .map(({ from, to }) => `${from} → ${to}`);
  assert.deepEqual(wrong, []);
});

test('only the server room reads the environment', () => {
  const wrong = sources.filter(
    (path) => room(path) !== 'server' && !isTest(path) && /process\.env/.test(readFileSync(join(root, path), 'utf8')),
  );
  assert.deepEqual(wrong, []);
});

test('the ledger has never heard of law, and base knows no domain word', () => {
  assert.deepEqual(
    imports.filter(({ from, to }) => room(from) === 'ledger' && room(to) === 'law'),
    [],
  );
  const words = sources.filter(
    (path) => room(path) === 'base' && !isTest(path) && /处罚|执法|案件|penalty|officer/.test(readFileSync(join(root, path), 'utf8')),
  );
  assert.deepEqual(words, []);
});

test('no barrels: nobody re-exports a folder', () => {
  assert.deepEqual(
    sources.filter((path) => /(^|\/)index\.tsx?$/.test(path)),
    [],
  );
});

test('the walls were really read', () => {
  assert.ok(imports.length > 200 && sources.length > 80, `${imports.length} imports in ${sources.length} files`);
});

function isTypeOnly(from: string, to: string): boolean {
  const text = readFileSync(join(root, from), 'utf8');
  const name = posix.basename(to);
  return [...text.matchAll(/import\s+(type\s+)?[^;]*?from\s+'([^']+)'/g)]
    .filter(([, , target]) => target!.endsWith(name))
    .every(([, type]) => type !== undefined);
}
