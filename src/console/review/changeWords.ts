// src/console/review/changeWords.ts —— 改动的说法:a change of the reviewed subject in words and units
import { yuan } from '../../base/money.ts';
import { huntingFacts, lighteningFacts } from '../../law/vocabulary.ts';

const labels: Record<string, string> = {
  facts: '违法事实',
  sanction: '罚则',
  tier: '裁量档次',
  tierReason: '裁量理由',
  lightening: '从轻、减轻情节',
  lighteningReason: '从轻、减轻怎样体现',
  fine: '建议罚款',
  correction: '责令改正的内容',
  restoreBy: '改正（恢复）期限',
  lawComparison: '新旧法比较',
  comparisonNote: '比较说明',
  hunting: '狩猎的地点、时间和工具',
  crimeNote: '刑事标准对照',
  opinion: '处理意见',
  text: '事实',
  evidence: '证据',
  id: '编号',
  digest: '摘要',
  name: '姓名或者名称',
  address: '地址',
  phone: '电话',
  citizenId: '公民身份号码',
  uscc: '统一社会信用代码',
  kind: '类别',
  representative: '负责人',
  area: '面积',
  base: '基数',
  trees: '株数',
  volume: '材积',
};
const nothing = '（无）';
const personal = /姓名|公民身份号码|电话|地址/;

/** Where a change is, and both sides readable; personal data is told as changed, not shown. */
export function changeWords({ path, before, after }: { path: string; before: unknown; after: unknown }): {
  place: string;
  before: string;
  after: string;
} {
  const parts = path.split('·');
  const place = parts.map((part) => (/^\d+$/.test(part) ? `第${Number(part) + 1}项` : (labels[part] ?? part))).join('·');
  const key = parts.findLast((part) => !/^\d+$/.test(part)) ?? '';
  if (personal.test(place)) return { place, before: '（原内容）', after: '（已改）' };
  return { place, before: valueWords(key, before), after: valueWords(key, after) };
}

function valueWords(key: string, value: unknown): string {
  if (value === undefined || value === null || value === '') return nothing;
  if (typeof value === 'number')
    return key === 'fine' || key === 'base' ? `${yuan(value)}元` : key === 'area' ? `${value / 100}㎡` : String(value);
  if (key === 'hunting' && typeof value === 'string') return huntingFacts[value as keyof typeof huntingFacts] ?? value;
  if (typeof value === 'string')
    return value in lighteningFacts
      ? lighteningFacts[value as keyof typeof lighteningFacts].name
      : key === 'digest'
        ? value.slice(0, 12)
        : value;
  if (Array.isArray(value)) return value.length === 0 ? nothing : value.map((each) => valueWords(key, each)).join('、');
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  return entries.map(([name, each]) => `${labels[name] ?? name}：${valueWords(name, each)}`).join('；') || nothing;
}
