// src/publication/after/resultRow.ts —— 公示的一行:folded from the case; personal data of natural persons never enters it
import { toBase64Url, utf8 } from '../../base/bytes.ts';
import { addMonths, type PlainDate } from '../../base/dates.ts';
import { sha256 } from '../../base/digest.ts';
import { yuan } from '../../base/money.ts';
import { personalData } from '../../casework/personalData.ts';
import { inForce } from '../../law/articles/statutes.ts';
import { type CaseFile, effective, last, type Procedure, type RecordedAct } from '../../law/engine.ts';
import { causeOf, itemOf, madeOf, partyOf, undoneBy } from '../../law/facts.ts';
import { nameRun } from '../../law/papers/pieces/party.ts';
import { openEnded } from '../../law/papers/pieces/words.ts';
import { decisionRevoked } from '../../law/particulars/decision.ts';
import { imposedIn } from '../../law/procedures/penalty/sanctions/imposed.ts';
import { dayOfService, fineAsDecided, serviceInForce } from '../../law/reckoning/account.ts';
import { computeDue, workingDaysBetween } from '../../law/reckoning/days.ts';
import { type Entity, publicName, publicNames, replacementFor, splitEntities } from '../../law/reckoning/masks.ts';
import type { Registers } from '../../law/registers.ts';
import { bigrams } from '../../store/search.ts';
import type { PublicationRow, PublishedDoc } from '../tables.ts';
import { processOf } from './process.ts';
import { remedyDates } from './remedyDates.ts';

/** The public id of a decision: unguessable before it is published, the same after a rebuild. */
export const publicIdOf = (actId: string): string => toBase64Url(sha256(utf8(`publication\n${actId}`)).subarray(0, 9));

/** What is known of a publication before its text: the acts that decided and published it, and the redaction in force then. */
export type Publication = { decided: RecordedAct; published: RecordedAct; redacted?: RecordedAct; withdrawn?: RecordedAct };

/** The publication of a case, or undefined where nothing is published. */
export function publicationOf(law: Procedure, file: CaseFile): Publication | undefined {
  const published = last(file, 'decisionPublished');
  const before = effective(file).filter(({ n }) => n < (published?.n ?? 0));
  // The decision that was published: a later one, made again after it fell, has not been.
  const decided = before.findLast(({ step }) => step === law.decision?.step);
  if (!decided || !published) return undefined;
  const redacted = before.findLast(({ step }) => step === 'publicationRedacted');
  const withdrawn = effective(file).findLast(({ step, n }) => step === 'publicationWithdrawn' && n > published.n);
  return { decided, published, redacted, withdrawn };
}

/** Free text with everybody's data replaced: 某 for names, blocks elsewhere. */
function publicText(entities: Entity[], text: string): string {
  const runs = splitEntities(text, entities);
  const names = publicNames(runs.filter(({ mask }) => mask === 'personName').map((run) => run.text.replace(/\s/g, '')));
  return runs.map((run) => (run.mask ? (replacementFor(run, names) ?? '某某') : run.text)).join('');
}

/** 高某, or the name of a shop or company. */
function publicParty(file: CaseFile): string {
  const party = partyOf(file);
  if (!party) return '当事人';
  return nameRun(party).mask ? publicName(party.name) : party.name;
}

/** 5,359.68元; whole amounts without decimals. */
export const inYuan = (fen: number): string => `${yuan(fen).replace(/\.00$/, '')}元`;

