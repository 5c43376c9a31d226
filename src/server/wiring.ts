// src/server/wiring.ts —— 接线:opens every room in order and hands them to the routes
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openCaseFiles } from '../casework/caseFiles.ts';
import { inspectionMigrations, inspectionsProjection } from '../casework/inspections.ts';
import type { Casework } from '../casework/perform.ts';
import { caseworkMigrations } from '../casework/tables.ts';
import type { SealPicture } from '../documents/render.ts';
import { openPool, type RenderPool } from '../documents/renderPool.ts';
import { readSeal } from '../documents/sealPicture.ts';
import type { BlobStore } from '../evidence/blobStore.ts';
import { openDiskStore } from '../evidence/diskStore.ts';
import { evidenceMigrations } from '../evidence/tables.ts';
import { type LogKey, openKey } from '../ledger/keys.ts';
import { type Log, openLog } from '../ledger/log.ts';
import { parseVkey } from '../ledger/proof/note.ts';
import { ledgerMigrations } from '../ledger/tables.ts';
import { type Sealing, sealingOf } from '../ledger/vouching/sealing.ts';
import { resultsProjection } from '../publication/after/results.ts';
import { publicationMigrations } from '../publication/tables.ts';
import { readPack } from '../registers/pack.ts';
import type { Pack } from '../registers/packShapes.ts';
import { keepRegisters } from '../registers/registers.ts';
import { registerMigrations } from '../registers/tables.ts';
import { type Db, migrate, type Store } from '../store/database.ts';
import { type QueryTimes, timing } from '../store/queryTimes.ts';
import { vaultMigrations, withVault } from '../store/vault/vault.ts';
import { type Configuration, checkpointFileOf, keysOf, root } from './configuration.ts';
import { installation, serverMigrations } from './installation.ts';
import { purposeMigrations } from './routes/looking/purposes.ts';
import { lookMigrations } from './signIn/looks.ts';
import { signInMigrations } from './signIn/tables.ts';
import type { Clock } from './time.ts';
import { sealExisting } from './upkeep/keys/sealExisting.ts';
import { loadWithLeaf, rebuilding } from './upkeep/packLoading.ts';
import { openDatabase } from './upkeep/postgres/openDatabase.ts';
import { selfCheckMigrations } from './upkeep/selfCheck.ts';
import { refuseUnfinished } from './upkeep/unfinished.ts';
import { askAll } from './upkeep/witness/askWitness.ts';

export const migrations = {
  ...ledgerMigrations,
  ...evidenceMigrations,
  ...registerMigrations,
  ...signInMigrations,
  ...caseworkMigrations,
  ...inspectionMigrations,
  ...publicationMigrations,
  ...lookMigrations,
  ...purposeMigrations,
  ...serverMigrations,
  ...selfCheckMigrations,
  ...vaultMigrations,
};

/** The running system. One agency's log today; everything is keyed by agency. */
export type Heming = {
  configuration: Configuration;
  fingerprint: string;
  store: Store;
  casework: Casework;
  log: Log;
  /** The log's key, to prove itself to its mirrors, and the sealing of what they keep. */
  signKey: LogKey;
  sealing: Sealing;
  blobs: BlobStore;
  renderer: RenderPool;
  /** The agency's seal as its pack has it; without it papers say 待盖章. */
  seal?: SealPicture;
  databaseTimes: QueryTimes;
  report: (error: unknown, request?: string) => void;
  warn: (sentence: string) => void;
  close(): Promise<void>;
};

/** Digest of src/law: says which text of the rules judged an act. */
export async function digestLaw(): Promise<string> {
  const directory = join(root, 'src', 'law');
  const files = (await readdir(directory, { recursive: true }))
    .filter((name) => /\.(ts|json)$/.test(name) && !name.includes('.test.'))
    .sort();
  const hash = createHash('sha256');
  for (const name of files)
    hash
      .update(`${name}\0`)
      .update(await readFile(join(directory, name)))
      .update('\0');
  return hash.digest('hex');
}

