// src/law/walk/testRecords.ts —— 不变式：publication, ends and the keeping of records, over the plain list of acts; for tests
import { daysBetween } from '../../base/dates.ts';
import type { RecordedAct } from '../engine.ts';
import type { StepId } from '../vocabulary.ts';
import { actTo, after, age, byHead, facts, investigators, type Look, lastOf, postHeld } from './testFacts.ts';

/** A rule, the steps it speaks of (all, without `steps`), and what is wrong where it is broken. */
export type Invariant = { steps?: StepId[]; broken: (look: Look) => string | undefined | false };

/** A rule about these steps. */
export const at = (steps: StepId[], broken: Invariant['broken']): Invariant => ({ steps, broken });
/** A rule about every act. */
export const always = (broken: Invariant['broken']): Invariant => ({ broken });

/** Rules on what is published, when a case ends, and how records are kept and changed. */
export const recordInvariants: Record<string, Invariant> = {
  'R40 published only as judged, redacted, cleared and approved': at(['decisionPublished'], ({ before }) => {
    const chain: StepId[] = ['publicationJudged', 'publicationRedacted', 'publicationCleared', 'publicationApproved'];
    const acts = chain.map((step) => lastOf(before, step));
    const reopened = lastOf(before, 'caseReopened')?.n ?? 0;
    const inOrder =
      acts.every((act) => (act?.n ?? 0) > reopened) &&
      acts.every((act) => act !== undefined) &&
      acts[2]!.n > Math.max(acts[0]!.n, acts[1]!.n) &&
      acts[3]!.n > acts[2]!.n;
    return !(inOrder && acts[0]!.particulars.publish === true && acts[2]!.particulars.outcome === 'passed') && '公示手续不全';
  }),
  'R41 withdrawn only after the decision fell or the publication was found wrong, never published after it fell': at(
    ['publicationWithdrawn', 'decisionPublished'],
    ({ before, act }) => {
      const undone = after(before, lastOf(before, 'decisionMade'), 'decisionRevoked').length > 0;
      const wrong = after(before, lastOf(before, 'decisionPublished'), 'publicationErrorFound').length > 0;
      return (act.step === 'decisionPublished' ? undone : !undone && !wrong) && '撤回或者公示不当';
    },
  ),
  'R42 minors are never published': at(['decisionPublished'], ({ before, scene }) => (age(scene, before) ?? 18) < 18 && '公示未成年人'),
  'R59 an old act is judged by the lighter law': at(
    ['decisionMade'],
    ({ before }) =>
      actTo(before)! < '2020-07-01' && lastOf(before, 'investigationConcluded')?.particulars.lawComparison === 'same' && '没有比较新旧法',
  ),
  'closing waits for service, performance, publication and goods': at(['caseClosed'], ({ before }) => {
    const judged = lastOf(before, 'publicationJudged');
    const settled =
      before.some((act) => act.step === 'decisionPublished') ||
      (judged?.particulars.publish === false && after(before, judged, 'publicationApproved').length > 0);
    const served = before.some((act) => act.step === 'decisionServed') && before.some((act) => act.step === 'performanceSettled');
    const kept = lastOf(before, 'evidencePreserved');
    return !(settled && served && (!kept || after(before, kept, 'preservedGoodsDisposed').length > 0)) && '未了先结';
  }),
  'a withdrawn case keeps no goods': at(['caseWithdrawn'], ({ before }) => {
    const kept = lastOf(before, 'evidencePreserved');
    return kept && after(before, kept, 'preservedGoodsDisposed').length === 0 && '物品未处理';
  }),
  'after the end only archiving, publicity, payments and corrections': always(({ before, act }) => {
    const allowed: StepId[] = [
      'decisionAmended',
      'amendmentServed',
      'goodsHandedOver',
      'caseArchived',
      'decisionPublished',
      'publicationErrorFound',
      'publicationWithdrawn',
      'countersigned',
      'recordChangeProposed',
      'backdatingApproved',
      'actCorrected',
      'actVoided',
      ...facts,
    ];
    return (
      before.some((each) => ['caseClosed', 'caseWithdrawn', 'filingDeclined'].includes(each.step)) &&
      !allowed.includes(act.step) &&
      '终结后又办理'
    );
  }),
  'nothing is investigated or told once it is decided': always(
    ({ before, act }) =>
      lastOf(before, 'decisionMade', 'caseReopened')?.step === 'decisionMade' &&
      [
        'evidenceCollected',
        'interviewRecorded',
        'siteExamined',
        'investigationConcluded',
        'legalReviewed',
        'noticeServed',
        'decisionMade',
      ].includes(act.step) &&
      '决定后又调查',
  ),
  'no act of the future, none before filing, none late without a ground and a head': always(({ before, act }) => {
    if (act.on > act.recordedOn) return '将来的行为';
    const hours = daysBetween(act.on, act.recordedOn) * 24;
    if (facts.includes(act.step)) return hours > 24 && act.particulars.backdateGround === undefined && '没有说明怎样得知';
    const filed = lastOf(before, 'caseFiled');
    if (filed && act.on < filed.on) return '早于立案';
    if (act.on < act.recordedOn && act.particulars.backdateGround === undefined) return '没有补录理由';
    if (hours <= 24) return undefined;
    const agreed = before.filter(
      (each) =>
        each.step === 'backdatingApproved' &&
        each.particulars.step === act.step &&
        each.particulars.happenedOn === act.on &&
        !each.by.some((id) => act.by.includes(id)),
    );
    const used = before.filter((each) => each.step === act.step && each.on === act.on && each.n > (agreed.at(-1)?.n ?? 0));
    return (agreed.length === 0 || used.length > 0) && '补录未经批准';
  }),
  'heads sign as heads, and never their own case': at(byHead, ({ before, act }) => {
    const fit = (id: string) => postHeld(id, 'head', act.on) && !investigators(before).has(id);
    return !act.by.every(fit) && '负责人不合格';
  }),
  'nobody approves what he proposed or signed': always(({ before, act }) => {
    const target = ['actCorrected', 'actVoided'].includes(act.step) ? before.find((each) => each.n === act.particulars.act) : undefined;
    return act.by.some((id) => target?.by.includes(id)) && '自己批自己';
  }),
  'an approval answers a request someone else signed, once': at(
    ['actCorrected', 'actVoided', 'backdatingApproved', 'preservationApproved'],
    ({ before, act }) => {
      const change = { actCorrected: 'corrected', actVoided: 'voided', backdatingApproved: 'backdated' }[act.step as string];
      const same = (each: RecordedAct) =>
        ['act', 'step', 'happenedOn'].every((key) => each.particulars[key] === act.particulars[key] || act.step === 'preservationApproved');
      const asked = before.filter(
        (each) =>
          (change ? each.step === 'recordChangeProposed' && each.particulars.change === change : each.step === 'preservationProposed') &&
          same(each) &&
          !each.by.some((id) => act.by.includes(id)),
      );
      const answered = before.filter((each) => each.step === act.step && same(each));
      return (asked.length === 0 || (change !== undefined && answered.length >= asked.length)) && '没有提请';
    },
  ),
  'R17 two officers are two signatures: nothing is endorsed or decided on an act one of them has not confirmed': at(
    ['reportEndorsed', 'decisionMade', 'closingProposed'],
    ({ before }) => {
      const gone = before.flatMap((each) =>
        ['recusalDecided', 'handlerReplaced'].includes(each.step) ? [each.particulars.about ?? each.particulars.replaced] : [],
      );
      const confirms = (id: string, n: number) =>
        before.some(
          (each) =>
            each.step === 'countersigned' && each.by[0] === id && (each.particulars.acts as { act: number }[]).some((row) => row.act === n),
        );
      const open = before.filter((each) =>
        each.by.some((id) => id !== each.enteredBy && !gone.includes(id) && each.step !== 'countersigned' && !confirms(id, each.n)),
      );
      return open.length > 0 && `第${open[0]!.n}条没有确认`;
    },
  ),
  'a served decision is not changed by correcting records': at(['actCorrected', 'actVoided'], ({ before, act }) => {
    const target = before.find((each) => each.n === act.particulars.act);
    if (!target) return '没有这条记录';
    const fixed: StepId[] = [
      'filingProposed',
      'appraisalReceived',
      'investigationConcluded',
      'noticeServed',
      'legalReviewed',
      'decisionMade',
      'decisionServed',
    ];
    const corrected = (act.particulars.corrected ?? {}) as Record<string, unknown>;
    const changed =
      act.step === 'actVoided' || ['area', 'fine'].some((key) => key in corrected && corrected[key] !== target.particulars[key]);
    return (
      lastOf(before, 'decisionServed', 'caseReopened')?.step === 'decisionServed' &&
      changed &&
      fixed.includes(target.step) &&
      target === lastOf(before, target.step) &&
      '改变已送达的决定'
    );
  }),
};
