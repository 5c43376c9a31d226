// src/law/walk/testInvariants.ts —— 不变式：the handbook's R01–R59 said again over the plain list of acts, without asking any gate; for tests
import people from '../../../agencies/panjin/people.json' with { type: 'json' };
import { addDays, addYears, type PlainDate } from '../../base/dates.ts';
import type { RecordedAct } from '../engine.ts';
import { workingDaysBetween } from '../reckoning/days.ts';
import {
  actTo,
  after,
  age,
  areaOf,
  byTwo,
  certified,
  cost,
  daysOver,
  decidedFine,
  evidenceSteps,
  fineOf,
  investigators,
  isHearable,
  lastOf,
  openRequests,
  postHeld,
  reportBefore,
} from './testFacts.ts';

import { always, at, type Invariant, recordInvariants } from './testRecords.ts';

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
  'R09 what is preserved on the day of its approval is preserved after it': at(['evidencePreserved'], ({ before, act }) => {
    const approval = lastOf(before, 'preservationApproved')!;
    const began = new Date(`${String(act.particulars.startedAt).replace(' ', 'T')}:00+08:00`).toISOString();
    return began < approval.recordedAt && '批准以前就登记保存';
  }),
  'R25 the chief alone decides a transfer': at(['transferDecided'], ({ act }) => act.by.join() !== 'panjin-p11' && '不是正职负责人'),
  'performed only when what was ordered was looked after': at(['performanceSettled'], ({ before }) => {
    const decided = lastOf(before, 'decisionMade')!;
    const fell = after(before, decided, 'decisionRevoked', 'decisionAmended').some((each) => each.particulars.kind !== 'corrected');
    const ordered = lastOf(before, 'investigationConcluded')?.particulars.restoreBy !== undefined && !fell;
    return ordered && after(before, decided, 'restorationRechecked').length === 0 && '没有复查';
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
    const first = (id: string) => people.people.find((person) => person.id === id)?.legalQualification === undefined;
    return act.by.some((id) => involved.has(id) || !postHeld(id, 'legalReviewer', act.on) || first(id)) && '审核人员不合格';
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
  'R19 a paper reaches somebody who may take it': at(['noticeServed', 'decisionServed'], ({ act, scene }) => {
    const { relation } = act.particulars;
    const wrong = scene.party.kind === 'organisation' ? ['self', 'family'] : ['representative'];
    return wrong.includes(relation as string) && '签收人不合格';
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
  'R17 notes are of those who were there, and of a party who was there when it signed': at(
    ['interviewRecorded', 'siteExamined'],
    ({ act }) => {
      const { recorder, partyPresent, signed } = act.particulars;
      const strange = partyPresent !== undefined && (partyPresent === 'absent') !== (signed === 'absent');
      return (!act.by.includes(recorder as string) || strange) && '笔录不可信';
    },
  ),
  'R21 an ordered correction has its day': at(['investigationConcluded'], ({ act }) => {
    const { correction, restoreBy } = act.particulars as { correction?: string; restoreBy?: string };
    return (restoreBy === undefined ? correction?.includes('限期') === true : restoreBy <= act.on) && '没有改正期限';
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
  'R23, R24, R25 a case is withdrawn only on a ground its file bears out': at(['caseWithdrawn'], ({ before, act }) => {
    const { ground } = act.particulars;
    const report = lastOf(before, 'investigationConcluded');
    const since = after(before, report, ...evidenceSteps, 'legalReviewed', 'statementRechecked', 'hearingHeld');
    const wrong: Record<string, boolean> = {
      notEstablished: report !== undefined && since.length === 0,
      tooYoung: true, // a decision not to penalise, not a withdrawal
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
    const answered = lastOf(before, 'transferDecided');
    const refused =
      answered?.particulars.outcome === 'refused' && after(before, answered, 'crimeReported', 'appraisalReceived').length === 0;
    return (transferred !== undefined ? !declined : reached && !refused) && '没有移送';
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
  ...recordInvariants,
};
