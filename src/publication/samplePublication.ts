// src/publication/samplePublication.ts —— 样例公示:a whole case, decided, served and published in a database of its own, for tests

import { type PlainDate, plainDate } from '../base/dates.ts';
import { newId } from '../base/ids.ts';
import { openCaseFiles } from '../casework/caseFiles.ts';
import type { Casework } from '../casework/perform.ts';
import { writeCase } from '../casework/readModels.ts';
import { pseudonym, segmentsOf } from '../casework/segments.ts';
import { caseworkMigrations } from '../casework/tables.ts';
import { evidenceMigrations } from '../evidence/tables.ts';
import { bindingOf, numbersFor, writeNumber } from '../law/binding.ts';
import { type Act, type CaseFile, evolve, type Made, type RecordedAct } from '../law/engine.ts';
import type { Party } from '../law/facts.ts';
import { papersFor } from '../law/papers/compose.ts';
import { sampleActs, samplePerson } from '../law/papers/sample/acts.ts';
import { sampleRegisters } from '../law/papers/sample/registers.ts';
import type { Particulars } from '../law/particulars/field.ts';
import { procedureInForce } from '../law/procedures/inForce.ts';
import type { Registers } from '../law/registers.ts';
import type { StepId } from '../law/vocabulary.ts';
import { newSigner } from '../ledger/keys.ts';
import { type Log, openLog } from '../ledger/log.ts';
import { ledgerMigrations } from '../ledger/tables.ts';
import { loadPack } from '../registers/load.ts';
import { readPack } from '../registers/pack.ts';
import { keepRegisters, type RegisterSnapshot } from '../registers/registers.ts';
import { registerMigrations } from '../registers/tables.ts';
import { migrate, openMemoryStore, type Store } from '../store/database.ts';
import { publicIdOf } from './after/resultRow.ts';
import { resultsProjection } from './after/results.ts';
import { publicationMigrations } from './tables.ts';

const [officers, publicityOfficer, reviewer, head] = [['panjin-p01', 'panjin-p02'], 'panjin-p14', 'panjin-p09', 'panjin-p11'];

/** A database, a log and one agency's registers; nothing in them yet but the pack. */
export type SampleHouse = {
  store: Store;
  log: Log;
  agency: string;
  registers: (db: Store['db']) => Promise<RegisterSnapshot>;
  casework: Casework;
  /** The next moment of recording: the log refuses a clock that goes back, and the samples' days do. */
  tick: () => string;
  /** The next number of a series in a year. */
  nextNo: (series: string, year: string) => number;
  close(): Promise<void>;
};

/** Opens an empty house in memory with the pack of the first agency. */
export async function openSampleHouse(origin = 'heming.example/panjin'): Promise<SampleHouse> {
  const store = await openMemoryStore();
  await migrate(store, {
    ...ledgerMigrations,
    ...evidenceMigrations,
    ...registerMigrations,
    ...caseworkMigrations,
    ...publicationMigrations,
  });
  const pack = await readPack(new URL('../../agencies/panjin', import.meta.url).pathname);
  const { agency } = await loadPack(store.db, pack, { by: 'system', at: '2025-01-01T00:00:00.000Z' });
  const log = await openLog(store.db, { agency, origin, signKey: newSigner(origin), clock: () => new Date(Date.UTC(2025, 0, 1)) });
  const counts = new Map<string, number>();
  const nextNo = (series: string, year: string) => {
    const no = (counts.get(series + year) ?? 0) + 1;
    counts.set(series + year, no);
    return no;
  };
  let ticks = 0;
  const tick = () => new Date(Date.UTC(2025, 5, 12) + ++ticks * 1000).toISOString();
  const registers = keepRegisters(agency);
  const casework: Casework = {
    ...{ agency, db: store.db, log, files: openCaseFiles(agency), registers },
    ...{ lawDigest: '', projections: [resultsProjection], clock: () => new Date() },
  };
  const close = async () => {
    await log.close();
    await store.close();
  };
  return { store, log, agency, registers, casework, tick, nextNo, close };
}

