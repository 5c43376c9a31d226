// src/law/procedures/penalty/restoration/restorationFields.ts —— 复查恢复情况的必载事项
import type { Field } from '../../../particulars/field.ts';

const unrestored = { key: 'outcome', is: ['notRestored'] } as const;
/** What two officers found when the day set for correcting or restoring came (处罚法§28). */
export const restorationRechecked: Field[] = [
  { key: 'findings', label: '复查情况', kind: 'longText', max: 3000, min: 5, required: true },
  {
    key: 'outcome',
    label: '复查意见',
    kind: 'choice',
    options: { restored: '已经改正、恢复', extended: '延长期限', notRestored: '没有改正、恢复' },
    required: true,
  },
  { key: 'newBy', label: '延长至', kind: 'date', required: true, only: { key: 'outcome', is: ['extended'] } },
  {
    key: 'follows',
    label: '怎样处理',
    kind: 'choice',
    options: { performance: '已启动代履行', court: '已申请人民法院强制执行', decided: '在本案处罚决定中处理' },
    required: true,
    only: unrestored,
  },
  {
    key: 'followingCase',
    label: '代履行、申请强制执行的案号',
    kind: 'text',
    max: 60,
    required: true,
    only: { key: 'follows', is: ['performance', 'court'] },
  },
  { key: 'evidence', label: '复查照片或者验收材料', kind: 'evidence' },
];
