// src/law/procedures/imported/particulars.ts —— 历史案卷的照录事项:what the old file says, and where it says it; nothing is guessed
import { partyFields } from '../../particulars/clue.ts';
import type { Field } from '../../particulars/field.ts';
import { actTypes } from '../../vocabulary.ts';

/** Old files often lack numbers and addresses: only who it was about must be known. */
const partyAsFiled: Field[] = partyFields
  .filter(({ key }) => ['kind', 'name', 'citizenId', 'uscc', 'representative'].includes(key))
  .map((field) => ({ ...field, required: field.key === 'kind' || field.key === 'name' }));

export const caseImported: Field[] = [
  { key: 'oldNumber', label: '原案号', kind: 'text', max: 60, required: true, help: '照录；同一个案号只能导入一次' },
  { key: 'kind', label: '执法类别', kind: 'choice', options: actTypes, required: true },
  { key: 'item', label: '执法事项编码', kind: 'item', help: '事项清单中有的才填；没有的不填' },
  { key: 'cause', label: '案由', kind: 'text', max: 100, required: true },
  { key: 'party', label: '当事人', kind: 'group', fields: partyAsFiled, required: true },
  { key: 'filedOn', label: '立案或者受理日期', kind: 'date' },
  { key: 'decidedOn', label: '决定日期', kind: 'date', required: true },
  { key: 'decisionNumber', label: '决定文书号', kind: 'text', max: 80 },
  { key: 'outcome', label: '处理结果', kind: 'longText', max: 1000, min: 2, required: true },
  { key: 'fine', label: '罚款', kind: 'money', min: 1 },
  { key: 'actFrom', label: '违法行为开始日', kind: 'date' },
  { key: 'actTo', label: '违法行为终了日', kind: 'date' },
  { key: 'handledBy', label: '原承办人', kind: 'text', max: 100, mask: 'otherName' },
  { key: 'shelf', label: '案卷存放位置', kind: 'text', max: 100 },
  {
    key: 'sourceDigest',
    label: '导入文件的摘要（SHA-256）',
    kind: 'text',
    max: 64,
    required: true,
    pattern: { test: /^[0-9a-f]{64}$/, says: '摘要是64位十六进制数' },
  },
  { key: 'sourceRow', label: '导入文件的行号', kind: 'whole', min: 1, max: 1_048_576, required: true },
];
