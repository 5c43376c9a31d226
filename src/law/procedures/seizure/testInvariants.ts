// src/law/procedures/seizure/testInvariants.ts —— 查封扣押的不变式：over the plain list of acts, by no code of the law's; for tests
import { addDays, type PlainDate } from '../../../base/dates.ts';
import type { RecordedAct } from '../../engine.ts';
import type { Particulars } from '../../particulars/field.ts';
import type { StepId } from '../../vocabulary.ts';
import type { Invariants } from '../../walk/testLightWalk.ts';

const of = (before: RecordedAct[], ...steps: StepId[]) => before.findLast((act) => steps.includes(act.step));
const said = (before: RecordedAct[], step: StepId): Particulars => of(before, step)?.particulars ?? {};
const on =
  (steps: StepId[], check: Invariants[string]): Invariants[string] =>
  (seen) =>
    steps.includes(seen.act.step) ? check(seen) : undefined;

type Move = { no: number; quantity: string; disposal?: string };
const moves = (act: RecordedAct): Move[] => (act.particulars.moves as Move[] | undefined) ?? [];
const milli = (text: string) => Math.round(Number(text) * 1000);

/** The acts that count when `act` is in the file too: voided ones are gone. */
const withAct = (before: RecordedAct[], act: RecordedAct): RecordedAct[] =>
  [...before, act].filter((each) => !(act.step === 'actVoided' && each.n === act.particulars.act));
/** What is there of a line by the plain list of acts: seized, less what was sold, disposed of and returned. */
function balance(acts: RecordedAct[]): string | undefined {
  const goods = (of(acts, 'goodsSeized')?.particulars.goods as { quantity: string }[] | undefined) ?? [];
  const left = goods.map(({ quantity }) => milli(quantity));
  for (const act of acts.filter(({ step }) => ['goodsSold', 'goodsDisposed', 'goodsReturned'].includes(step)))
    for (const { no, quantity } of moves(act)) {
      if (left[no - 1] === undefined) return `清单没有${no}号`;
      left[no - 1]! -= milli(quantity);
      if (left[no - 1]! < 0) return `${no}号去向多于数量`;
    }
  const money = acts.reduce((sum, { step, particulars }) => {
    const proceeds = (particulars.proceeds as number | undefined) ?? 0;
    return step === 'goodsSold' ? sum + proceeds : ['goodsDisposed', 'goodsReturned'].includes(step) ? sum - proceeds : sum;
  }, 0);
  return money < 0 ? '款项去向多于所得' : undefined;
}
/** The last day by counting every day that no told test covers. */
function lastDay(before: RecordedAct[]): PlainDate | undefined {
  const seized = of(before, 'goodsSeized');
  if (!seized) return undefined;
  const tests = before
    .filter((act) => act.step === 'testingNoticed')
    .map((act) => {
      const result = before.find((each) => each.step === 'appraisalReceived' && each.n > act.n)?.on;
      const { from, to } = act.particulars as { from: PlainDate; to: PlainDate };
      return { from, to: result !== undefined && result < to ? result : to };
    });
  let left = Number(said(before, 'seizureProposed').period) + Number(said(before, 'seizureExtended').days ?? 0);
  let day = seized.on;
  while (left > 0) {
    day = addDays(day, 1);
    if (!tests.some(({ from, to }) => from <= day && day <= to)) left -= 1;
  }
  return day;
}

