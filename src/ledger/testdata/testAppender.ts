// src/ledger/testdata/testAppender.ts —— 测试用进程:appends to a log that other processes append to at the same time
import { openPostgres } from '../../store/postgres/openPostgres.ts';
import { openKey } from '../keys.ts';
import { openLog } from '../log.ts';
import { append, draft } from './testLog.ts';

const [url, keyFile, checkpointFile, count, ...shared] = process.argv.slice(2) as [string, string, string, string, ...string[]];
const store = await openPostgres(url, { connections: 4 });
const origin = 'log.example/several';
const log = await openLog(store.db, { agency: 'several', origin, signKey: await openKey(keyFile, origin), checkpointFile });
const cases = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'];
process.stdout.write('ready\n');
await new Promise((resolve) => process.stdin.once('data', resolve));

const works = Array.from({ length: Number(count) }, (_, at) => append(log, draft({ caseId: cases[at % 2] })));
const same = shared.map((id) =>
  append(log, draft({ id })).then(
    () => 1,
    () => 0,
  ),
);
const appended = (await Promise.all(works)).flat().map(({ id, index }) => [id, index]);
const won = (await Promise.all(same)).reduce((sum: number, one) => sum + one, 0);
await log.sign();
const receipts = await Promise.all(appended.slice(-3).map(async ([id]) => (await log.receipt(String(id))) !== undefined));
process.stdout.write(`${JSON.stringify({ appended, won, receipts })}\n`);
await log.close();
await store.close();
process.exit(0);
