// src/law/procedures/permit/testInvariants.ts —— 许可的不变式：R01—R04、R14、R30—R38 said again over the plain list of acts, without asking any gate; for tests
import { addDays, addYears, daysBetween, type PlainDate, plainDate } from '../../../base/dates.ts';
import type { RecordedAct } from '../../engine.ts';
import { sampleRegisters } from '../../papers/sample/registers.ts';
import type { Particulars } from '../../particulars/field.ts';
import { workingDaysBetween } from '../../reckoning/days.ts';
import type { Registers } from '../../registers.ts';
import type { StepId } from '../../vocabulary.ts';
import type { Invariants } from '../../walk/testLightWalk.ts';
import { permit } from './table.ts';

const sample = sampleRegisters('高苇（演示）');
/** The pack's registers with evidence named e…, two days to state one's case, and an examiner who also holds the post of a host. */
export const registers: Registers = {
  ...sample,
  // Two days to state one's case, so that the five for a hearing are the longer.
  parameter: (key, day) => (key === 'statement.days' ? 2 : sample.parameter(key, day)),
  // An examiner who also holds the post of a host: only that he examined keeps him from it.
  holds: (id, post, day) => sample.holds(id, post, day) || (id === 'panjin-p01' && post === 'hearingHost'),
  evidence: (id) => (id.startsWith('e') ? { id, name: id, mediaType: 'image/jpeg', digest: id, size: 1, takenBy: [] } : undefined),
};
const of = (before: RecordedAct[], ...steps: StepId[]) => before.findLast((act) => steps.includes(act.step));
const said = (before: RecordedAct[], step: StepId): Particulars => of(before, step)?.particulars ?? {};
const after = (before: RecordedAct[], act: RecordedAct | undefined, ...steps: StepId[]) =>
  before.filter((each) => each.n > (act?.n ?? 0) && steps.includes(each.step));
const on =
  (steps: StepId[], check: Invariants[string]): Invariants[string] =>
  (seen) =>
    steps.includes(seen.act.step) ? (check(seen) ?? false) : undefined;
/** Working days after the first date up to the second. */
export const wd = (from: string, to: string) => workingDaysBetween(from as PlainDate, to as PlainDate, registers.calendar);
/** Has the fifth (second) working day after `from` not passed before `to`? */
const inDays = (days: number, from: string, to: string) => wd(from, addDays(to as PlainDate, -1)) < days;
const inFive = (from: string, to: string) => inDays(5, from, to);
const names = (rows: unknown) => ((rows ?? []) as { material: string }[]).map((row) => row.material);
const itemOf = (before: RecordedAct[]) => registers.item(String(said(before, 'permitApplied').item), plainDate('2025-03-03'));
const held = (before: RecordedAct[]) => before.some((act) => act.step === 'hearingHeld');
/** Validity before the act, from the acts alone: first the decision, then renewals in time, then the law's own renewal. */
export function validUntil(before: RecordedAct[], day: string): { to: string; deemed: boolean } {
  const first = said(before, 'decisionMade') as { validFrom: PlainDate; validTo: PlainDate };
  let [from, to, deemed] = [first.validFrom, first.validTo, false];
  for (const asked of before.filter((act) => act.step === 'renewalRequested' && act.on <= day)) {
    if (asked.on > to) continue;
    const answer = before.find((act) => act.step === 'renewalDecided' && act.n > asked.n);
    const inTime = answer && answer.on <= to;
    if (inTime && answer.particulars.outcome === 'granted')
      [from, to, deemed] = [addDays(to, 1), answer.particulars.validTo as PlainDate, false];
    else if (!inTime && day > to && daysBetween(asked.on, to) >= 30)
      [from, to, deemed] = [addDays(to, 1), addDays(to, daysBetween(from, to) + 1), true];
  }
  return { to, deemed };
}

