// src/law/papers/whole/owed.test.ts —— 文书齐不齐：what the done steps owed is found in the file or named as missing, receipts included
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainDate } from '../../../base/dates.ts';
import type { CaseFile, RecordedAct } from '../../engine.ts';
import { penaltyOrdinary } from '../../procedures/penaltyOrdinary.ts';
import { papersFor } from '../compose.ts';
import { sampleCompany } from '../sample/acts.ts';
import { sampleCase } from '../sampleCase.ts';
import { papersOf } from './issued.ts';
import { papersOwed } from './owed.ts';

/** The sample case as the system records it: each act says which papers it issued. */
function recorded(party?: Parameters<typeof sampleCase>[0]) {
  const { file, registers } = sampleCase(party);
  const acts = file.acts.map((act, i): RecordedAct => {
    const before = { ...file, acts: file.acts.slice(0, i) };
    const papers = papersFor({ file: before, act, made: act.made!, registers, law: penaltyOrdinary }).map((paper) => paper.form);
    return { ...act, made: { ...act.made, ...(papers.length > 0 ? { papers } : {}) } };
  });
  return { file: { ...file, acts } satisfies CaseFile, registers };
}
const missing = ({ file, registers }: ReturnType<typeof recorded>) =>
  papersOwed(penaltyOrdinary, file, registers)
    .filter((owed) => !owed.there)
    .map(({ form, of }) => (of ? `${form}←${of}` : form));

test('a case whose steps issued their papers lacks none but the receipts nobody took', () => {
  assert.deepEqual(missing(recorded()), ['G07←CF13', 'G07←CF14']);
  assert.deepEqual(missing(recorded(sampleCompany)), ['G07←CF13', 'G07←CF14']);
});

test('no hearing notice is owed where there is no right to a hearing', () => {
  const company = recorded(sampleCompany);
  const notice = company.file.acts.find((act) => act.step === 'noticeServed')!;
  assert.equal(notice.made!.hearable, false);
  assert.ok(!papersOwed(penaltyOrdinary, company.file, company.registers).some((owed) => owed.form === 'CF20'));
});

test('a decision not yet served lacks its receipt; the service step brings it', () => {
  const whole = recorded();
  const unserved = { ...whole, file: { ...whole.file, acts: whole.file.acts.filter((act) => act.step !== 'decisionServed') } };
  assert.ok(missing(unserved).includes('G07←CF29'));
  assert.ok(!missing(whole).includes('G07←CF29'));
});

test('a receipt written by hand that names the paper is its receipt', () => {
  const whole = recorded();
  const number = whole.file.acts.find((act) => act.step === 'evidencePreserved')!.made!.numbers!.CF13!;
  const receipt: RecordedAct = {
    ...whole.file.acts.at(-1)!,
    ...{ id: 'hand', n: 900, step: 'paperIssued', on: plainDate('2025-06-13'), made: { papers: ['G07'] } },
    particulars: { form: 'G07', content: { serveDoc: `《先行登记保存证据通知书》（${number}）` } },
  };
  const after = { ...whole, file: { ...whole.file, acts: [...whole.file.acts, receipt] } };
  assert.deepEqual(missing(after), ['G07←CF14']);
});

test('an act recorded before its step made a paper is said to lack it, and a voided act owes nothing', () => {
  const { file, registers } = sampleCase();
  assert.ok(file.acts.every((act) => act.made!.papers === undefined));
  const old = { file, registers };
  assert.ok(missing(old).includes('CF28') && !missing(old).includes('CF29'));
  const decided = file.acts.find((act) => act.step === 'decisionMade')!;
  assert.deepEqual(papersOf(penaltyOrdinary, decided), ['CF29']);
  const voiding: RecordedAct = { ...decided, id: 'void', n: 901, step: 'actVoided', particulars: { act: decided.n } };
  assert.ok(!missing({ file: { ...file, acts: [...file.acts, voiding] }, registers }).some((each) => each.includes('CF28')));
});
