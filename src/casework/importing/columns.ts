// src/casework/importing/columns.ts —— 历史案卷表格的列：what the headings are called, and how a cell is read; nothing is guessed
import { isPlainDate, type PlainDate } from '../../base/dates.ts';
import { actTypes, partyKinds } from '../../law/vocabulary.ts';

/** A cell as a spreadsheet or a CSV file gives it. */
export type Cell = string | number | boolean | Date | null | undefined;
/** A value read, or what is wrong with the cell. */
export type Read = { value: unknown } | { fault: string };

export type Column = { key: string; heading: string; required?: true; help: string; read: (cell: Cell) => Read };

const textOf = (cell: Cell): string => (cell === null || cell === undefined ? '' : String(cell).normalize('NFC').trim());
const text = (cell: Cell): Read =>
  typeof cell === 'number' && !Number.isSafeInteger(cell) ? { fault: '是带小数的数字，应当是文字' } : { value: textOf(cell) };

/** A day: a date cell, or 2019-03-05, 2019/3/5, 2019.3.5, 2019年3月5日. A bare number is not taken for a day. */
export function readDay(cell: Cell): Read {
  if (cell instanceof Date) return { value: cell.toISOString().slice(0, 10) };
  const match = /^(\d{4})(?:-|\/|\.|年)(\d{1,2})(?:-|\/|\.|月)(\d{1,2})日?$/.exec(textOf(cell));
  const day = match && `${match[1]}-${match[2]!.padStart(2, '0')}-${match[3]!.padStart(2, '0')}`;
  return day && isPlainDate(day) ? { value: day as PlainDate } : { fault: `“${textOf(cell)}”不是日期，请写成“2019-03-05”` };
}

/** An amount in 元, with at most two decimals; 分 come out. 万元 must be said in 元. */
export function readYuan(cell: Cell): Read {
  const said = textOf(cell).replaceAll(/[,，]/g, '').replace(/元$/, '');
  const match = /^(\d{1,12})(?:\.(\d{1,2})0*)?$/.exec(said);
  if (!match) return { fault: `“${textOf(cell)}”不是以元为单位的金额，请写成“1234.50”` };
  return { value: Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) };
}

/** One of a list of words, by its Chinese name. */
const oneOf =
  (options: Record<string, string>) =>
  (cell: Cell): Read => {
    const found = Object.entries(options).find(([, name]) => name === textOf(cell));
    return found ? { value: found[0] } : { fault: `“${textOf(cell)}”不在可选范围：${Object.values(options).join('、')}` };
  };

/** Identity numbers longer than a spreadsheet's fifteen digits arrive rounded when the cell was a number: that is refused, not repaired. */
const number18 = (cell: Cell): Read =>
  typeof cell === 'number'
    ? { fault: '单元格是数字，18位号码后几位已经丢失，请把这一列设为文本后重新录入' }
    : { value: textOf(cell).toUpperCase() };

/** The columns in the order of the template. */
export const columns: readonly Column[] = [
  { key: 'oldNumber', heading: '原案号', required: true, help: '照录，同一个案号只能导入一次', read: text },
  { key: 'kind', heading: '执法类别', required: true, help: Object.values(actTypes).join('、'), read: oneOf(actTypes) },
  { key: 'item', heading: '执法事项编码', help: '事项清单中有的才填', read: text },
  { key: 'cause', heading: '案由', required: true, help: '不写当事人姓名', read: text },
  { key: 'party.kind', heading: '当事人类别', required: true, help: Object.values(partyKinds).join('、'), read: oneOf(partyKinds) },
  { key: 'party.name', heading: '当事人', required: true, help: '照录', read: text },
  { key: 'party.citizenId', heading: '公民身份号码', help: '自然人，原卷有的才填；单元格设为文本', read: number18 },
  { key: 'party.uscc', heading: '统一社会信用代码', help: '个体工商户、法人，原卷有的才填；单元格设为文本', read: number18 },
  { key: 'party.representative', heading: '法定代表人', help: '个体工商户、法人，原卷有的才填', read: text },
  { key: 'filedOn', heading: '立案日期', help: '例如2019-03-05', read: readDay },
  { key: 'decidedOn', heading: '决定日期', required: true, help: '例如2019-05-20', read: readDay },
  { key: 'decisionNumber', heading: '决定文书号', help: '照录', read: text },
  { key: 'outcome', heading: '处理结果', required: true, help: '照录', read: text },
  { key: 'fine', heading: '罚款（元）', help: '行政处罚才填，以元为单位', read: readYuan },
  { key: 'actFrom', heading: '违法行为开始日', help: '原卷有的才填', read: readDay },
  { key: 'actTo', heading: '违法行为终了日', help: '原卷有的才填', read: readDay },
  { key: 'handledBy', heading: '原承办人', help: '照录', read: text },
  { key: 'shelf', heading: '案卷存放位置', help: '例如“档案室3柜2层”', read: text },
];
