// bench/crash/clerk.ts —— 办案的人:registers clues and verifies them until the server is gone, noting what was acknowledged
import { shanghaiDate, shanghaiMinute } from '../../src/base/dates.ts';
import { newId } from '../../src/base/ids.ts';
import type { Seat } from '../crash.ts';
import type { Acknowledged } from './judge.ts';

/** An answer that no kill explains. */
export class Unexpected extends Error {
  override name = 'Unexpected';
}

const clue = () => ({
  source: 'satellite',
  receivedAt: shanghaiMinute(new Date(Date.now() - 60_000)),
  place: '盘锦市大洼区演示村',
  summary: '遥感图斑显示林地内新修道路（演示）',
});

type Act = { id: string; caseId: string; step: string; seen: number; by: string[]; particulars: object };

async function perform(base: string, token: string, { id, caseId, step, seen, by, particulars }: Act): Promise<void> {
  const response = await fetch(`${base}/api/cases/${caseId}/acts`, {
    method: 'POST',
    headers: { cookie: `heming=${token}`, origin: base, 'content-type': 'application/json', 'idempotency-key': id },
    body: JSON.stringify({ step, on: shanghaiDate(new Date()), by, particulars, seen }),
  });
  const text = await response.text();
  if (response.status !== 201) throw new Unexpected(`办理“${step}”得到 ${response.status}：${text.slice(0, 300)}`);
}

/** Opens a case that takes evidence; returns its id. */
export async function registerClue(base: string, { token, officers }: Seat): Promise<string> {
  const caseId = newId();
  await perform(base, token, { id: newId(), caseId, step: 'clueRegistered', seen: 0, by: [officers[0]], particulars: clue() });
  return caseId;
}

/** A clerk works at a base address; the promise rejects when the connection breaks. */
export const openClerk =
  ({ token, officers }: Seat, acknowledged: Acknowledged) =>
  async (base: string) => {
    const verification = { finding: '现场核查属实（演示）', withinJurisdiction: true, suggestion: 'file' };
    const act = async (caseId: string, step: string, seen: number, by: string[], particulars: object) => {
      const id = newId();
      await perform(base, token, { id, caseId, step, seen, by, particulars });
      acknowledged.acts.push({ id, caseId, n: seen + 1 });
    };
    for (;;) {
      const caseId = newId();
      await act(caseId, 'clueRegistered', 0, [officers[0]], clue());
      acknowledged.open = caseId;
      await act(caseId, 'clueVerified', 1, officers, verification);
    }
  };
