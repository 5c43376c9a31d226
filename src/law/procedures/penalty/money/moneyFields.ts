// src/law/procedures/penalty/moneyFields.ts —— 延期分期、加处罚款、催告、转申请执行 的必载事项
import type { PlainDate } from '../../../../base/dates.ts';
import { type CaseFile, last } from '../../../engine.ts';
import { reportOf } from '../../../facts.ts';
import type { Field } from '../../../particulars/field.ts';
import { serviceFields } from '../../../particulars/notice.ts';
import { accountOf } from '../../../reckoning/account.ts';
import type { Registers } from '../../../registers.ts';

/** The account on the last day of the file: the form shows it, the gate asks again on the day of the act. */
const owedNow = (what: 'owed' | 'late') => (file: CaseFile, registers: Registers) => {
  const account = accountOf(file, registers, file.acts.at(-1)!.recordedOn as PlainDate);
  const value = what === 'owed' ? account?.owed : account?.late.late;
  return value ? { value, source: '罚款账' } : undefined;
};

export const deferralRequested: Field[] = [
  { key: 'wants', label: '申请', kind: 'choice', options: { deferral: '延期缴纳', instalments: '分期缴纳' }, required: true },
  { key: 'reason', label: '经济困难的情况', kind: 'longText', max: 2000, min: 2, required: true },
  { key: 'paper', label: '申请书和证明经济困难的材料', kind: 'evidence', min: 1, required: true },
];
/** 处罚法§66: asked by the party, approved by the agency, with its own days. */
export const deferralDecided: Field[] = [
  {
    key: 'outcome',
    label: '决定',
    kind: 'choice',
    options: { deferred: '准予延期', instalments: '准予分期', refused: '不予批准' },
    required: true,
  },
  { key: 'until', label: '延期至', kind: 'date', required: true, only: { key: 'outcome', is: ['deferred'] } },
  {
    key: 'parts',
    label: '各期',
    kind: 'rows',
    min: 2,
    max: 36,
    required: true,
    only: { key: 'outcome', is: ['instalments'] },
    fields: [
      { key: 'by', label: '缴款期限', kind: 'date', required: true },
      { key: 'amount', label: '金额（元）', kind: 'money', min: 1, required: true },
    ],
  },
  { key: 'reason', label: '理由', kind: 'longText', max: 1000, min: 2, required: true },
];

/** 处罚法§72: the amount is reckoned, never typed freely. */
export const lateFineImposed: Field[] = [
  { key: 'amount', label: '截至今天的加处罚款（元）', kind: 'money', min: 1, required: true, known: owedNow('late') },
  { key: 'opinion', label: '审批意见', kind: 'longText', max: 1000, required: true },
];

/** 强制法§54, §35: what is owed, how and until when, and the right to state one's case; served as any paper. */
export const performanceDemanded: Field[] = [
  { key: 'amount', label: '应缴金额（元，含加处罚款）', kind: 'money', known: owedNow('owed') },
  {
    key: 'duty',
    label: '其他应当履行的义务',
    kind: 'longText',
    max: 1000,
    help: '如限期恢复植被；没有的不填',
    known: (file) => {
      const correction = reportOf(file)?.correction;
      return correction && last(file, 'decisionMade') ? { value: correction, source: '行政处罚决定书' } : undefined;
    },
  },
  { key: 'by', label: '履行期限', kind: 'date', required: true, help: '自收到催告书之日起不少于十个工作日' },
  ...serviceFields,
];

/** The case that goes on at the court, by its number. */
export const enforcementNamed: Field[] = [
  { key: 'caseNo', label: '申请强制执行案的案件编号', kind: 'text', max: 60, required: true },
  {
    key: 'court',
    label: '人民法院',
    kind: 'text',
    max: 100,
    required: true,
    known: (_, registers) => ({ value: registers.agency.court, source: '机关资料' }),
  },
  { key: 'note', label: '说明', kind: 'longText', max: 1000 },
];
