// src/store/search.ts —— 中文检索:bigrams made here, so that a two-character name is found by an index
import { type RawBuilder, sql } from 'kysely';
import { plannedAnew } from './pglite/session.ts';

const mostGrams = 8; // of a query: the exact re-check makes further ones needless, and the planner misjudges long conjunctions

/** Text as search sees it: compatibility forms unified (NFKC), lower case. The database does the same in matches(). */
const fold = (text: string): string => text.normalize('NFKC').toLowerCase();

/** The words between white space and control characters, each as its characters (code points, so 𠮷 is one). */
const wordsOf = (text: string): string[][] =>
  fold(text)
    .split(/[\s\p{Cc}]+/u)
    .filter((word) => word !== '')
    .map((word) => [...word]);

const special = /['\\]/g;
const quoted = (lexeme: string): string => `'${lexeme.replace(special, '$&$&')}'`;

/** All bigrams of a text, in the text form of a tsvector (`${bigrams(text)}::tsvector`); a word's last character stands alone too. */
export function bigrams(text: string): string {
  const lexemes = new Set<string>();
  for (const word of wordsOf(text)) for (let at = 0; at < word.length; at++) lexemes.add(word[at]! + (word[at + 1] ?? ''));
  let terms = '';
  for (const lexeme of lexemes) terms += terms === '' ? quoted(lexeme) : ` ${quoted(lexeme)}`;
  return terms;
}

function coverWord(word: string[]): string[] {
  if (word.length === 1) return [`${quoted(word[0] ?? '')}:*`]; // begins some bigram, or ends a word and stands alone
  const grams: string[] = [];
  for (let at = 0; at + 1 < word.length; at += 2) grams.push(word.slice(at, at + 2).join(''));
  if (word.length % 2 === 1) grams.push(word.slice(-2).join(''));
  return grams.map(quoted);
}

/** A tsquery's text form that every match satisfies: the words' bigrams side by side, not overlapping. Empty for an empty query. */
export const cover = (query: string): string => [...new Set(wordsOf(query).flatMap(coverWord))].slice(0, mostGrams).join(' & ');

const contains = (haystack: string, word: string[]): RawBuilder<boolean> => {
  const pattern = `%${word.join('').replace(/[\\%_]/g, '\\$&')}%`;
  return sql<boolean>`lower(normalize(${sql.ref(haystack)}, nfkc)) like ${pattern}`;
};

/** The condition "contains every word of the query": the index on the tsvector column narrows, the text column decides. */
export function matches(query: string, termsColumn: string, haystackColumn: string): RawBuilder<boolean> {
  const words = wordsOf(query);
  if (words.length === 0) return sql<boolean>`true`;
  const exact = sql.join(
    words.map((word) => contains(haystackColumn, word)),
    sql` and `,
  );
  return sql<boolean>`(${sql.raw(plannedAnew)} ${sql.ref(termsColumn)} @@ ${cover(query)}::tsquery and ${exact})`;
}
