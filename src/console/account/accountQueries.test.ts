// src/console/account/accountQueries.test.ts —— what a person is told after signing in: only what is new since the sign-in before
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Account, sinceLast } from './accountQueries.ts';

const account = (more: Partial<Account>): Account => ({
  ...{ login: 'zhaoyan', passwordSetAt: '2026-03-01T00:00:00.000Z', factor: { required: false, since: null, recoveryCodesLeft: 0 } },
  ...{ signIns: [], changes: [], ...more },
});
const at = (day: number) => `2026-03-0${day}T01:00:00.000Z`;

test('failures and changes by others count from the sign-in before this one', () => {
  const told = sinceLast(
    account({
      signIns: [
        { at: at(5), ok: true },
        { at: at(4), ok: false },
        { at: at(3), ok: true },
        { at: at(2), ok: false },
      ],
      changes: [
        { at: at(4), what: 'passwordReset', by: '陆行' },
        { at: at(4), what: 'passwordChanged', by: '本人' },
        { at: at(4), what: 'sessionsListed', by: '陆行' },
        { at: at(1), what: 'accountMade', by: '陆行' },
      ],
    }),
  );
  assert.equal(told.last, at(3));
  assert.equal(told.failures, 1);
  assert.deepEqual(
    told.byOthers.map(({ what }) => what),
    ['passwordReset'],
  );
});

test('at the first sign-in of all everything is new', () => {
  const told = sinceLast(account({ signIns: [{ at: at(2), ok: true }], changes: [{ at: at(1), what: 'accountMade', by: '陆行' }] }));
  assert.deepEqual([told.last, told.failures, told.byOthers.length], [undefined, 0, 1]);
});
