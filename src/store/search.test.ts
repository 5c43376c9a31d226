// src/store/search.test.ts —— what a search finds, and that it finds it by the index
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { openMemoryStore } from './database.ts';
import { bigrams, cover, matches } from './search.ts';

const store = await openMemoryStore();
after(() => store.close());

const texts = [
  '江艳擅自将林地改变为农用道路',
  '长江艳阳天',
  '江某与艳某',
  '𠮷野家(沈阳)有限公司',
  '王堃、李喆、赵犇',
  '盘林罚〔2025〕12号 ABC公司',
  "it's 100%_\\ 的",
  '鹤',
  '丹顶鹤',
  '江 艳',
];

before(async () => {
  await sql`create table note (id int, terms tsvector, haystack text)`.execute(store.db);
  for (const [id, text] of texts.entries())
    await sql`insert into note values (${id}, ${bigrams(text)}::tsvector, ${text})`.execute(store.db);
});

async function find(query: string): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`select id from note where ${matches(query, 'terms', 'haystack')} order by id`.execute(
    store.db,
  );
  return rows.map(({ id }) => id);
}

test('a name of two characters is found wherever the two stand together, and only there', async () => {
  assert.deepEqual(await find('江艳'), [0, 1]);
  assert.deepEqual(await find('农用道路'), [0]);
  assert.deepEqual(await find('改变为'), [0]);
});

test('a single character is found at the beginning, in the middle and at the end of a word', async () => {
  assert.deepEqual(await find('江'), [0, 1, 2, 9]);
  assert.deepEqual(await find('鹤'), [7, 8]);
  assert.deepEqual(await find('路'), [0]);
});

test('rare characters of names, beyond the BMP too, count as one character each', async () => {
  assert.deepEqual(await find('𠮷野'), [3]);
  assert.deepEqual(await find('𠮷'), [3]);
  assert.deepEqual(await find('王堃'), [4]);
  assert.deepEqual(await find('犇'), [4]);
  assert.equal(bigrams('𠮷野'), "'𠮷野' '野'");
});

test('full and half width, upper and lower case are the same; several words must all occur', async () => {
  assert.deepEqual(await find('〔2025〕12号'), [5]);
  assert.deepEqual(await find('abc'), [5]);
  assert.deepEqual(await find('(沈阳)'), [3]);
  assert.deepEqual(await find('道路 江艳'), [0]);
});

test('quotes, backslashes and wildcards are plain characters', async () => {
  for (const query of ["it's", '100%', '%_\\', '_', "'", '\\']) assert.deepEqual(await find(query), [6], query);
  assert.deepEqual(await find(') | (鹤'), []);
  assert.deepEqual(await find("' | '鹤"), []);
});

test('an empty query excludes nothing', async () => {
  assert.equal((await find(' \n')).length, texts.length);
});

test('a query is covered by bigrams side by side; an odd rest overlaps by one', () => {
  assert.equal(cover('改变为农'), "'改变' & '为农'");
  assert.equal(cover('改变为'), "'改变' & '变为'");
  assert.equal(cover('鹤'), "'鹤':*");
  assert.ok(cover('鹤鸣于九皋声闻于天'.repeat(20)).split(' & ').length <= 8);
});

test('a two-character name is found by the index', async () => {
  await sql`create table many as select n as id, ''::tsvector as terms, '' as haystack from generate_series(1, 5000) n`.execute(store.db);
  await sql`insert into many select id, terms, haystack from note`.execute(store.db);
  await sql`create index many_terms on many using gin (terms)`.execute(store.db);
  await sql`analyze many`.execute(store.db);
  const plan = await sql<{ 'QUERY PLAN': string }>`explain select id from many where ${matches('江艳', 'terms', 'haystack')}`.execute(
    store.db,
  );
  assert.match(plan.rows.map((row) => row['QUERY PLAN']).join('\n'), /Bitmap Index Scan on many_terms/);
});
