// src/law/walk/testScene.ts —— 随机走案的一幕：one party, one size and one past, drawn from a seed; for tests
import { type PlainDate, plainDate } from '../../base/dates.ts';
import type { Party } from '../facts.ts';
import { sampleRegisters } from '../papers/sample/registers.ts';
import type { EvidenceFacts, PriorFine, Registers } from '../registers.ts';

/** Numbers in [0, 1) from a seed (mulberry32): the same seed walks the same way on every machine. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** What the walk is about: chosen once, so that each walk has one party, one size and one past. */
export type Scene = { party: Party; area: number; fine: number; tier: string; actTo: PlainDate; grave: boolean; priorFines: PriorFine[] };

const parties: [weight: number, party: Party][] = [
  [6, person('211122197802280039')],
  [1, person('211122200902180013')], // fifteen when the act ended
  [1, person('21112220120309003X')], // twelve
  [
    3,
    {
      kind: 'organisation',
      name: '盘锦演示苇田农业有限公司',
      uscc: '91211100MA0DEM001J',
      representative: '周演示',
      address: '演示镇',
      phone: '0427-2000000',
    },
  ],
];

function person(citizenId: string): Party {
  return { kind: 'person', name: '高苇（演示）', citizenId, address: '演示镇演示村', phone: '13800000021' };
}

/** Draws a scene. Fines are in 分, areas in 1/100 ㎡ of public-welfare forest (five 亩 are 333,333). */
export function drawScene(random: () => number): Scene {
  const pick = picker(random);
  const area = pick([20_000, 20_000, 50_000, 150_000, 150_000, 400_000]);
  const tier = pick(['较轻（从轻）', '较轻（从轻）', '一般']);
  const most = (area / 100) * 2000 * (tier === '一般' ? 2.1 : 0.9);
  const prior: PriorFine = {
    caseNo: '旧案',
    itemCode: 'PJLS-CF-001',
    actFrom: plainDate('2025-01-01'),
    actTo: plainDate('2025-02-01'),
    fine: 100,
  };
  return {
    party: pick(parties.flatMap(([weight, party]) => Array<Party>(weight).fill(party))),
    area,
    tier,
    fine: Math.floor(most * pick([0.7, 0.9, 0.95, 1, 1.2])),
    actTo: plainDate(pick(['2025-01-20', '2025-01-20', '2025-01-20', '2025-01-20', '2024-12-01', '2022-11-30', '2020-06-20'])),
    grave: random() < 0.3,
    priorFines: random() < 0.12 ? [prior] : [],
  };
}

/** Picks one of a list. */
export const picker =
  (random: () => number) =>
  <T>(list: readonly T[]): T =>
    list[Math.floor(random() * list.length)]!;

/** The pack's registers with evidence named e… and the scene's earlier fines. */
export function registersIn(scene: Scene): Registers {
  const evidence = (id: string): EvidenceFacts | undefined =>
    id.startsWith('e') ? { id, name: id, mediaType: 'image/jpeg', digest: id, size: 1, takenBy: [] } : undefined;
  return { ...sampleRegisters('高苇（演示）'), evidence, priorFines: () => scene.priorFines };
}
