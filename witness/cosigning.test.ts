// witness/cosigning.test.ts —— whatever is submitted in whatever order, and wherever the power fails: one history, never shorter, never stuck
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { toHex, utf8 } from '../src/base/bytes.ts';
import '../src/ledger/hashNode.ts';
import { newSigner } from '../src/ledger/keys.ts';
import { emptyRoot, leafHash, nodeHash } from '../src/ledger/proof/hash.ts';
import { type Nodes, proveConsistency, rootOf } from '../src/ledger/proof/merkle.ts';
import { formatCheckpoint, openCheckpoint, openNote, parseVkey, signNote } from '../src/ledger/proof/note.ts';
import { formatSubmission } from '../src/ledger/proof/witnessRequest.ts';
import { addCheckpoint, type LogCosigner, type Memory, openLogCosigner } from './cosigning.ts';
import { cosignerOf } from './key.ts';

const origin = 'log.example/a';
const logKey = newSigner(origin);
const log = parseVkey(logKey.vkey);
const cosigner = cosignerOf('witness.example/w', generateKeyPairSync('ed25519').privateKey);
const witnessKey = parseVkey(cosigner.vkey);

/** Two histories of one log: the same first two leaves, then each its own. */
const trees = { a: ['1', '2', 'a3', 'a4', 'a5'], b: ['1', '2', 'b3', 'b4', 'b5'] };
type Name = keyof typeof trees;
const SIZES = [0, 1, 2, 3, 4, 5];
const leavesOf = (name: Name, size: number) => trees[name].slice(0, size).map((leaf) => leafHash(utf8(leaf)));
const rootAt = (name: Name, size: number) => (size === 0 ? emptyRoot() : rootOf(leavesOf(name, size)));
const nodesOf = (name: Name): Nodes => {
  const at: Nodes = (level, n) => (level === 0 ? leavesOf(name, 5)[n]! : nodeHash(at(level - 1, n * 2), at(level - 1, n * 2 + 1)));
  return at;
};
const notes = new Map<string, string>();
for (const name of ['a', 'b'] as const)
  for (const size of SIZES) notes.set(`${name}${size}`, signNote(formatCheckpoint({ origin, size, root: rootAt(name, size) }), [logKey]));
const historyOf = (name: Name, size: number) => (size <= 2 ? `${size}` : `${name}${size}`); // up to 2 leaves they are one
const agree = (one: string, other: string) => one.length === 1 || other.length === 1 || one[0] === other[0];
const named = new Map<string, string>();
const nameOf = (note: string) => {
  if (!named.has(note)) named.set(note, read(note));
  return named.get(note)!;
};
const read = (note: string) => {
  const { size, root } = openCheckpoint(note, [log]);
  return toHex(root) === toHex(rootAt('a', size)) ? historyOf('a', size) : historyOf('b', size);
};
const sizeOf = (history: string | undefined) => Number(history?.at(-1) ?? 0);
const bodies = new Map<string, string>();
const body = (name: Name, old: number, size: number) => {
  const key = `${name}${old}${size}`;
  if (!bodies.has(key)) bodies.set(key, makeBody(name, old, size));
  return bodies.get(key)!;
};
const makeBody = (name: Name, old: number, size: number) =>
  formatSubmission({ old, proof: old <= size ? proveConsistency(old, size, nodesOf(name)) : [], checkpoint: notes.get(`${name}${size}`)! });

/** Where the power fails: not at all, before anything is on the disk, or after it is and before anyone is answered. */
type Fault = 'none' | 'beforeKeeping' | 'beforeAnswering';
const faults: Fault[] = ['none', 'beforeKeeping', 'beforeAnswering'];
class PowerCut extends Error {}

/** A disk that outlives its witness. */
function openDisk(content?: string) {
  const disk = { content, fault: 'none' as Fault };
  const memory: Memory = {
    read: async () => disk.content,
    async keep(note) {
      const fault = disk.fault;
      disk.fault = 'none';
      if (fault === 'beforeKeeping') throw new PowerCut();
      disk.content = note;
      if (fault === 'beforeAnswering') throw new PowerCut();
    },
  };
  return { disk, start: (): LogCosigner => openLogCosigner({ log, cosigner, memory, now: () => 1_700_000_000 }) };
}

