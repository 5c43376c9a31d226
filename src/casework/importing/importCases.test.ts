// src/casework/importing/importCases.test.ts —— 导入历史案卷：each row whole or not at all, nothing guessed, the same file twice once
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { writeXlsx } from 'hucre/xlsx';
import { plainDate } from '../../base/dates.ts';
import { listCases } from '../boards.ts';
import { rebuild } from '../rebuild.ts';
import { caseTables } from '../tables.ts';
import { openTestCasework } from '../testCasework.ts';
import { columns } from './columns.ts';
import { importCases } from './importCases.ts';
import { NoTable } from './readTable.ts';
import { importTemplate } from './template.ts';

const casework = await openTestCasework();
after(() => casework.close());

const archivist = casework.people.杨帆!;
const today = plainDate('2025-02-10');
const how = { by: archivist, today, dry: false };
const headings = columns.map(({ heading }) => heading);
const good = {
  原案号: '盘林罚〔2016〕3号',
  执法类别: '行政处罚',
  执法事项编码: 'PJLS-CF-001',
  案由: '擅自开垦林地',
  当事人类别: '自然人',
  当事人: '高苇（演示）',
  公民身份号码: '211122197802280039',
  立案日期: '2016-03-01',
  决定日期: '2016/4/20',
  决定文书号: '盘林罚决〔2016〕3号',
  处理结果: '罚款1,234.50元，已缴纳',
  '罚款（元）': '1,234.50',
  违法行为开始日: '2016年1月5日',
  违法行为终了日: '2016.2.1',
};
type Sheet = Record<string, string>;
const csv = (...rows: Sheet[]) =>
  Buffer.from(
    [headings, ...rows.map((row) => headings.map((heading) => row[heading] ?? ''))]
      .map((line) => line.map((cell) => `"${cell}"`).join(','))
      .join('\n'),
  );
const other = (no: number, more: Sheet = {}): Sheet => ({ ...good, 原案号: `盘林罚〔2017〕${no}号`, ...more });
const saysOf = (report: Awaited<ReturnType<typeof importCases>>) =>
  report.list.flatMap(({ row, faults = [] }) => faults.map(({ column, says }) => `${row} ${column}：${says}`));

test('a dry run says what would become of each row and records nothing', async () => {
  const size = casework.log.status().size;
  const report = await importCases(casework, csv(good, other(1, { 决定日期: '2016-13-01' })), { ...how, dry: true });
  assert.deepEqual([report.rows, report.ready, report.faulty, report.imported], [2, 1, 1, 0]);
  assert.deepEqual(saysOf(report), ['3 决定日期：“2016-13-01”不是日期，请写成“2019-03-05”']);
  assert.equal(casework.log.status().size, size);
});

test('a row becomes a closed case with the words of the old file; its neighbours with faults leave nothing', async () => {
  const size = casework.log.status().size;
  const report = await importCases(
    casework,
    csv(good, other(2, { 执法类别: '行政处分' }), other(3, { '罚款（元）': '五百' }), other(4, { 决定日期: '2030-01-01' })),
    how,
  );
  assert.deepEqual([report.imported, report.faulty], [1, 3]);
  assert.equal(casework.log.status().size, size + 1);
  const { cases } = await listCases(casework.db, { agency: casework.agency, view: 'closed', person: '', actors: [], text: '2016〕3号' });
  assert.equal(cases.length, 1);
  const [row] = cases;
  assert.deepEqual(
    [row!.case_number, row!.decision_number, row!.party, row!.fine, row!.filed_on, row!.decided_on, row!.status],
    [good.原案号, good.决定文书号, '高某', 123_450, '2016-03-01', '2016-04-20', 'ended'],
  );
  assert.match(
    saysOf(report).join('\n'),
    /3 执法类别：“行政处分”不在可选范围[\s\S]*4 罚款（元）：“五百”不是以元为单位的金额[\s\S]*决定日期2030-01-01晚于今天/,
  );
});

test('the same file again imports nothing twice; the same number with other words is a fault', async () => {
  const again = await importCases(casework, csv(good), how);
  assert.deepEqual([again.imported, again.already, again.faulty], [0, 1, 0]);
  const other = await importCases(casework, csv({ ...good, 处理结果: '罚款二千元' }), how);
  assert.match(saysOf(other).join(), /已经导入过，内容与这一行不同/);
  const twins = await importCases(casework, csv({ ...good, 原案号: '同号' }, { ...good, 原案号: '同号' }), how);
  assert.deepEqual([twins.imported, twins.faulty], [0, 2]);
});

test('a fine of an imported case bars another for the same act, and a rebuild gives the same rows', async () => {
  const read = async () => ({
    fines: await caseTables(casework.db).selectFrom('prior_fine').selectAll().execute(),
    rows: await caseTables(casework.db).selectFrom('case_row').selectAll().orderBy('case_id').execute(),
  });
  const before = await read();
  assert.deepEqual(
    before.fines.map(({ fine, act_from, act_to }) => [fine, act_from, act_to]),
    [[123_450, '2016-01-05', '2016-02-01']],
  );
  await rebuild(casework);
  assert.deepEqual(await read(), before);
});

test('an XLSX with real dates and numbers reads the same as text; an identity number kept as a number is refused, not repaired', async () => {
  const bytes = await writeXlsx({
    sheets: [
      {
        name: '历史案卷',
        rows: [
          headings,
          headings.map((heading) => {
            const value = other(20)[heading as keyof typeof good] ?? null;
            if (heading === '决定日期') return new Date('2016-04-20T00:00:00Z');
            if (heading === '罚款（元）') return 1234.5;
            return value;
          }),
          headings.map((heading) => (heading === '公民身份号码' ? Number(good.公民身份号码) : (other(21)[heading] ?? null))),
        ],
      },
    ],
  });
  const report = await importCases(casework, bytes, how);
  assert.deepEqual([report.imported, report.faulty], [1, 1]);
  assert.match(saysOf(report).join(), /3 公民身份号码：单元格是数字/);
});

test('CSV in GB 18030 as Chinese Excel writes it is read; what is no table of the template is refused whole, saying what to do', async () => {
  // 原案号,执法类别 … cannot be written here in GB 18030 without a table: the bytes of 案号 alone show the encoding is told apart.
  const gb = Buffer.from([0xb0, 0xb8, 0xba, 0xc5, 0x0a, 0x31, 0x0a]);
  await assert.rejects(
    importCases(casework, gb, how),
    (error: Error) => error instanceof NoTable && /不认识的列：案号|缺少这些列/.test(error.message),
  );
  await assert.rejects(importCases(casework, Buffer.from('PK\u0003\u0004broken'), how), NoTable);
  await assert.rejects(importCases(casework, Buffer.from(`${headings.join(',')}\n`), how), /没有案卷/);
  await assert.rejects(importCases(casework, Buffer.from(`${headings.join(',')},备注\n1`), how), /不认识的列：备注/);
});

test('the template is what the import reads', async () => {
  const template = await importTemplate();
  await assert.rejects(importCases(casework, template, how), /没有案卷/);
});