/** A case recorded act by act in the log, with its read models. */
export type SampleCase = {
  file: CaseFile;
  publicId: string;
  record: (step: StepId, on: string, particulars: Particulars) => Promise<void>;
};

/** Records the sample case and publishes its decision; `extra` rows are withheld besides, `cause` and `on` may be others. */
export async function publishSample(
  house: SampleHouse,
  options: { party?: Party; cause?: string; publishedOn?: string; extra?: object[]; serious?: boolean } = {},
): Promise<SampleCase> {
  const { party = samplePerson, publishedOn = '2025-06-18', extra } = options;
  const registers: Registers = { ...sampleRegisters(party.name), agency: (await house.registers(house.store.db)).agency };
  let file: CaseFile = { id: newId(), acts: [] };
  const caseKey = btoa(file.id.slice(0, 32));
  const recordAct = async (act: Act) => {
    file = await recordOne(house, registers, file, act, caseKey);
  };
  for (const act of sampleActs(party))
    await recordAct(
      act.step === 'filingProposed' && options.cause ? { ...act, particulars: { ...act.particulars, cause: options.cause } } : act,
    );
  const record: SampleCase['record'] = (step, on, particulars) => recordAct({ step, on: plainDate(on), by: signerOf(step), particulars });
  await record('publicationJudged', '2025-06-16', {
    publish: true,
    influence: ['ecology'],
    reason: '涉及公益林保护',
    creditClass: options.serious ? 'serious' : 'general',
  });
  await record('publicationRedacted', '2025-06-16', { ...(extra ? { extra } : {}), checked: true });
  await record('publicationCleared', '2025-06-17', { outcome: 'passed', secrecy: true, opinion: '可以公开' });
  await record('publicationApproved', '2025-06-17', { opinion: '同意公开' });
  await record('decisionPublished', publishedOn, { confirmed: true });
  await house.log.sign();
  const decided = file.acts.find(({ step }) => step === 'decisionMade')!;
  return {
    get file() {
      return file;
    },
    publicId: publicIdOf(decided.id),
    record,
  };
}

const signerOf = (step: StepId): string[] => {
  if (step === 'publicationCleared') return [reviewer];
  if (step === 'publicationApproved' || step === 'decisionRevoked' || step === 'actCorrected') return [head];
  return step === 'publicationJudged' ? officers : [publicityOfficer];
};

/** What `perform` writes, without asking whether it is lawful: the sample's evidence lies in no database. */
async function recordOne(house: SampleHouse, registers: Registers, file: CaseFile, act: Act, caseKey: string): Promise<CaseFile> {
  const { agency, log } = house;
  const law = procedureInForce('penalty.ordinary', plainDate('2025-02-19'));
  const numbers = Object.entries(numbersFor(law, { act, file, registers })).map(([key, series]) => [
    key,
    writeNumber(registers.agency.shortCode, series, Number(act.on.slice(0, 4)), house.nextNo(series, act.on.slice(0, 4))),
  ]);
  const made: Made = { ...bindingOf(file, act, registers), ...(numbers.length > 0 ? { numbers: Object.fromEntries(numbers) } : {}) };
  const n = file.acts.length + 1;
  const enteredBy = act.by[0]!;
  const recordedAt = house.tick();
  const recorded: RecordedAct = { ...act, made, id: newId(), n, recordedAt, recordedOn: act.on, enteredBy };
  const segments = segmentsOf(
    act,
    made,
    papersFor({ file, act, made, registers }),
    { enteredBy, recordedOn: act.on as PlainDate, procedure: `${law.id}@${law.version}`, lawDigest: '' },
    n === 1 ? caseKey : undefined,
  );
  const after = evolve(file, recorded);
  const draft = { type: act.step, id: recorded.id, at: recordedAt, by: pseudonym(caseKey, enteredBy), caseId: file.id, segments };
  await log.run(async () => ({
    append: [draft],
    write: async (tx) => {
      const all = { agency, law, after, act: recorded, n, segments, registers };
      await writeCase(tx, all);
      if (resultsProjection.touches(act.step)) await resultsProjection.apply(tx, all);
    },
    result: () => undefined,
  }));
  return after;
}
