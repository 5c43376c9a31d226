// src/law/gates/quotes.test.ts —— 引文：what a gate says is the statute's own sentence
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { articleText } from '../articles/texts.ts';
import type { Gate } from '../engine.ts';
import { procedures } from '../procedures/inForce.ts';
import { stepNames } from '../vocabulary.ts';

/** The words alone: punctuation and line breaks differ between editions. */
const words = (text: string) => text.replace(/[\p{P}\p{S}\s]/gu, '');

const gates = new Map<string, Gate>(
  procedures
    .flatMap((law) => [
      law.always,
      law.facts,
      ...Object.values(law.actors).map((actor) => actor.gates),
      ...Object.values(law.steps).map((step) => step.gates ?? []),
    ])
    .flat()
    .map((gate) => [gate.id, gate]),
);

test('each gate quotes the article it cites, word for word, wherever the article is stored', () => {
  let quoted = 0;
  for (const { id, basis, says } of gates.values()) {
    const text = articleText(basis);
    if (text === undefined) continue;
    quoted += 1;
    assert.ok(words(text).includes(words(says)), `${id}: “${says}” does not occur in ${basis}`);
  }
  assert.ok(quoted > 60, `only ${quoted} gates quote a stored article`);
});

test('every gate cites an article whose words are stored', () => {
  const unstored = [...gates.values()].filter(({ basis }) => articleText(basis) === undefined).map(({ id }) => id);
  assert.deepEqual(unstored, []);
});

test('one id is one claim: the same article and sentence wherever it stands', () => {
  const seen = new Map<string, string>();
  for (const law of procedures)
    for (const gate of [...law.always, ...law.facts, ...Object.values(law.steps).flatMap((step) => step.gates ?? [])]) {
      const claim = `${gate.basis} ${gate.says}`;
      assert.equal(seen.get(gate.id) ?? claim, claim, gate.id);
      seen.set(gate.id, claim);
    }
});

test('sentences people read use full-width punctuation', () => {
  for (const { id, says } of gates.values()) assert.doesNotMatch(says, /[,;:()?!]/, id);
});

test('no two procedures begin with the same step, no two versions of one have the same name, and step names are not shared', () => {
  const keys = procedures.map(({ id, version }) => `${id}@${version}`);
  assert.equal(new Set(keys).size, keys.length);
  for (const one of procedures)
    for (const other of procedures) if (one.id !== other.id) assert.notEqual(one.opens, other.opens, `${one.id} and ${other.id}`);
  assert.equal(new Set(Object.values(stepNames)).size, Object.keys(stepNames).length);
});