/** R02, R05, R10, R14, R57 and the scope of seizures. */
export const invariants: Invariants = {
  'R57 the goods ledger balances at every moment': ({ before, act }) =>
    ['goodsSold', 'goodsDisposed', 'seizureReleased', 'goodsReturned', 'actVoided', 'goodsSeized'].includes(act.step)
      ? (balance(withAct(before, act)) ?? false)
      : undefined,
  'R57 nothing is held when the case closes': on(['caseClosed'], ({ before }) => {
    const goods = (said(before, 'goodsSeized').goods as { quantity: string }[] | undefined) ?? [];
    const out = before.filter(({ step }) => ['goodsSold', 'goodsDisposed', 'goodsReturned'].includes(step)).flatMap(moves);
    return (
      goods.some(
        ({ quantity }, i) => milli(quantity) !== out.filter(({ no }) => no === i + 1).reduce((sum, move) => sum + milli(move.quantity), 0),
      ) && '还有财物'
    );
  }),
  'R57 only what was released is returned': on(['goodsReturned'], ({ before, act }) => {
    const acts = [...before, act];
    const goods = (said(before, 'goodsSeized').goods as { quantity: string }[] | undefined) ?? [];
    return goods.some((_, i) => {
      let [held, released] = [milli(goods[i]!.quantity), 0];
      for (const each of acts) {
        if (each.step === 'seizureReleased' && each.particulars.whole === true) released = held;
        for (const { no, quantity } of moves(each)) {
          if (no !== i + 1) continue;
          if (each.step === 'seizureReleased') released += milli(quantity);
          else held -= milli(quantity);
          if (each.step === 'goodsReturned') released -= milli(quantity);
        }
      }
      return released < 0;
    })
      ? '没有解除'
      : false;
  }),
  'R10 approved before, or urgent and ratified before anything more': on(
    ['goodsSeized', 'testingNoticed', 'seizureExtended', 'goodsSold', 'goodsDisposed'],
    ({ before, act }) => {
      const urgent = said(before, 'seizureProposed').urgent === true;
      if (act.step === 'goodsSeized') return !urgent && !of(before, 'seizureApproved') && '没有批准';
      return urgent && (!of(before, 'seizureRatified') || of(before, 'seizureDisallowed') !== undefined) && '没有补办批准';
    },
  ),
  'R10 thirty days and thirty more, tests left out': on(
    ['testingNoticed', 'seizureExtended', 'goodsSold', 'goodsDisposed'],
    ({ before, act }) => act.on > (lastDay(before) ?? '9999') && '期限届满',
  ),
  'R10 never more than thirty days at a time': on(
    ['seizureProposed', 'seizureExtended'],
    ({ act }) => Number(act.particulars.period ?? act.particulars.days) > 30 && '超过三十日',
  ),
  'R10 decision and list handed over on the spot': on(
    ['goodsSeized'],
    ({ act: { particulars } }) =>
      (particulars.handover === 'later' || (particulars.partyPresent === 'absent' && !particulars.witness)) && '没有当场交付',
  ),
  'R02, R05 two qualified officers of the agency': on(
    ['seizureProposed', 'goodsSeized', 'testingNoticed', 'goodsReturned'],
    ({ act, registers }) => {
      const fit = (id: string) =>
        registers.certificate(id, act.on)?.actTypes.includes('coercion') &&
        registers.holds(id, 'officer', act.on) &&
        registers.capacity(id, act.on).kind !== 'entrusted';
      return !(new Set(act.by).size >= 2 && act.by.every(fit)) && '人员不合格';
    },
  ),
  'never necessities, never what has nothing to do with the breach, never twice': on(
    ['seizureProposed'],
    ({ act: { particulars } }) =>
      (particulars.necessities === true || particulars.related === false || particulars.sealedElsewhere === true) && '超出范围',
  ),
  'R14 what the catalogue sends to review passed it before it is approved': on(['seizureApproved'], ({ before }) => {
    const { premises, value = 0 } = said(before, 'seizureProposed') as { premises?: boolean; value?: number };
    const review = of(before, 'legalReviewed');
    return (premises === true || value >= 5_000_000) && review?.particulars.outcome !== 'passed' && '没有审核通过';
  }),
  'approved before it is carried out, by the minute': on(['goodsSeized'], ({ before, act }) => {
    const approved = of(before, 'seizureApproved');
    const minute = approved && new Date(Date.parse(approved.recordedAt) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
    return minute !== undefined && String(act.particulars.startedAt) < minute && '批准以前实施';
  }),
  'confiscation rests on a penalty decision': on(
    ['goodsDisposed'],
    ({ act }) =>
      (moves(act).some((move) => move.disposal === 'confiscated') || act.particulars.proceeds !== undefined) &&
      (!act.particulars.penaltyNo || act.particulars.penaltyCase === '没有的案件') &&
      '没有处罚决定',
  ),
  'keeping and testing cost the party nothing': on(
    ['goodsSeized', 'keepingEntrusted', 'testingNoticed'],
    ({ act: { particulars } }) => (particulars.keepingCostBy === 'party' || particulars.testCostBy === 'party') && '向当事人收费',
  ),
  'a late ratification says why': on(['seizureRatified'], ({ before, act }) => {
    const hours = (Date.parse(String(act.particulars.approvedAt)) - Date.parse(String(said(before, 'goodsSeized').startedAt))) / 3_600_000;
    return hours > 24 && !act.particulars.lateReason && '没有写明原因';
  }),
};