/** R-number or rule → what breaks it; undefined where the act is not what it speaks of. */
export const invariants: Invariants = {
  'R01 only a published permit item that the list gives to this agency': on(['permitAccepted'], ({ before, act }) => {
    const item = itemOf(before);
    if (!item?.usable || item.actType !== 'permit') return '事项不可用';
    const forwarded = /省级决定|上报/.test(item.role ?? '');
    return (act.particulars.competence === 'first') !== forwarded && '职责与清单不符';
  }),
  'R02 two certified staff verify on site': on(['siteVerified'], ({ act }) => {
    const fit = (id: string) => registers.holds(id, 'officer', act.on) && registers.certificate(id, act.on)?.actTypes.includes('permit');
    return !(new Set(act.by).size >= 2 && act.by.every(fit)) && '核查人员不合格';
  }),
  'R04 who was recused does nothing more': ({ before, act }) => {
    const gone = before.filter((each) => each.step === 'recusalDecided' && each.particulars.outcome === 'granted');
    return gone.length === 0 ? undefined : gone.some((each) => act.by.includes(each.particulars.about as string)) && '已回避的人又办理';
  },
  'R30 everything is told once, within five working days': on(['supplementNoticed'], ({ before, act }) => {
    if (before.some((each) => each.step === 'supplementNoticed')) return '第二次告知';
    return !inFive(of(before, 'permitApplied')!.on, act.on) && '超过五个工作日';
  }),
  'R30 what was not told in time is accepted, never declined': on(['permitDeclined'], ({ before, act }) => {
    const applied = of(before, 'permitApplied')!;
    const told = before.some((each) => each.step === 'supplementNoticed' && inFive(applied.on, each.on));
    const ours = !['notOurs', 'notNeeded'].includes(String(said(before, 'intakeChecked').outcome));
    return ours && !told && !inFive(applied.on, act.on) && '视为受理后又不予受理';
  }),
  'nothing is asked again that was not told': on(['intakeChecked'], ({ before, act }) => {
    if (act.particulars.outcome !== 'stillIncomplete') return false;
    const told = names(said(before, 'supplementNoticed').materials);
    return names(act.particulars.stillMissing).some((name) => !told.includes(name)) && '要求没有告知过的材料';
  }),
  'unrelated material is not asked for': on(['supplementNoticed'], ({ act }) => {
    const bases = ((act.particulars.materials ?? []) as { basis: string }[]).map((row) => row.basis);
    return bases.some((basis) => !/森林法|森林采伐|行政许可法/.test(basis)) && '无关材料';
  }),
  'no material twice': on(['permitApplied', 'supplementNoticed', 'supplementReceived'], ({ act }) => {
    const list = names(act.particulars.materials);
    return new Set(list).size !== list.length && '重复列明';
  }),
  'another city is never accepted': on(['permitAccepted'], ({ before }) => {
    const outside = String(said(before, 'permitApplied').place).includes('锦州') || said(before, 'intakeChecked').withinTerritory === false;
    return outside && said(before, 'intakeChecked').outcome === 'complete' && '外地的申请被受理';
  }),
  'what the plan requires is done before anything is concluded': on(['examinationConcluded'], ({ before }) => {
    const plan = said(before, 'examinationPlanned');
    if (plan.site && !of(before, 'siteVerified')) return '没有核查';
    if ((plan.interested || plan.contested) && !of(before, 'interestedNotified')) return '没有告知利害关系人';
    if (plan.contested && !of(before, 'hearingTold')) return '没有告知听证权利';
    if (plan.publicHearing && !held(before)) return '没有公告听证';
    const spoke = of(before, 'statementReceived');
    return spoke && after(before, spoke, 'statementRechecked').length === 0 && '没有复核陈述';
  }),
  'R34 who asked for a hearing in time is heard before the decision': on(['decisionMade'], ({ before }) => {
    const told = of(before, 'hearingTold');
    const asked = before.filter((act) => act.step === 'hearingRequested' && told && inFive(told.on, act.on));
    return asked.some((act) => after(before, act, 'hearingHeld', 'hearingAbandoned').length === 0) && '没有听证';
  }),
  'nobody is cut short of the five days': on(['decisionMade'], ({ before, act }) => {
    const told = of(before, 'hearingTold');
    const waived = new Set(after(before, told, 'hearingWaived').map((each) => each.particulars.who));
    if (told && waived.size < 2 && !held(before) && inFive(told.on, act.on)) return '听证申请期内';
    const notified = of(before, 'interestedNotified');
    return notified !== undefined && inDays(2, notified.on, act.on) && '陈述申辩期内';
  }),
  'a hearing is told seven working days before, and held on that day by a host who does not examine': on(
    ['hearingNoticed', 'hearingHeld'],
    ({ before, act }) => {
      const handlers = said(before, 'permitApplied').handlers as string[];
      if (act.step === 'hearingHeld') {
        const told = said(before, 'hearingNoticed');
        return (told.hearingOn !== act.on || told.host !== act.by[0] || handlers.includes(act.by[0]!)) && '与通知不符';
      }
      const { hearingOn, host } = act.particulars as { hearingOn: string; host: string };
      return (
        (wd(act.on, hearingOn) < 8 - 1 || hearingOn <= addDays(act.on, 7) || handlers.includes(host)) && '通知不足七日或者主持人不合格'
      );
    },
  ),
  'a decision rests on the hearing record': on(['decisionMade'], ({ before }) => {
    const hearing = of(before, 'hearingHeld');
    return (
      hearing !== undefined &&
      (after(before, hearing, 'examinationConcluded').length === 0 || !said(before, 'examinationConcluded').hearingWeighed) &&
      '没有根据听证笔录'
    );
  }),
  'granted when every condition is met, refused when one is not': on(['decisionMade'], ({ before, act }) => {
    const rows = (said(before, 'examinationConcluded').conditions ?? []) as { met: boolean }[];
    return rows.length > 0 && (act.particulars.outcome === 'granted') !== rows.every((row) => row.met) && '与条件不符';
  }),
  'decided on the spot only on the day of acceptance': on(['decisionMade'], ({ before, act }) => {
    const spot = said(before, 'permitAccepted').onTheSpot === true && !of(before, 'examinationPlanned');
    if (spot) return of(before, 'permitAccepted')!.on !== act.on && '不是当场';
    const concluded = of(before, 'examinationConcluded');
    return (!concluded || after(before, concluded, 'examinationEndorsed').length === 0) && '没有审查审核';
  }),
  'R14 a major decision rests on a passed review of this very draft': on(['decisionMade'], ({ before }) => {
    if (said(before, 'majorityStated').isMajor !== true && !held(before)) return false;
    const review = of(before, 'legalReviewed');
    const words = (acts: RecordedAct[]) => JSON.stringify(said(acts, 'examinationConcluded')); // the same words again are the same draft
    const rewritten = words(before) !== words(before.filter((each) => each.n < (review?.n ?? 0)));
    const changed = after(before, review, 'siteVerified', 'hearingHeld', 'specialResultReceived');
    return (review?.particulars.outcome !== 'passed' || rewritten || changed.length > 0) && '没有通过审核或者审核后有变化';
  }),
  'R35 a refusal has reasons and names the law': on(['decisionMade'], ({ act }) => {
    const { outcome, reason, basis } = act.particulars as Record<string, string | undefined>;
    return outcome === 'refused' && (!reason || !/森林法|森林采伐|行政许可法/.test(basis ?? '')) && '没有理由或者依据';
  }),
  'R36 no fee where the item has none': on(
    ['decisionMade'],
    ({ before, act }) => act.particulars.fee !== undefined && itemOf(before)?.charge?.has !== true && '违法收费',
  ),
  'R37 forest land for a time is used for two years at most': on(['decisionMade'], ({ before, act }) => {
    const { validFrom, validTo } = act.particulars as { validFrom?: PlainDate; validTo?: PlainDate };
    return itemOf(before)?.code === 'PJLS-XK-003' && validFrom !== undefined && validTo! > addYears(validFrom, 2) && '超过二年';
  }),
  'R38 felling stays inside the quota': on(['examinationConcluded'], ({ before, act }) => {
    const { proposed, quotaLeft, quotaAsked } = act.particulars as Record<string, string | undefined>;
    return itemOf(before)?.code === 'PJLS-XK-001' && proposed === 'granted' && !(Number(quotaAsked) <= Number(quotaLeft)) && '超过限额';
  }),
  'felling is not permitted unexamined': on(['decisionMade'], ({ before, act }) => {
    const granted = act.particulars.outcome === 'granted' && itemOf(before)?.code === 'PJLS-XK-001';
    return granted && !of(before, 'examinationConcluded') && '没有审查就准予采伐';
  }),
  'a special procedure is told before it runs, and is one the plan needs': on(['specialTimeTold'], ({ before, act }) => {
    const { kind, from, to } = act.particulars as Record<string, string>;
    const plan = said(before, 'examinationPlanned');
    const need = kind === 'hearing' ? true : ['inspection', 'testing', 'quarantine'].includes(kind!) ? plan.technical : plan.expert;
    return (!need || from! < act.on || to! < from!) && '违法扣除时间';
  }),
  'R31 extended only while the term runs': on(['periodExtended'], ({ before, act }) => {
    const accepted = of(before, 'permitAccepted')!;
    const longer = accepted.particulars.joint === true || before.some((each) => each.step === 'specialTimeTold');
    return !longer && wd(accepted.on, addDays(act.on, -1)) >= 20 && '届满后延长';
  }),
  'the bureau decides nothing it only reviews first': on(
    ['decisionMade'],
    ({ before }) => said(before, 'permitAccepted').competence === 'first' && '越权决定',
  ),
  'R33 what the law renewed is not refused afterwards': on(['renewalDecided'], ({ before, act }) => {
    const { to, deemed } = validUntil(before, act.on);
    if (act.particulars.outcome === 'refused') return deemed && '视为延续后又不予延续';
    return act.on > to && '届满后延续';
  }),
  'a permit that has ended is neither changed nor revoked': on(['changeDecided', 'revocationProposed'], ({ before }) => {
    const over = before.some(
      (each) => each.step === 'permitCancelled' || (each.step === 'revocationDecided' && each.particulars.outcome !== 'kept'),
    );
    return (over || said(before, 'decisionMade').outcome !== 'granted') && '许可已经终止';
  }),
  'revoked as proposed, told, heard and reviewed; not against great public harm; fraud always': on(
    ['revocationDecided'],
    ({ before, act }) => {
      const proposal = of(before, 'revocationProposed')!;
      const { kind, harm, ground } = proposal.particulars;
      const told = after(before, proposal, 'holderNotified')[0];
      const review = after(before, proposal, 'revocationReviewed').at(-1);
      const spoke = after(before, told, 'statementReceived').some((each) => each.particulars.who === 'applicant');
      const { outcome } = act.particulars;
      if (!told || review?.particulars.outcome !== 'passed' || (!spoke && inDays(2, told.on, act.on))) return '程序不全';
      if (outcome !== 'kept' && outcome !== kind) return '与提请不同';
      return ((outcome === 'revoked' && harm === true) || (outcome === 'kept' && ground === 'fraud' && harm !== true)) && '违反第六十九条';
    },
  ),
  'cancelled on a ground the file bears out': on(['permitCancelled'], ({ before, act }) => {
    const { ground } = act.particulars;
    const fell = before.some(
      (each) => (each.step === 'revocationDecided' && each.particulars.outcome !== 'kept') || each.step === 'decisionRevoked',
    );
    if (ground === 'revoked') return !fell && '没有被撤销';
    return ground === 'expired' && validUntil(before, act.on).to >= act.on && '没有届满';
  }),
  'what is granted is public': on(['publicationJudged'], ({ before, act }) => {
    const fell = before.some(
      (each) => (each.step === 'revocationDecided' && each.particulars.outcome !== 'kept') || each.step === 'decisionRevoked',
    );
    const kept = act.particulars.publish === false && ['refused', 'revoked'].includes(String(act.particulars.ground));
    return said(before, 'decisionMade').outcome === 'granted' && kept && !fell && '准予而不公示';
  }),
  'who decides did not examine': on(['decisionMade', 'examinationEndorsed', 'periodExtended', 'caseClosed'], ({ before, act }) => {
    const handlers = (said(before, 'permitApplied').handlers ?? []) as string[];
    return act.by.some((id) => handlers.includes(id)) && '自己批自己';
  }),
  'after an end only what may still come': ({ before, act }) => {
    const end = of(before, 'caseClosed', 'permitDeclined', 'permitTerminated');
    const rule = permit.steps[act.step];
    return end ? !rule?.afterClosing && !rule?.fact && '终结后又办理' : undefined;
  },
};
