// src/casework/boards.test.ts —— the board finds the same cases whether it walks the newest or asks the index, page by page
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { newId } from '../base/ids.ts';
import { bigrams } from '../store/search.ts';
import { type CaseQuery, listCases } from './boards.ts';
import { written } from './readModels.ts';
import type { CaseRow } from './tables.ts';
import { openTestCasework } from './testCasework.ts';

const casework = await openTestCasework();
after(() => casework.close());

const CASES = 1300; // more than are walked
const words = (i: number) => [i % 3 === 0 ? '芦苇场案' : '林地案', i === 5 ? '孤例' : '', i % 400 === 7 ? '罕见词' : ''].join(' ');
const row = (i: number): CaseRow => {
  const at = new Date(Date.UTC(2025, 0, 1) + i * 60_000);
  const none = { decision_number: null, case_number: null, item_code: null, item_name: null, major: null, fine: null, filed_on: null };
  const due = { due_on: i % 2 === 0 ? at.toISOString().slice(0, 10) : null, due_says: null, due_basis: null, due_unit: null };
  return {
    agency: casework.agency,
    case_id: newId(at.getTime()),
    n: 1,
    procedure: 'penalty.ordinary@1',
    clue_number: `线${i}`,
    cause: words(i),
    party: '—',
    party_kind: null,
    ...none,
    stage: 'filing',
    stage_step: 'clueRegistered',
    handlers: [[], ['own'], ['another']][i % 3]!,
    turn: [i % 5 === 0 ? 'head' : 'officer'],
    next_step: null,
    status: i % 4 === 0 ? 'closed' : 'open',
    decided_on: null,
    ...due,
    evidence_count: 0,
    opened_on: '2025-01-01',
    updated_at: at.toISOString(),
    terms: bigrams(words(i)),
    haystack: words(i),
  };
};
const rows = Array.from({ length: CASES }, (_, i) => row(i));
await sql`select ${written(rows.map((each) => ({ row: each, deadlines: [], unfined: false, numbers: [] })))}`.execute(casework.db);

const shown = ({ view, text = '' }: Pick<CaseQuery, 'view' | 'text'>) =>
  rows
    .filter((each) => each.haystack.includes(text))
    .filter(({ status }) => view === 'all' || (view === 'closed' ? status !== 'open' : status === 'open'))
    .filter(({ turn, due_on }) => (view !== 'turn' || turn.includes('officer')) && (view !== 'due' || due_on !== null))
    .filter(({ handlers }) => view !== 'turn' || !handlers.includes('another'))
    .toSorted((a, b) => {
      const [x, y] = view === 'due' ? [a, b].map((each) => `${each.due_on} ${each.case_id}`) : [b, a].map((each) => each.updated_at);
      return x! < y! ? -1 : 1;
    })
    .map((each) => each.case_id);

test("it is nobody's turn for a case that other officers handle; who holds another post is asked for it all the same", async () => {
  const asked: CaseQuery = { agency: casework.agency, view: 'turn', person: 'third', actors: ['head'], limit: 200 };
  const { cases } = await listCases(casework.db, asked);
  assert.ok(cases.some(({ handlers }) => handlers.includes('another')));
  assert.ok(cases.every(({ turn }) => turn.includes('head')));
});

test('every word, common, rare or of one old case, gives all its cases in order, page by page, in every view', async () => {
  for (const text of [undefined, '苇场', '罕见', '孤例', '没有'])
    for (const view of ['all', 'turn', 'due', 'closed'] as const) {
      const found: string[] = [];
      let after: string | undefined;
      do {
        const page = await listCases(casework.db, {
          agency: casework.agency,
          view,
          person: 'own',
          actors: ['officer'],
          text,
          after,
          limit: 150,
        });
        found.push(...page.cases.map((each) => each.case_id));
        after = page.next;
      } while (after);
      assert.deepEqual(found, shown({ view, text }), `${view} ${text}`);
    }
});
