// src/law/walk/testSpoils.ts —— 随机走案的差错：one thing wrong that a form would let pass; for tests
import type { Particulars } from '../particulars/field.ts';
import { picker, type Scene } from './testScene.ts';

/** Makes one thing wrong that a form would let pass. */
export function spoil(values: Particulars, scene: Scene, random: () => number): Particulars {
  const pick = picker(random);
  const wrong: Particulars[] = [
    { item: 'PJLS-CF-054' },
    { handlers: ['panjin-p01', 'panjin-p05'] },
    { evidence: ['unknown'] },
    { fine: scene.fine * 9 },
    { tier: '不予处罚' },
    { lightening: ['remedied'] },
    { outcome: 'passed', points: {} },
    { publish: true },
    { withinJurisdiction: false },
    { lawComparison: 'same' },
    { host: 'panjin-p01' },
    { members: ['panjin-p11', 'panjin-p07'] },
    { relation: 'representative' },
    { relation: 'family' },
    { signed: 'absent' },
    { restoreBy: '2020-01-01' },
    { receivedAt: '2027-01-01 09:00' },
    { recorder: 'panjin-p10' },
    { method: 'left', receivedBy: undefined, relation: undefined },
    { servedAt: '2025-01-01 09:00' },
  ];
  const change = Object.entries(pick(wrong)).filter(([key]) => key in values);
  return { ...values, ...Object.fromEntries(change) };
}
