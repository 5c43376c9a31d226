// src/casework/importing/readTable.ts —— 读表：XLSX or CSV (UTF-8 or GB 18030) to rows, each with its number in the file
import { parseCsv } from 'hucre/csv';
import { readXlsx } from 'hucre/xlsx';
import type { Cell } from './columns.ts';

/** Most rows of one file; more are imported in parts. */
export const MOST_ROWS = 50_000;
/** Most bytes of one file. */
export const MOST_BYTES = 16 * 1024 * 1024;

/** A row with its number as the spreadsheet shows it (the headings are row 1). */
export type TableRow = { row: number; cells: Cell[] };

/** The file cannot be read as a table; the message says what to do. */
export class NoTable extends Error {
  override name = 'NoTable';
}

/** Reads the first sheet. Throws NoTable; empty rows are left out and keep their number. */
export async function readTable(bytes: Uint8Array): Promise<{ headings: string[]; rows: TableRow[] }> {
  const all = isZip(bytes) ? await sheetOf(bytes) : parseCsv(decode(bytes), { typeInference: false });
  const [first = [], ...rest] = all as Cell[][];
  const headings = first.map((cell) =>
    String(cell ?? '')
      .normalize('NFC')
      .replaceAll(/\s/g, ''),
  );
  const rows = rest
    .map((cells, i) => ({ row: i + 2, cells }))
    .filter(({ cells }) => cells.some((cell) => String(cell ?? '').trim() !== ''));
  if (headings.every((heading) => heading === '')) throw new NoTable('第一行应当是各列的名称，请使用下载的模板。');
  if (rows.length === 0) throw new NoTable('表里没有案卷，请从第二行起每行填写一件。');
  if (rows.length > MOST_ROWS) throw new NoTable(`一次最多导入${MOST_ROWS}件，这个文件有${rows.length}件，请分成几个文件。`);
  return { headings, rows };
}

const isZip = (bytes: Uint8Array) => bytes[0] === 0x50 && bytes[1] === 0x4b;

async function sheetOf(bytes: Uint8Array): Promise<Cell[][]> {
  try {
    const book = await readXlsx(bytes, { sheets: [0], maxRows: MOST_ROWS + 2, range: `A1:AZ${MOST_ROWS + 2}` });
    return (book.sheets[0]?.rows ?? []) as Cell[][];
  } catch {
    throw new NoTable('这个文件不是能读的 XLSX 工作簿（可能设了密码或者已经损坏），请另存为 XLSX 或者 CSV 后再试。');
  }
}

/** Chinese Excel writes CSV in GB 18030; what is valid UTF-8 is UTF-8. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    try {
      return new TextDecoder('gb18030', { fatal: true }).decode(bytes);
    } catch {
      throw new NoTable('这个文件既不是 XLSX，也不是 UTF-8 或者 GB 18030 编码的 CSV，请另存为 XLSX 后再试。');
    }
  }
}