/** Fingerprint of a log key as printed on papers: SHA-256 of the vkey's key bytes, in groups of eight. */
export const fingerprintOf = (vkey: string): string => {
  return createHash('sha256').update(parseVkey(vkey).key).digest('hex').slice(0, 32).match(/.{8}/g)!.join(' ');
};

/** A real installation gets everything of the pack but its sample people. */
function forInstallation(pack: Pack, demo: boolean): Pack {
  const file = pack['people.json'];
  return demo ? pack : { ...pack, 'people.json': { ...file, people: file.people.filter((person) => !person.demo) } };
}

/** One line for the operator. The message of an error may quote what somebody typed, so only its name, code and place are kept. */
export function reportOf(error: unknown, request?: string): string {
  const { name = 'Error', code, stack = '' } = (error ?? {}) as { name?: string; code?: unknown; stack?: string };
  const place = stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 5)
    .map((line) => line.trim());
  const told = { name, code: typeof code === 'string' ? code : undefined, place };
  return JSON.stringify({ at: new Date().toISOString(), level: 'error', request, ...told });
}

/** Opens the whole system on its data directory. Nothing is served yet. `asFound`: whether demonstration or real is not asked but read. */
export async function openHeming(
  asked: Configuration,
  clock: Clock = () => new Date(),
  how: 'asAsked' | 'asFound' = 'asAsked',
  beforeLog?: (db: Db) => Promise<void>,
): Promise<Heming> {
  let configuration = asked;
  refuseUnfinished(asked);
  await mkdir(keysOf(configuration), { recursive: true, mode: 0o700 });
  const report = (error: unknown, request?: string) => console.error(reportOf(error, request));
  const opened = await openDatabase(configuration);
  const databaseTimes: QueryTimes = { count: 0, seconds: 0 };
  let store: Store = { ...opened, db: opened.db.withPlugin(timing(databaseTimes)) };
  try {
    await migrate(store, migrations);
    store = { ...store, db: await withVault(store.db, keysOf(configuration)) };
    await sealExisting(store.db, (says) => console.error(JSON.stringify({ at: new Date().toISOString(), level: 'info', says })));
    configuration = { ...configuration, demo: await installation(store.db, configuration.demo, how) };
    const pack = forInstallation(await readPack(configuration.pack), configuration.demo);
    const agency = pack['agency.json'].id;
    await beforeLog?.(store.db);
    const origin = `${configuration.origin}/${agency}`;
    const signKey = await openKey(join(keysOf(configuration), `${agency}.pem`), origin);
    const warn = (says: string) => console.error(JSON.stringify({ at: new Date().toISOString(), level: 'warn', says }));
    const { notes: witnessed, silent } = await askAll(configuration.witnesses, origin);
    for (const url of silent) warn(`见证单位 ${url} 没有答复，启动时没有与它核对。`);
    const log = await openLog(store.db, {
      agency,
      origin,
      signKey,
      checkpointFile: checkpointFileOf(configuration, agency),
      witnessed,
      clock,
      timely: clock.steady,
      report: warn,
    });
    const casework: Casework = {
      agency,
      db: store.db,
      log,
      files: openCaseFiles(agency),
      registers: keepRegisters(agency),
      lawDigest: await digestLaw(),
      projections: [resultsProjection, inspectionsProjection],
      clock,
    };
    // A command works on the registers as they are.
    if (how === 'asAsked') await loadWithLeaf(store.db, log, pack, clock, rebuilding(casework, warn));
    const blobs = await openDiskStore(join(configuration.data, 'blobs'));
    const seal = await readSeal(configuration.pack, pack['agency.json'].seal, configuration.demo);
    const renderer = openPool({ fonts: { directory: configuration.fonts } });
    return {
      configuration,
      fingerprint: fingerprintOf(log.vkey),
      store,
      casework,
      log,
      signKey,
      sealing: sealingOf(signKey),
      blobs,
      renderer,
      seal,
      databaseTimes,
      report,
      warn,
      async close() {
        await log.close();
        await renderer.close();
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}