const submit = (witness: LogCosigner, text: string) => addCheckpoint(text, (name) => (name === origin ? witness : undefined));
const known = (content: string | undefined) => (content === undefined ? undefined : nameOf(content));

/** What the specification says of a submission to a witness that remembers `before`; 200 means it is remembered from now on. */
function expected(before: string | undefined, name: Name, old: number, size: number): number {
  if (old > size) return 400;
  if (old !== sizeOf(before)) return 409;
  if (before !== undefined && !agree(before, historyOf(name, size))) return 422;
  if (size === old) return 200;
  return agree(before ?? '0', historyOf(name, size)) ? 200 : 422;
}

test('every submission at every state, with the power failing at every point: exact status, one history, and always a way on', async () => {
  const seen = new Set<string>();
  const wentOn = new Set<string | undefined>();
  // Of what was cosigned the largest is enough to remember here: all that came before lies in its history, or the step that cosigned it failed.
  const waiting: { content?: string; cosigned?: string }[] = [{}];
  let [steps, forksRefused, cuts] = [0, 0, 0];
  while (waiting.length > 0) {
    const { content, cosigned } = waiting.pop()!;
    const key = `${known(content)}|${cosigned}`;
    if (seen.has(key)) continue;
    seen.add(key);
    for (const name of ['a', 'b'] as const)
      for (const size of SIZES)
        for (const old of SIZES)
          for (const fault of faults) {
            const { disk, start } = openDisk(content);
            disk.fault = fault;
            const answer = await submit(start(), body(name, old, size)).catch((error) => {
              assert.ok(error instanceof PowerCut);
              return undefined;
            });
            steps += 1;
            disk.fault = 'none';
            const left = disk.content;
            const before = known(content);
            const status = expected(before, name, old, size);
            if (answer) assert.equal(answer.status, status, `${before} ${name} ${old}→${size}`);
            else cuts += 1;
            if (status !== 200) assert.equal(left, content, 'what was refused changes nothing');
            if (status === 409) assert.deepEqual([answer!.type, answer!.body], ['text/x.tlog.size', `${sizeOf(before)}\n`]);
            if (status === 422) forksRefused += 1;
            const after = known(left);
            assert.ok(sizeOf(after) >= sizeOf(before), 'never shorter');
            const said = answer?.status === 200 ? historyOf(name, size) : cosigned;
            if (answer?.status === 200) {
              assert.equal(after, said, 'remembered before it was said');
              assert.ok(sizeOf(said) >= sizeOf(cosigned) && agree(said!, cosigned ?? '0'), `cosigned both ${cosigned} and ${said}`);
              const { signatures } = openNote(notes.get(`${name}${size}`)! + answer.body, [log, witnessKey]);
              assert.deepEqual(signatures[1], { name: 'witness.example/w', vkey: witnessKey, time: 1_700_000_000 });
            }
            if (said) assert.ok(sizeOf(said) <= sizeOf(after) && agree(said, after!), 'nothing was cosigned that is not remembered');
            waiting.push({ content: left, cosigned: said });
            // Whatever happened: the log whose history it is can go on, by asking for the size if it does not know it.
            const tree: Name = after?.startsWith('b') ? 'b' : 'a';
            if (wentOn.has(after)) continue;
            wentOn.add(after);
            const again = start();
            const asked = await submit(again, body(tree, 0, 5));
            const from = asked.status === 409 ? Number(asked.body) : 0;
            const on = asked.status === 200 ? asked : await submit(again, body(tree, from, 5));
            assert.equal(on.status, 200, 'the log can always go on');
          }
  }
  assert.equal(wentOn.size, 10); // nothing yet, and each size of each history
  assert.ok(seen.size >= 20 && forksRefused > 50 && cuts > 300, `${seen.size} states, ${steps} steps, ${forksRefused} forks, ${cuts} cuts`);
});

