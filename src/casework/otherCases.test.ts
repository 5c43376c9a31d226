// src/casework/otherCases.test.ts —— 并案、分案:each case names the other, checked against what the other case says in the log
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { newId } from '../base/ids.ts';
import { act, openTestCasework } from './testCasework.ts';

const casework = await openTestCasework();
after(() => casework.close());
casework.at('2026-03-02T09:00:00+08:00');

const declared = {
  item: 'PJLS-ZS-001',
  cause: '乡道改建占用林地',
  party: {
    kind: 'organisation',
    name: '盘锦演示公路建设有限公司',
    uscc: '91211103MA0DEM011Y',
    representative: '佟演示',
    address: '盘锦市兴隆台区演示路11号',
    phone: '0427-4000000',
  },
  handlers: [casework.people.赵延!, casework.people.钱禾!],
  how: 'declared',
  occupation: 'forestOccupation',
  project: '演示乡道',
  approver: '辽宁省林业和草原局',
  approvalNo: '演示1号',
  approvedOn: '2026-02-27',
  approvedArea: 200_000,
  plots: [{ place: '演示村', land: 'arbor', area: '1000', unit: 'squareMetre' }],
};
async function open(): Promise<{ caseId: string; number: string }> {
  const caseId = newId();
  const done = await act(casework, { caseId, step: 'levyDeclared', by: ['赵延'], particulars: declared, seen: 0 });
  assert.equal(done.kind, 'recorded', JSON.stringify(done));
  return { caseId, number: done.kind === 'recorded' ? done.act.made!.numbers!.case! : '' };
}
const link = (caseId: string, step: string, otherCase: string, seen: number) =>
  act(casework, { caseId, step, by: ['沈岳'], particulars: { otherCase, reason: '同一项目' }, seen });

test('a case is merged into another only after that one says so, and then it ends', async () => {
  const [main, joining] = [await open(), await open()];
  const early = await link(joining.caseId, 'caseMerged', main.number, 1);
  assert.ok(early.kind === 'refused' && early.reasons.some(({ gate }) => gate === 'bothSaySo'), JSON.stringify(early));
  assert.equal((await link(main.caseId, 'caseJoined', joining.number, 1)).kind, 'recorded');
  assert.equal((await link(joining.caseId, 'caseMerged', main.number, 1)).kind, 'recorded');
  const late = await link(joining.caseId, 'caseJoined', main.number, 2);
  assert.ok(late.kind === 'refused' && late.reasons.some(({ gate }) => gate === 'caseOpen'));
});

test('an enforcement rests on what the log says of the case it names: not on a case without that decision, nor on none', async () => {
  const { number } = await open();
  const proposing = async (decidedCase: string) => {
    const done = await act(casework, {
      caseId: newId(),
      step: 'performanceProposed',
      by: ['赵延', '钱禾'],
      seen: 0,
      particulars: {
        item: 'PJLS-QZ-008',
        cause: '拒不恢复植被',
        party: declared.party,
        handlers: declared.handlers,
        decidedCase,
        decisionNo: '盘林湿罚决〔2025〕第001号',
        decidedOn: '2025-08-20',
        decisionServedOn: '2025-08-22',
        dutyKind: 'restore',
        isStructure: false,
        duty: '恢复植被',
        dutyDue: '2025-12-31',
        unfulfilled: '没有恢复',
        evidence: [newId()],
        place: '演示村',
        harm: 'resources',
        harmReason: '水土流失',
      },
    });
    assert.equal(done.kind, 'refused', JSON.stringify(done));
    return done.kind === 'refused' ? (done.reasons.find(({ gate }) => gate === 'decisionStands')?.detail ?? '') : '';
  };
  assert.match(await proposing(number), /没有作出盘林湿罚决/);
  assert.match(await proposing('盘林湿案〔2026〕9999号'), /没有案件编号是/);
});

test('a number no case has, and one’s own, are refused', async () => {
  const { caseId, number } = await open();
  const nobody = await link(caseId, 'caseJoined', '盘林湿案〔2026〕9999号', 1);
  assert.ok(nobody.kind === 'refused' && nobody.reasons.some(({ gate }) => gate === 'bothSaySo'));
  const own = await link(caseId, 'caseJoined', number, 1);
  assert.ok(own.kind === 'refused' && own.reasons.some(({ gate }) => gate === 'notItself'));
});