/** The row of a publication. `doc` is left out of a withdrawn one, with party and outcome. */
export function resultRow(
  at: { agency: string; law: Procedure; file: CaseFile; registers: Registers; n: number },
  publication: Publication,
  text: Pick<PublishedDoc, 'disclosure' | 'instead'> | undefined,
): PublicationRow {
  const { agency, law, file, registers, n } = at;
  const { decided, published, withdrawn } = publication;
  const item = itemOf(file, registers);
  const entities = personalData(law, file);
  const cause = openEnded(publicText(entities, causeOf(file) ?? item?.name ?? ''));
  const fine = fineAsDecided(file) ?? 0;
  const shown = !withdrawn && text !== undefined;
  const number = madeOf(decided).numbers?.[law.decision?.form ?? ''] ?? Object.values(madeOf(decided).numbers ?? {})[0] ?? '';
  const party = shown ? publicParty(file) : null;
  const { within } = law.steps.decisionPublished ?? {};
  const due = computeDue(
    decided.on,
    within?.term(registers, decided.on, file) ?? {
      amount: registers.parameter('publication.days', decided.on),
      basis: '双公示通知',
      unit: 'workingDay',
    },
    registers.calendar,
  );
  const penal = law.actTypes.includes('penalty');
  const title = shown && penal ? `${cause}，${imposedIn(file, inYuan) || '未予罚款'}` : cause;
  const haystack = [title, cause, number, party, item?.name, item?.code].filter(Boolean).join('\n');
  return {
    agency,
    case_id: file.id,
    act_id: decided.id,
    public_id: publicIdOf(decided.id),
    n,
    decision_number: number,
    title,
    cause,
    party_public: party,
    party_kind: shown ? (partyOf(file)?.kind ?? null) : null,
    item_code: item?.code ?? null,
    item_name: item?.name ?? null,
    decided_on: decided.on,
    published_on: published.on,
    ends_on: madeOf(published).publishEnds ?? addMonths(decided.on, 12),
    due_on: due.strict,
    used_days: workingDaysBetween(decided.on, published.on, registers.calendar),
    late: published.on > due.strict,
    state: shown ? 'shown' : 'withdrawn',
    withdrawn_on: withdrawn?.on ?? (shown ? null : published.on),
    withdrawn_reason: shown ? null : withdrawn ? publicText(entities, withdrawn.particulars.reason as string) : '原件已依法删除。',
    withdrawn_by: shown ? null : authorityOf(file, entities),
    fine: shown && penal ? fine : null,
    doc: shown ? docOf(law, file, registers, text, decided.on) : null,
    terms: bigrams(haystack),
    haystack,
  };
}

function docOf(
  law: Procedure,
  file: CaseFile,
  registers: Registers,
  text: Pick<PublishedDoc, 'disclosure' | 'instead'>,
  decidedOn: PlainDate,
): PublishedDoc {
  const serious = last(file, 'publicationJudged')?.particulars.creditClass === 'serious';
  return {
    ...text,
    process: processOf(law, file, registers),
    remedies: remediesOf(file, registers),
    ...(law.actTypes.includes('penalty') && inForce('信用修复办法', decidedOn)
      ? { repairFrom: addMonths(decidedOn, serious ? 12 : 3) }
      : {}),
  };
}

/** Where and until when the decision may be challenged: counted from service; what was decided on the spot goes to reconsideration first. */
function remediesOf(file: CaseFile, registers: Registers) {
  const served = serviceInForce(file) ?? last(file, 'decisionServed') ?? last(file, 'goodsSeized'); // a seizure's decision is handed over on the spot
  const { suit, ...dates } = remedyDates(registers.agency, registers.calendar, served && dayOfService(served));
  return served?.step === 'onSpotDecided' || !suit ? dates : { ...dates, suit };
}

/** Who changed the decision and how: 盘锦市人民政府撤销（盘政复决〔2026〕1号）. */
function authorityOf(file: CaseFile, entities: Entity[]): string | null {
  const undone = undoneBy(file);
  const revoked = undone?.particulars;
  if (!revoked) return null;
  if (undone.step === 'decisionAmended') return `本机关${revoked.kind === 'changed' ? '变更' : '撤销'}`;
  const field = decisionRevoked.find(({ key }) => key === 'kind');
  const kind = field?.kind === 'choice' ? (field.options[revoked.kind as string] ?? '') : '';
  return `${publicText(entities, revoked.organ as string)}${kind}${revoked.number ? `（${publicText(entities, revoked.number as string)}）` : ''}`;
}
