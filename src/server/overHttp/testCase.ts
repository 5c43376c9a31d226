// src/server/overHttp/testCase.ts —— for tests: the sample case walked act by act over HTTP, its evidence uploaded like anyone's
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { newId } from '../../base/ids.ts';
import type { Party } from '../../law/facts.ts';
import { sampleActs, samplePerson } from '../../law/papers/sample/acts.ts';
import type { Answer, Client, TestServer } from './testServer.ts';

/** Hex SHA-256. */
export const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
/** Bytes of a file of the pack's demo folder. */
export const demoFile = (name: string): Buffer => readFileSync(new URL(`../../../agencies/panjin/demo/${name}`, import.meta.url));
export const photo = demoFile('reed-marsh-overview.jpg');
/** A photo with bytes after its end: different each time, and as large as wanted. */
export const photoOf = (seed: string, size = 64): Buffer => Buffer.concat([photo, Buffer.alloc(size, `seed ${seed} `)]);

const TUS = { 'tus-resumable': '1.0.0' };
type Claims = Record<string, string>;
const metadata = (claims: Claims) =>
  Object.entries(claims)
    .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
    .join(',');

/** Announces a file. */
export const announce = (client: Client, bytes: Uint8Array, claims: Claims): Promise<Response> => {
  const all = { filename: '苇田.jpg', mediaType: 'image/jpeg', sha256: sha(bytes), ...claims };
  return client.fetch('/api/uploads', {
    method: 'POST',
    headers: { ...TUS, 'upload-length': String(bytes.length), 'upload-metadata': metadata(all) },
  });
};
/** Sends bytes from an offset to the address of an announced file. */
export const send = (client: Client, location: string, bytes: Uint8Array, offset = 0): Promise<Response> =>
  client.fetch(new URL(location, 'http://x').pathname, {
    method: 'PATCH',
    headers: { ...TUS, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
    body: new Uint8Array(bytes),
  });
/** Asks how far an upload is. */
export const progress = (client: Client, location: string): Promise<Response> =>
  client.fetch(new URL(location, 'http://x').pathname, { method: 'HEAD', headers: TUS });
/** Uploads a file whole; returns the item's id. */
export async function upload(client: Client, caseId: string, bytes: Uint8Array, claims: Claims = {}): Promise<string> {
  const created = await announce(client, bytes, { caseId, ...claims });
  assert.equal(created.status, 201, await created.clone().text());
  const done = await send(client, created.headers.get('location')!, bytes);
  assert.equal(done.status, 200, await done.clone().text());
  return done.headers.get('heming-evidence')!;
}

export type Submitted = { caseId: string; step: string; by?: string[]; on?: string; particulars?: unknown; seen: number; key?: string };
/** Submits an act: today, by the client himself, under a fresh key unless told otherwise. */
export const submit = (client: Client, today: string, { caseId, key = newId(), ...act }: Submitted): Promise<Answer> =>
  client.post(`/api/cases/${caseId}/acts`, { on: today, by: [client.id], particulars: {}, ...act }, { 'idempotency-key': key });

/** Writes down why somebody is going to look, at a case or at one of its originals; returns what the address of the look carries. */
export async function stated(client: Client, of: string, purpose: string): Promise<string> {
  const done = await client.post('/api/purposes', { of, purpose });
  assert.equal(done.status, 201, done.text);
  return done.body.id;
}

export const clue = {
  source: 'satellite',
  receivedAt: '2025-02-09 09:00',
  place: '盘锦市大洼区演示村',
  summary: '遥感图斑显示林地内新修道路（演示）',
};
export const verified = { finding: '经现场核查属实（演示）', withinJurisdiction: true, suggestion: 'file' };

/** Registers a clue; returns the case. */
export async function openCase(server: TestServer, login = 'zhaoyan', today = '2025-02-10'): Promise<string> {
  const caseId = newId();
  const done = await submit(server.as(login), today, { caseId, step: 'clueRegistered', particulars: clue, seen: 0 });
  assert.equal(done.status, 201, done.text);
  return caseId;
}

/** A case on its way through the sample's acts. */
export type Walk = { caseId: string; n: number; acts: { step: string; id: string; n: number }[]; evidence: Record<string, string> };

/** Walks the sample case up to and including the step (whole without one), each act on its day by its signer. */
export async function walkSample(
  server: TestServer,
  { until, party = samplePerson }: { until?: string; party?: Party } = {},
): Promise<Walk> {
  const walk: Walk = { caseId: newId(), n: 0, acts: [], evidence: {} };
  const logins = Object.fromEntries(Object.entries(server.people).map(([login, id]) => [id, login]));
  for (const act of sampleActs(party)) {
    server.at(`${act.on}T17:30:00+08:00`);
    const client = server.as(logins[act.by[0]!]!);
    const particulars = await withEvidence(client, walk, act.particulars);
    const done = await submit(client, act.on, { caseId: walk.caseId, step: act.step, by: act.by, particulars, seen: walk.n });
    assert.equal(done.status, 201, `${act.step} ${act.on}: ${done.text}`);
    walk.n = done.body.n;
    walk.acts.push({ step: act.step, id: done.body.act.id, n: done.body.n });
    if (act.step === until) break;
  }
  return walk;
}

const places = new Set(['evidence', 'recording', 'paper', 'proof']);
/** The sample names its evidence by words; each word becomes a file taken in. */
async function withEvidence(client: Client, walk: Walk, value: unknown, key = ''): Promise<unknown> {
  if (Array.isArray(value)) {
    const out = [];
    for (const each of value)
      out.push(places.has(key) && typeof each === 'string' ? await taken(client, walk, each) : await withEvidence(client, walk, each));
    return out;
  }
  if (typeof value !== 'object' || value === null) return value;
  const out: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value)) out[name] = await withEvidence(client, walk, member, name);
  return out;
}
async function taken(client: Client, walk: Walk, word: string): Promise<string> {
  walk.evidence[word] ??= await upload(client, walk.caseId, photoOf(`${walk.caseId} ${word}`), { filename: `${word}.jpg` });
  return walk.evidence[word]!;
}

/** Goes on with a decided and served sample case until its decision is published. */
export async function publishSample(server: TestServer, walk: Walk): Promise<void> {
  const { people } = server;
  const officers = [people.zhaoyan!, people.qianhe!];
  const steps: [string, string, string, object, string[]?][] = [
    [
      'publicationJudged',
      '2025-06-16',
      'zhaoyan',
      { publish: true, influence: ['ecology'], reason: '涉及公益林保护', creditClass: 'general' },
      officers,
    ],
    ['publicationRedacted', '2025-06-16', 'zhuning', { checked: true }],
    ['publicationCleared', '2025-06-17', 'fengzheng', { outcome: 'passed', secrecy: true, opinion: '可以公开' }],
    ['publicationApproved', '2025-06-17', 'shenyue', { opinion: '同意公开' }],
    ['decisionPublished', '2025-06-18', 'zhuning', { confirmed: true }],
  ];
  for (const [step, on, login, particulars, by] of steps) {
    server.at(`${on}T17:30:00+08:00`);
    const client = server.as(login);
    const done = await submit(client, on, { caseId: walk.caseId, step, by: by ?? [client.id], particulars, seen: walk.n });
    assert.equal(done.status, 201, `${step}: ${done.text}`);
    walk.n = done.body.n;
    walk.acts.push({ step, id: done.body.act.id, n: done.body.n });
  }
}
