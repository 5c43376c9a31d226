// src/law/procedures/seizure/goodsGates.ts —— 财物的账：nothing moves that is not there, and nothing stays behind
import { type At, evolve, formGate, gate, resting } from '../../engine.ts';
import { decisionRelied } from '../coercion/standing.ts';
import { heldInWords, overdrawn, proceedsHeld, unbalanced } from './ledger.ts';

type Move = { disposal?: string };
const movesIn = ({ act }: At): Move[] => (act.particulars.moves as Move[] | undefined) ?? [];
const proceedsIn = ({ act }: At): number => (act.particulars.proceeds as number | undefined) ?? 0;

/** R57: what is released, returned, sold, confiscated or handed on is on the list and still there. */
export const goodsThere = resting(
  ['goodsSeized'],
  formGate(
    'goodsThere',
    '强制法§26',
    '对查封、扣押的场所、设施或者财物，行政机关应当妥善保管，不得使用或者损毁',
    (at) => overdrawn(at.file, at.act.step, at.act.particulars) === undefined,
    (at) => overdrawn(at.file, at.act.step, at.act.particulars),
  ),
);
export const onlyPerishable = formGate(
  'onlyPerishable',
  '强制法§28',
  '已将鲜活物品或者其他不易保管的财物拍卖或者变卖的，退还拍卖或者变卖所得款项',
  ({ act }) => act.particulars.perishable !== false,
  () => '容易保管的财物在作出处理决定以前不得拍卖、变卖。',
);
/** Confiscation follows a penalty decision; the seizure itself confiscates nothing. */
export const confiscatedByDecision = formGate(
  'confiscatedByDecision',
  '强制法§27',
  '对违法事实清楚，依法应当没收的非法财物予以没收',
  (at) => whyNotConfiscated(at) === undefined,
  (at) => whyNotConfiscated(at),
);
function whyNotConfiscated(at: At): string | undefined {
  if (!movesIn(at).some((move) => move.disposal === 'confiscated') && proceedsIn(at) === 0) return undefined;
  const { penaltyNo, penaltyCase, old } = at.act.particulars as { penaltyNo?: string; penaltyCase?: string; old?: boolean };
  if (!penaltyNo || !penaltyCase) return '没收须以行政处罚决定为依据，请写明作出处罚决定的案件编号和处罚决定文号。';
  const relied = decisionRelied({ caseNo: penaltyCase, number: penaltyNo, old }, at.registers);
  return 'why' in relied ? relied.why : undefined;
}
export const transferTold = formGate(
  'transferTold',
  '强制法§21',
  '行政机关应当将查封、扣押、冻结的财物一并移送，并书面告知当事人',
  (at) => !movesIn(at).some((move) => move.disposal === 'transferred') || at.act.particulars.partyTold === true,
  () => '移送司法机关的，请先书面告知当事人。',
);
/** Proceeds are paid out or confiscated once, and never more than came in. */
export const proceedsThere = resting(
  ['goodsSeized'],
  formGate(
    'proceedsThere',
    '强制法§28',
    '退还拍卖或者变卖所得款项',
    (at) => proceedsIn(at) <= proceedsHeld(at.file),
    (at) => `在本机关的变卖所得款项是${proceedsHeld(at.file) / 100}元，填写的是${proceedsIn(at) / 100}元。`,
  ),
);
/** A movement moves something. */
export const somethingMoved = formGate(
  'somethingMoved',
  '强制法§28',
  '解除查封、扣押应当立即退还财物',
  (at) => movesIn(at).length > 0 || proceedsIn(at) > 0,
  () => '请填写财物或者款项。',
);
/** A case is not closed over goods that are still held. */
export const goodsSettled = gate(
  'goodsSettled',
  '强制法§27',
  '行政机关采取查封、扣押措施后，应当及时查清事实，在本法第二十五条规定的期限内作出处理决定',
  ({ file }) => heldInWords(file) === '',
  ({ file }) => `还有没有处理、退还的：${heldInWords(file)}。`,
);
/** R57: correcting or voiding a record leaves a ledger that balances. */
export const ledgerStands = formGate(
  'ledgerStands',
  '本局规定§10',
  '已经作出、送达的决定不得以更正、作废它所依据的记录的方式改变',
  (at) => unbalanced(afterChange(at)) === undefined,
  (at) => `更正、作废以后，${unbalanced(afterChange(at))}请先更正、作废后面的记录。`,
);
const afterChange = ({ act, file, today, enteredBy }: At) =>
  evolve(file, { ...act, id: '', n: (file.acts.at(-1)?.n ?? 0) + 1, recordedAt: '', recordedOn: today, enteredBy });
