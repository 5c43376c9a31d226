// src/casework/importing/template.ts —— 导入模板：an empty sheet with the columns, and what goes into each
import { writeXlsx } from 'hucre/xlsx';
import { columns } from './columns.ts';

/** The template as an XLSX workbook: the sheet to fill in, and one that explains the columns. */
export const importTemplate = (): Promise<Uint8Array> =>
  writeXlsx({
    sheets: [
      { name: '历史案卷', columns: columns.map(({ heading }) => ({ header: heading, key: heading, width: 18, numFmt: '@' })), data: [] },
      {
        name: '填写说明',
        columns: [
          { header: '列', key: 'heading', width: 20 },
          { header: '必填', key: 'required', width: 8 },
          { header: '怎样填', key: 'help', width: 70 },
        ],
        data: columns.map(({ heading, required, help }) => ({ heading, required: required ? '是' : '', help })),
      },
    ],
  });
