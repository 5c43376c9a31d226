// src/console/wire/drafts.test.ts
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isId } from '../../base/ids.ts';
import { openDrafts } from './drafts.ts';

function memory() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
    key: (i: number) => [...kept.keys()][i] ?? null,
    get length() {
      return kept.size;
    },
  };
}
const place = { person: 'p1', caseId: 'c1', step: 'clueRegistered' };
const draft = { step: 'clueRegistered', on: '2026-03-02', by: ['p1'], particulars: { place: '大洼区' }, seen: 0 };

test('a draft keeps one key over all savings, so that a repeated submission records once', () => {
  const drafts = openDrafts(memory());
  const first = drafts.keep(place, draft);
  assert.ok(isId(first.key));
  const second = drafts.keep(place, { ...first, particulars: { place: '盘山县' } });
  assert.equal(second.key, first.key);
  assert.deepEqual(drafts.read(place)?.particulars, { place: '盘山县' });
});

test('a draft belongs to a person: another one neither reads nor drops it', () => {
  const drafts = openDrafts(memory());
  drafts.keep(place, draft);
  assert.equal(drafts.read({ ...place, person: 'p2' }), undefined);
  assert.equal(drafts.dropAll('p2'), 0);
  assert.deepEqual(drafts.steps('p1', 'c1'), ['clueRegistered']);
  assert.equal(drafts.dropAll('p1'), 1);
  assert.equal(drafts.read(place), undefined);
});

test('an unreadable draft is no draft', () => {
  const storage = memory();
  storage.setItem('heming.draft.p1.c1.clueRegistered', '{');
  assert.equal(openDrafts(storage).read(place), undefined);
});

test('a full storage does not lose the form: the draft is still returned', () => {
  const storage = {
    ...memory(),
    length: 0,
    setItem: () => {
      throw new Error('quota');
    },
  };
  assert.equal(openDrafts(storage).keep(place, draft).on, '2026-03-02');
});
