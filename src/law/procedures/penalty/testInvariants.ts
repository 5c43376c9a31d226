// src/law/procedures/penalty/testInvariants.ts —— 不变式：service, other sanctions, no penalty, money and amended decisions, said again over the plain list of acts; for tests
import { daysBetween, type PlainDate } from '../../../base/dates.ts';
import type { CaseFile, RecordedAct } from '../../engine.ts';
import type { Particulars } from '../../particulars/field.ts';
import { accountOf } from '../../reckoning/account.ts';
import { workingDaysBetween } from '../../reckoning/days.ts';
import type { StepId } from '../../vocabulary.ts';
import type { Invariants } from '../../walk/testLightWalk.ts';

const of = (before: RecordedAct[], ...steps: StepId[]) => before.findLast((act) => steps.includes(act.step));
const later = (before: RecordedAct[], than: RecordedAct | undefined, ...steps: StepId[]) =>
  before.filter((act) => steps.includes(act.step) && act.n > (than?.n ?? 0));
const said = (before: RecordedAct[], step: StepId): Particulars => of(before, step)?.particulars ?? {};
const on =
  (steps: StepId[], check: Invariants[string]): Invariants[string] =>
  (seen) =>
    steps.includes(seen.act.step) ? check(seen) : undefined;
/** Which step sends what another serves. */
export const sending: Partial<Record<StepId, StepId>> = { noticeServed: 'noticeDispatched', decisionServed: 'decisionDispatched' };
const report = (before: RecordedAct[]) => said(before, 'investigationConcluded');
type Row = { kind: string; received?: number; refunded?: number; object?: string };
const rows = (of: Particulars) => (of.others ?? []) as Row[];

