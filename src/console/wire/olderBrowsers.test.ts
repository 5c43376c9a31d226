// src/console/wire/olderBrowsers.test.ts
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lacking } from './olderBrowsers.ts';

test('what is filled in for older browsers answers as the standard functions do', () => {
  const list = [3, 1, 2, 1];
  const isOne = (value: unknown) => value === 1;
  const { array, object, map } = lacking;
  for (const i of [0, -1, -4, 9, -9]) assert.equal(array.at.call(list, i), list.at(i));
  assert.equal(array.findLastIndex.call(list, isOne), list.findLastIndex(isOne));
  assert.equal(
    array.findLast.call(list, (value) => value === 9),
    undefined,
  );
  assert.deepEqual(array.toReversed.call(list), list.toReversed());
  assert.deepEqual(array.toSorted.call(list), list.toSorted());
  assert.equal(object.hasOwn({ a: undefined }, 'a'), true);
  assert.deepEqual(
    map.groupBy(list, (value) => value % 2),
    Map.groupBy(list, (value) => value % 2),
  );
});
