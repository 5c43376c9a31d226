// bench/imports.ts —— 导入与重建：old case files per second against bare durable rows in batches of the same size, then all read models again
import { sql } from 'kysely';
import { shanghaiDate } from '../src/base/dates.ts';
import { columns } from '../src/casework/importing/columns.ts';
import { importCases } from '../src/casework/importing/importCases.ts';
import { rebuild } from '../src/casework/rebuild.ts';
import { posts } from '../src/law/registers.ts';
import type { Db } from '../src/store/database.ts';
import { type Bench, timed } from './measure.ts';
import { openSystem } from './system.ts';

const ROWS = 10_000;
/** Rows of one statement of the peer: what the import has under way at once. */
const BATCH = 64;

const headings = columns.map(({ heading }) => heading);
function table(from: number, count: number): Uint8Array {
  const row = (no: number): Record<string, string> => ({
    原案号: `盘林罚〔2016〕${no}号`,
    执法类别: '行政处罚',
    案由: '擅自开垦林地',
    当事人类别: '法人或者非法人组织',
    当事人: `盘锦演示第${no}苇田农业有限公司`,
    立案日期: '2016-03-01',
    决定日期: '2016-04-20',
    决定文书号: `盘林罚决〔2016〕${no}号`,
    处理结果: '罚款1,234.50元，已缴纳',
    '罚款（元）': '1234.50',
    原承办人: '演示甲、演示乙',
    案卷存放位置: '档案室3柜2层',
  });
  const lines = Array.from({ length: count }, (_, i) => headings.map((heading) => `"${row(from + i)[heading] ?? ''}"`).join(','));
  return Buffer.from([headings.join(','), ...lines].join('\n'));
}

/** The least a durable row can cost: one statement a batch, nothing but text in it. */
async function bareRows(db: Db, count: number): Promise<void> {
  await sql`create table bench_row (id int8 primary key, doc text not null)`.execute(db);
  const doc = 'x'.repeat(900);
  for (let from = 0; from < count; from += BATCH)
    await sql`insert into bench_row select n, ${doc} from generate_series(${from}::int8, ${from + BATCH - 1}::int8) n`.execute(db);
  await sql`drop table bench_row`.execute(db);
}

/** Reads what a rebuild reads, and does nothing with it. */
async function plainRead(db: Db, agency: string): Promise<number> {
  let [last, count] = [-1, 0];
  for (;;) {
    const { rows } = await sql<{ idx: number }>`select e.idx, e.header, p.doc, s.salts from log_entry e
      join log_payload p on p.agency = e.agency and p.idx = e.idx join log_salt s on s.agency = e.agency and s.idx = e.idx
      where e.agency = ${agency} and e.idx > ${last} order by e.idx limit 1000`.execute(db);
    if (rows.length === 0) return count;
    [last, count] = [rows.at(-1)!.idx, count + rows.length];
  }
}

/** `npm run bench -- imports 100000` imports so many. */
export const importsBench: Bench = async ({ args, say }) => {
  const count = Number(args[0] ?? ROWS);
  say(`导入与重建：${count}件历史案卷`);
  const system = await openSystem();
  const { casework } = system.heming;
  try {
    const registers = await casework.registers(casework.db);
    const today = shanghaiDate(new Date());
    const by = registers.people().find(({ id }) => registers.holds(id, 'archivist', today));
    if (!by) throw new Error(`the pack has nobody as ${posts.archivist}`);
    let imported = 0;
    const { ms } = await timed(async () => {
      for (let from = 1; from <= count; from += 50_000) {
        const bytes = table(from, Math.min(50_000, count - from + 1));
        imported += (await importCases(casework, bytes, { by: by.id, today, dry: false })).imported;
      }
    });
    if (imported !== count) throw new Error(`${imported} of ${count} rows were imported`);
    const bare = await timed(() => bareRows(casework.db, count));
    const read = await timed(() => plainRead(casework.db, casework.agency));
    const rebuilt = await timed(() => rebuild(casework));
    const rate = (took: number) => `${Math.round((count * 1000) / took)}/s`;
    return [
      {
        what: `导入历史案卷（${count}件）`,
        value: `${rate(ms)}，共${(ms / 1000).toFixed(1)}秒`,
        against: `空表按批插入 ${rate(bare.ms)}`,
        ratio: bare.ms / ms,
      },
      { what: `重建读模型（${count}条记录）`, value: rate(rebuilt.ms), against: `只读出来 ${rate(read.ms)}`, ratio: read.ms / rebuilt.ms },
    ];
  } finally {
    await system.close();
  }
};
