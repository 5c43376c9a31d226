// src/console/changes/differences.ts —— 前后对照:which parts of an entry differ, in words
import { linesOf } from './calendarText.ts';

export type Difference = { name: string; before: string; after: string };

/** Chinese names of the parts one may change. */
export const partNames: Record<string, string> = {
  ...{ holidays: '放假', workdays: '调休上班', value: '数值', unit: '单位', from: '起始日期', basis: '依据', mark: '核对情况' },
  ...{ name: '名称', subject: '实施主体', target: '对象', role: '职责', level: '层级', note: '说明', correctiveOrders: '责令' },
  ...{
    breach: '违反条款',
    penalty: '处罚条款',
    sanctions: '处罚种类和幅度',
    tiers: '裁量档次',
    crime: '移送标准',
    reviewTriggers: '法制审核情形',
  },
  ...{ recordingSteps: '音像记录环节', usable: '可以选用', whyUnusable: '停用原因', publishedFrom: '版本日期', timeLimit: '办理期限' },
  ...{
    charge: '收费',
    publicity: '公示',
    delegation: '委托',
    verification: '核对情况',
    typeName: '类型',
    relatedInspection: '相关检查事项',
  },
  ...{
    shortCode: '文号简称',
    uscc: '统一社会信用代码',
    region: '区域',
    government: '本级人民政府',
    court: '有管辖权的法院',
    address: '地址',
    phone: '电话',
  },
  ...{
    bank: '罚缴银行',
    legalStatus: '性质',
    divisions: '县区',
    hours: '办公时间',
    complaint: '投诉渠道',
    site: '网站信息',
    unverified: '待核实',
  },
  ...{ duties: '职责', parent: '上级机构', kind: '类别', nameEn: '英文名称', reviewAlways: '每件都审', randomInspection: '随机抽查' },
};

/** A part in words: texts as they are, lists line by line, days as stretches, the rest as JSON. */
export function partText(key: string, value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (key === 'holidays' || key === 'workdays') return linesOf(value as Record<string, string>);
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return value.join('\n');
  return JSON.stringify(value, null, 1);
}

/** Every part that differs; of an entry that begins or ends, every part there is. */
export function differencesOf(before: unknown, after: unknown): Difference[] {
  const [old, now] = [before, after].map((each) => (each ?? {}) as Record<string, unknown>) as [
    Record<string, unknown>,
    Record<string, unknown>,
  ];
  const keys = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  return keys
    .map((key) => ({ name: partNames[key] ?? key, before: partText(key, old[key]), after: partText(key, now[key]) }))
    .filter((each) => each.before !== each.after);
}

/** A side of a difference line by line. Of a list only the lines the other side does not have; of structured content all, those marked. */
export const linesOfSide = (side: string, other: string): { line: string; differs: boolean }[] => {
  const there = new Set(other.split('\n'));
  const lines = side.split('\n').map((line) => ({ line, differs: !there.has(line) }));
  return /^[[{]/.test(side) ? lines : lines.filter(({ differs }) => differs);
};
