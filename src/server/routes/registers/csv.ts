// src/server/routes/registers/csv.ts —— 表格文件:UTF-8 with a mark spreadsheets look for; no cell can be a formula

/** Rows as RFC 4180 text. A cell that a spreadsheet would compute is kept text by an apostrophe before it. */
export const writeCsv = (rows: readonly (readonly string[])[]): string =>
  `\ufeff${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;

const cell = (text: string): string => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