/** What must hold after each recorded act, without asking a gate. */
export const invariants: Invariants = {
  'what is served by sending was sent before, in the same way, and arrived in between': on(
    ['noticeServed', 'decisionServed'],
    ({ before, act }) => {
      const { method, servedAt } = act.particulars as { method: string; servedAt?: string };
      if (['direct', 'left'].includes(method)) return servedAt?.slice(0, 10) !== act.on && '当面送达的日期不符';
      const sent = of(before, sending[act.step]!);
      if (sent?.particulars.method !== method) return '没有寄送';
      if (method === 'announced') return daysBetween(sent.on, act.on) < 30 && '公告未满三十日';
      return !(servedAt! >= sent.on && servedAt!.slice(0, 10) <= act.on) && '送达日期不在寄送和记录之间';
    },
  ),
  'R20 electronically only with a signed confirmation that names the system': on(
    ['noticeDispatched', 'decisionDispatched', 'noticeServed', 'decisionServed'],
    ({ before, act }) => {
      if (act.particulars.method !== 'electronic') return false;
      const confirmed = said(before, 'addressConfirmed');
      return !(confirmed.electronic === true && confirmed.system === act.particulars.system) && '没有确认书';
    },
  ),
  'announced only when nothing else reached the party': on(['noticeDispatched', 'decisionDispatched'], ({ before, act }) => {
    if (act.particulars.method !== 'announced') return false;
    const what = act.step === 'noticeDispatched' ? 'notice' : 'decision';
    return !(act.particulars.paper || before.some((each) => each.step === 'serviceFailed' && each.particulars.what === what)) && '径行公告';
  }),
  'terms run from service, not from the record': on(['noticeServed', 'decisionServed'], ({ act }) => {
    const { method, servedAt } = act.particulars as { method: string; servedAt?: string };
    const day = ['direct', 'left', 'announced'].includes(method) ? undefined : servedAt?.slice(0, 10);
    return method !== 'announced' && act.made?.servedOn !== day && '起算日不符';
  }),
  'only sanctions of the item, none twice, gains above nothing': on(
    ['decisionMade', 'noticeServed', 'investigationConcluded'],
    ({ before, act }) => {
      const draft = act.step === 'investigationConcluded' ? act.particulars : report(before);
      const allowed = ['gains', 'goods', 'revocation'];
      const list = rows(draft);
      const alien = list.some(({ kind }) => !allowed.includes(kind));
      const twice = new Set(list.map(({ kind, object }) => `${kind} ${object}`)).size < list.length;
      return (
        (alien || twice || list.some(({ kind, received = 0, refunded = 0 }) => kind === 'gains' && received <= refunded)) && '处罚种类不当'
      );
    },
  ),
  'the decision takes nothing that the last notice did not tell': on(['decisionMade'], ({ before }) => {
    const told = (of(before, 'noticeServed')?.made?.bound?.subject as { 处理建议?: Particulars } | undefined)?.处理建议 ?? {};
    const kinds = new Set(rows(told).map(({ kind, object }) => `${kind} ${object}`));
    const gains = (list: Row[]) => list.reduce((sum, { received = 0, refunded = 0 }) => sum + received - refunded, 0);
    return (
      (rows(report(before)).some(({ kind, object }) => !kinds.has(`${kind} ${object}`)) ||
        gains(rows(report(before))) > gains(rows(told))) &&
      '没有告知'
    );
  }),
  'penalised or not penalised, as reported, never both': on(['decisionMade', 'noPenaltyDecided'], ({ before, act }) => {
    const none = report(before).proposal === 'none';
    const other = later(before, of(before, 'caseReopened'), act.step === 'decisionMade' ? 'noPenaltyDecided' : 'decisionMade');
    return (none !== (act.step === 'noPenaltyDecided') || other.length > 0) && '与报告不符';
  }),
  'nobody goes unpenalised on a bare word': on(['noPenaltyDecided'], ({ before }) => {
    const { ground, groundProof = [] } = report(before) as { ground?: string; groundProof?: string[] };
    return ground !== 'notEstablished' && groundProof.length === 0 && '没有证据';
  }),
  'who is not penalised is taught before the case is closed': on(['closingProposed'], ({ before }) => {
    const decided = of(before, 'noPenaltyDecided');
    return (
      decided &&
      !of(before, 'decisionMade') &&
      report(before).ground !== 'notEstablished' &&
      later(before, decided, 'partyEducated').length === 0 &&
      '没有教育'
    );
  }),
  'instalments are what is left, in days ahead': on(['deferralDecided'], ({ before, act, registers }) => {
    const { outcome, until, parts = [] } = act.particulars as { outcome: string; until?: string; parts?: { by: string; amount: number }[] };
    if (outcome === 'refused') return false;
    if (!of(before, 'deferralRequested')) return '没有申请';
    if (outcome === 'deferred') return until! <= act.on && '延期到过去';
    const file: CaseFile = { id: '', acts: before };
    const account = accountOf(file, registers, act.on)!;
    return (
      (parts.reduce((sum, { amount }) => sum + amount, 0) !== account.fine - account.paid ||
        parts.some(({ by }, i) => by <= (parts[i - 1]?.by ?? act.on))) &&
      '分期不符'
    );
  }),
  'R26 the late fine imposed is no more than the fine': on(['lateFineImposed'], ({ before, act }) => {
    const fine = (of(before, 'decisionMade')?.made?.bound?.subject as { 处理建议?: { fine: number } } | undefined)?.处理建议?.fine ?? 0;
    return Number(act.particulars.amount) > fine && '超过罚款';
  }),
  'R27 a demand asks for what is owed, after its day, with ten working days': on(['performanceDemanded'], ({ before, act, registers }) => {
    const account = accountOf({ id: '', acts: before }, registers, act.on)!;
    const { amount, by } = act.particulars as { amount?: number; by: PlainDate };
    return ((amount !== undefined && amount !== account.owed) || workingDaysBetween(act.on, by, registers.calendar) < 10) && '催告不当';
  }),
  'our own decision only lightens, and changes nothing that fell': on(['decisionAmended'], ({ before, act }) => {
    const decided = of(before, 'decisionMade')!;
    const undone = later(before, decided, 'decisionRevoked', 'decisionAmended').findLast(
      ({ particulars }) => particulars.kind !== 'corrected',
    );
    const fine = undone
      ? (undone.particulars.newFine as number | undefined)
      : (decided.made!.bound!.subject as { 处理建议: { fine: number } }).处理建议.fine;
    return (
      ((undone && undone.particulars.kind !== 'changed') ||
        (act.particulars.kind === 'changed' && Number(act.particulars.newFine) >= (fine ?? 0))) &&
      '变更不当'
    );
  }),
};
