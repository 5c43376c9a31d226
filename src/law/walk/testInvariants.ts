// src/law/walk/testInvariants.ts —— 不变式：the handbook's R01–R59 said again over the plain list of acts, without asking any gate; for tests
import people from '../../../agencies/panjin/people.json' with { type: 'json' };
import { addDays, addYears, daysBetween, type PlainDate } from '../../base/dates.ts';
import type { RecordedAct } from '../engine.ts';
import { workingDaysBetween } from '../reckoning/days.ts';
import type { StepId } from '../vocabulary.ts';
import {
  actTo,
  after,
  age,
  areaOf,
  byHead,
  byTwo,
  certified,
  cost,
  daysOver,
  decidedFine,
  evidenceSteps,
  facts,
  fineOf,
  investigators,
  isHearable,
  type Look,
  lastOf,
  openRequests,
  postHeld,
  reportBefore,
} from './testFacts.ts';

/** A rule, the steps it speaks of (all, without `steps`), and what is wrong where it is broken. */
export type Invariant = { steps?: StepId[]; broken: (look: Look) => string | undefined | false };

const at = (steps: StepId[], broken: Invariant['broken']): Invariant => ({ steps, broken });
const always = (broken: Invariant['broken']): Invariant => ({ broken });

/** R-number (or a name) → the rule. Numbers that do not concern this procedure (R06–R08, R10, R20, R27–R38, R43–R54, R56–R58) are left out. */
export const invariants: Record<string, Invariant> = {
  'R01 a published item in force': at(['filingProposed'], ({ act, registers }) => {
    const item = registers.item(act.particulars.item as string, act.on);
    return !(item?.usable && item.actType === 'penalty' && item.publishedFrom <= act.on) && '事项不可用';
  }),
  'R02 two different officers, certified on the day and at recording': at(byTwo, ({ act }) => {
    const fit = (id: string) => [act.on, act.recordedOn].every((day) => postHeld(id, 'officer', day) && certified(id, day));
    return (new Set(act.by).size < 2 || act.by.length !== new Set(act.by).size || !act.by.every(fit)) && '不足两名有证的执法人员';
  }),
  'R03 no auxiliary signs': always(({ act }) => act.by.includes('panjin-p06') && '辅助人员签名'),
  'R04 who was recused does nothing more': always(
    ({ before, act }) =>
      before.some(
        (each) =>
          each.step === 'recusalDecided' && each.particulars.outcome === 'granted' && act.by.includes(each.particulars.about as string),
      ) && '已回避的人又办理',
  ),
  'R05 everyone belongs to the agency, and signs for himself': always(
    ({ act }) =>
      (act.by.length === 0 || !act.by.includes(act.enteredBy) || !act.by.every((id) => people.people.some((person) => person.id === id))) &&
      '代签或者外人',
  ),
  'R09 preservation is approved each time, before': at(['evidencePreserved'], ({ before }) => {
    const approval = lastOf(before, 'preservationApproved');
    return (!approval || after(before, approval, 'evidencePreserved').length > 0) && '未经批准';
  }),
  'R11 notice first, and the party has its time': at(['decisionMade'], ({ before, act, registers }) => {
    const notice = lastOf(before, 'noticeServed');
    if (!notice) return '没有告知';
    return after(before, notice, 'statementWaived').length === 0 && !daysOver(notice.on, 5, act.on, registers) && '陈述申辩期限内';
  }),
  'R11 what the party says is answered': at(['decisionMade'], ({ before }) => {
    const said = lastOf(before, 'statementReceived');
    return said && after(before, said, 'statementRechecked').length === 0 && '没有复核';
  }),
  'R12 the right to a hearing': at(['decisionMade'], (look) => {
    const { before, act, registers, scene } = look;
    if (openRequests(look).length > 0) return '听证没有举行';
    const notice = lastOf(before, 'noticeServed')!;
    const waits = isHearable(scene, reportBefore(before, notice.n)) && !daysOver(notice.on, 5, act.on, registers);
    return waits && after(before, notice, 'hearingWaived').length === 0 && '听证申请期内';
  }),
  'R12 seven working days between telling and hearing': at(['hearingNoticed'], ({ act, registers }) => {
    const day = act.particulars.hearingOn as PlainDate;
    return (workingDaysBetween(act.on, day, registers.calendar) < 7 || !daysOver(act.on, 7, day, registers)) && '通知不足七日';
  }),
  'R12 the host is no investigator, the one told, on the day told': at(['hearingHeld', 'hearingNoticed'], ({ before, act }) => {
    const host = act.step === 'hearingHeld' ? act.by[0]! : (act.particulars.host as string);
    if (investigators(before).has(host) || !postHeld(host, 'hearingHost', act.on)) return '主持人不合格';
    const notice = lastOf(before, 'hearingNoticed');
    return (
      act.step === 'hearingHeld' &&
      (notice?.particulars.host !== host || act.on !== (notice?.particulars.hearingOn as string)) &&
      '与通知不符'
    );
  }),
  'R13 never heavier for having spoken': at(['decisionMade'], ({ before }) => {
    const report = lastOf(before, 'investigationConcluded');
    const grounds = (act: RecordedAct | undefined) =>
      JSON.stringify(((act?.particulars.facts ?? []) as { text: string }[]).map(({ text }) => text));
    const notices = before.filter((act) => act.step === 'noticeServed');
    return (
      notices.some((notice, i) => {
        const told = (notice.made?.bound?.subject as { 处理建议: { fine: number } } | undefined)?.处理建议.fine ?? 0;
        const [lastOne, next] = [i === notices.length - 1, notices[i + 1]];
        const spoke = after(before, notice, 'statementReceived', 'hearingRequested').some((act) => act.n < (next?.n ?? 0));
        const newFact = after(before, notice, ...evidenceSteps).length > 0 && grounds(reportBefore(before, notice.n)) !== grounds(report);
        return fineOf(report) > told && (lastOne || (spoke && !newFact));
      }) && '加重'
    );
  }),
  'R14 a major decision rests on a passed review of this very draft': at(['decisionMade'], ({ before }) => {
    const major = lastOf(before, 'majorityStated')?.particulars.isMajor === true || before.some((act) => act.step === 'hearingHeld');
    if (!major) return undefined;
    const review = lastOf(before, 'legalReviewed');
    if (review?.particulars.outcome !== 'passed') return '审核未通过';
    const now = JSON.stringify(lastOf(before, 'investigationConcluded')?.particulars);
    const rewritten = JSON.stringify(reportBefore(before, review.n)?.particulars) !== now; // the same words again are the same draft
    const changed = after(before, review, 'actCorrected', 'actVoided', ...evidenceSteps);
    const adopted = after(before, review, 'statementRechecked').filter((act) => act.particulars.adopted !== 'notAdopted');
    return (rewritten || changed.length > 0 || adopted.length > 0) && '审核后有变化';
  }),
  'R13 what was adopted of a statement stands in a report': at(['decisionMade', 'noticeServed', 'reviewSubmitted'], ({ before }) => {
    const adopted = before.findLast((act) => act.step === 'statementRechecked' && act.particulars.changes === true);
    return adopted && after(before, adopted, 'investigationConcluded').length === 0 && '采纳了没有写入';
  }),
  'R14 the reviewer had no other part': at(['legalReviewed'], ({ before, act }) => {
    const others = before.filter((each) =>
      ['filingEndorsed', 'caseFiled', 'reportEndorsed', 'majorityStated', 'hearingHeld'].includes(each.step),
    );
    const involved = new Set([...investigators(before), ...others.flatMap((each) => each.by)]);
    return act.by.some((id) => involved.has(id) || !postHeld(id, 'legalReviewer', act.on)) && '审核人员不合格';
  }),
  'R15 a grave case is discussed by the heads': at(['decisionMade'], ({ before }) => {
    if (lastOf(before, 'majorityStated')?.particulars.isGrave !== true) return undefined;
    const discussed = lastOf(before, 'jointlyDiscussed');
    const members = (discussed?.particulars.members as string[] | undefined) ?? [];
    if (
      members.length < 2 ||
      !members.every((id) => postHeld(id, 'head', discussed!.on) && !investigators(before.filter((act) => act.n < discussed!.n)).has(id))
    )
      return '讨论的人不合格';
    const { outcome, fine } = discussed!.particulars;
    if (outcome !== 'penalise' || fine !== fineOf(lastOf(before, 'investigationConcluded'))) return '与讨论结论不一致';
    const changed = after(before, discussed, 'investigationConcluded', 'hearingHeld', 'actCorrected', 'actVoided', ...evidenceSteps);
    return changed.length > 0 && '没有集体讨论';
  }),
  'R19 leaving a paper is proved': at(['noticeServed', 'decisionServed'], ({ act }) => {
    const { method, proof, witness, servedAt } = act.particulars as {
      method: string;
      proof?: string[];
      witness?: string;
      servedAt: string;
    };
    return ((method === 'left' && !proof?.length && !witness) || servedAt.slice(0, 10) !== act.on) && '送达没有证明';
  }),
  'R21 the fine stays inside the article, below the least only with a ground': at(['decisionMade'], ({ before }) => {
    const report = lastOf(before, 'investigationConcluded');
    const most = Math.floor(cost(before) * 3);
    return (fineOf(report) > most + 1 || fineOf(report) < 1) && `${fineOf(report)}超出${most}`;
  }),
  'R21 the proposal stays inside article and tier': at(['investigationConcluded'], ({ before, act }) => {
    const tiers: Record<string, [number, number]> = { '较轻（从轻）': [0, 0.9], 一般: [0.9, 2.1] };
    const [least, most] = tiers[act.particulars.tier as string] ?? [0, 0];
    const light = ((act.particulars.lightening as string[] | undefined) ?? []).length > 0;
    return (fineOf(act) > cost(before) * most + 1 || (!light && fineOf(act) < cost(before) * least - 1)) && '超出档次';
  }),
  'R22 one act, one fine': at(
    ['decisionMade'],
    ({ scene, before, act }) =>
      act.particulars.otherActReason === undefined &&
      scene.priorFines.some(
        (prior) => prior.actFrom! <= actTo(before)! && (lastOf(before, 'filingProposed')!.particulars.actFrom as string) <= prior.actTo!,
      ) &&
      '再次罚款',
  ),
  'R23, R24, R25 a case is withdrawn only on a ground its file bears out': at(['caseWithdrawn'], ({ before, act, scene }) => {
    const { ground } = act.particulars;
    const report = lastOf(before, 'investigationConcluded');
    const since = after(before, report, ...evidenceSteps, 'legalReviewed', 'statementRechecked', 'hearingHeld');
    const wrong: Record<string, boolean> = {
      notEstablished: report !== undefined && since.length === 0,
      tooYoung: (age(scene, before) ?? 99) >= 14,
      expired: lastOf(before, 'clueRegistered')!.on <= addYears(actTo(before)!, 2),
      transferred: !before.some((each) => each.step === 'crimeTransferred'),
    };
    return wrong[ground as string] && `${ground}与案卷不符`;
  }),
  'R25 transferred only as the head approved': at(['crimeTransferred'], ({ before }) => {
    const decided = lastOf(before, 'transferDecided');
    return (decided?.particulars.outcome !== 'approved' || after(before, decided, 'crimeTransferred').length > 0) && '没有批准移送';
  }),
  'who was replaced does nothing more as a handler': at(byTwo, ({ before, act }) => {
    const gone = before.filter((each) => each.step === 'handlerReplaced').map((each) => each.particulars);
    const back = (id: string) =>
      before.findLast((each) => [each.particulars.replaced, each.particulars.successor].includes(id))?.particulars;
    return act.by.some((id) => gone.some((each) => each.replaced === id) && back(id)?.replaced === id) && '已更换的人又办理';
  }),
  'a new decision after 撤销重作 is told anew': at(['decisionMade'], ({ before }) => {
    const reopened = lastOf(before, 'caseReopened');
    return (
      reopened &&
      (after(before, reopened, 'noticeServed').length === 0 || after(before, reopened, 'investigationConcluded').length === 0) &&
      '没有重新告知'
    );
  }),
  'R23 limitation': at(['caseFiled'], ({ before }) => {
    const years = lastOf(before, 'filingProposed')?.particulars.longLimitation === true ? 5 : 2;
    const found = (lastOf(before, 'clueRegistered')!.particulars.receivedAt as string).slice(0, 10);
    return found > addYears(actTo(before)!, years) && '超过追责期限';
  }),
  'R24 under fourteen nobody is fined, under eighteen lighter': at(['decisionMade'], ({ before, scene }) => {
    const years = age(scene, before);
    const light = (lastOf(before, 'investigationConcluded')?.particulars.lightening as string[] | undefined) ?? [];
    return years !== undefined && (years < 14 || (years < 18 && !light.includes('minor'))) && `${years}周岁`;
  }),
  'R25 a crime goes to the police, and no fine in its place': at(['noticeServed', 'decisionMade'], ({ before }) => {
    const transferred = lastOf(before, 'crimeTransferred');
    const declined = transferred !== undefined && after(before, transferred, 'policeDeclined').length > 0;
    const reached = lastOf(before, 'appraisalReceived') !== undefined && (areaOf(before) ?? 0) / 100 >= (5 * 2000) / 3;
    return (reached || transferred !== undefined) && !declined && '没有移送';
  }),
  'R26 paid in full, with 3% a day after the fifteenth, never more than the fine again, not while it is reviewed': at(
    ['performanceSettled'],
    ({ before, act, registers }) => {
      const decided = lastOf(before, 'decisionMade')!;
      const fine = decidedFine(before, decided);
      const payments = before.filter((each) => each.step === 'paymentReceived').sort((a, b) => (a.on < b.on ? -1 : 1));
      const sumUntil = (day: string) =>
        payments.filter((each) => each.on <= day).reduce((sum, each) => sum + Number(each.particulars.amount), 0);
      let day = addDays(lastOf(before, 'decisionServed')!.on, 15);
      while (workingDaysBetween(addDays(day, -1), day, registers.calendar) === 0) day = addDays(day, 1);
      let late = 0;
      const pauses = before
        .filter((each) => each.step === 'litigationNoted')
        .map((each) => each.particulars as { from: string; to?: string });
      for (day = addDays(day, 1); day <= act.on && sumUntil(addDays(day, -1)) < fine; day = addDays(day, 1))
        if (!pauses.some(({ from, to }) => from <= day && day <= (to ?? '9999'))) late = Math.min(fine, late + fine * 0.03);
      const ended = after(before, decided, 'enforcementEnded').length > 0;
      return !ended && sumUntil('9999') + 1 < fine + late && `缴${sumUntil('9999')}，应缴${fine + late}`;
    },
  ),
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