test('requests that come all at once, with restarts and power cuts between them, are as if they had come one after the other', async () => {
  const request = fc.record({
    name: fc.constantFrom<Name>('a', 'b'),
    old: fc.constantFrom(...SIZES),
    size: fc.constantFrom(...SIZES),
    fault: fc.constantFrom<Fault>('none', 'none', 'none', ...faults),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(request, { minLength: 1, maxLength: 6 }), { maxLength: 6 }), async (bursts) => {
      const { disk, start } = openDisk();
      const cosigned: string[] = [];
      for (const burst of bursts) {
        const witness = start();
        const before = sizeOf(known(disk.content));
        disk.fault = burst[0]!.fault;
        const answers = await Promise.all(
          burst.map(({ name, old, size }) => submit(witness, body(name, old, size)).catch(() => undefined)),
        );
        for (const [i, answer] of answers.entries()) if (answer?.status === 200) cosigned.push(historyOf(burst[i]!.name, burst[i]!.size));
        assert.ok(sizeOf(known(disk.content)) >= before);
      }
      for (const one of cosigned)
        for (const other of [...cosigned, known(disk.content)!]) assert.ok(agree(one, other) && sizeOf(one) <= sizeOf(known(disk.content)));
    }),
    { numRuns: 200 },
  );
});

test('the checks come in the order of the specification', async () => {
  const { start } = openDisk();
  const witness = start();
  const good = body('a', 0, 3);
  const status = async (text: string) => (await submit(witness, text)).status;
  const other = newSigner('log.example/other');
  const forged = signNote(formatCheckpoint({ origin, size: 3, root: rootAt('a', 3) }), [newSigner(origin)]);
  const unknown = signNote(formatCheckpoint({ origin: 'log.example/other', size: 3, root: rootAt('a', 3) }), [other]);
  assert.equal(await status('junk'), 400);
  assert.equal(await status(good.replace('old 0', 'old 00')), 400);
  assert.equal(await status(good.replace('old 0\n', `old 0\nAAAA\n`)), 400);
  assert.equal(await status(formatSubmission({ old: 9, proof: [], checkpoint: unknown })), 404, 'origin before all else');
  assert.equal(await status(formatSubmission({ old: 9, proof: [], checkpoint: forged })), 403, 'signature before sizes');
  assert.equal(await status(formatSubmission({ old: 9, proof: [], checkpoint: notes.get('a3')! })), 400, 'old beyond the checkpoint');
  assert.equal(await status(formatSubmission({ old: 2, proof: [], checkpoint: notes.get('a3')! })), 409, 'old before the proof');
  assert.equal(
    await status(formatSubmission({ old: 0, proof: [emptyRoot()], checkpoint: notes.get('a3')! })),
    422,
    'from 0 without a proof',
  );
  const nothing = signNote(formatCheckpoint({ origin, size: 0, root: rootAt('a', 1) }), [logKey]);
  assert.equal(await status(formatSubmission({ old: 0, proof: [], checkpoint: nothing })), 422, 'an empty tree has one root');
  assert.equal(await status(good), 200);
  assert.equal(await status(formatSubmission({ old: 3, proof: [], checkpoint: notes.get('b3')! })), 422, 'same size, another root');
  const wrong = proveConsistency(3, 5, nodesOf('a')).map((hash, i) => (i === 0 ? leafHash(hash) : hash));
  assert.equal(await status(formatSubmission({ old: 3, proof: wrong, checkpoint: notes.get('a5')! })), 422);
});

test('foreign lines on a submitted checkpoint are not kept, a wrong line of the log itself is refused', async () => {
  const { disk, start } = openDisk();
  const foreign = '— someone.else AAAAAAAAAAAA\n';
  const { status } = await submit(start(), body('a', 0, 2) + foreign);
  assert.deepEqual([status, disk.content!.includes('someone.else')], [200, false]);
  const flipped = body('a', 2, 3).replace(/(— log\.example\/a .{20})./, (_, head: string) =>
    `${head}_`.replace('_', head.endsWith('A') ? 'B' : 'A'),
  );
  assert.notEqual(flipped, body('a', 2, 3));
  assert.equal((await submit(start(), flipped)).status, 403);
});
