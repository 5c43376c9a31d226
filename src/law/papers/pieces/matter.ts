// src/law/papers/pieces/matter.ts —— 本案:the case as one paper sees it, its own act included
import { chineseDate, type PlainDate } from '../../../base/dates.ts';
import {
  type Act,
  allOf,
  type CaseFile,
  effective,
  evolve,
  handlersOf,
  last,
  type Made,
  type Procedure,
  type RecordedAct,
} from '../../engine.ts';
import { causeOf, itemOf, type Party, partyOf } from '../../facts.ts';
import type { Field, Particulars } from '../../particulars/field.ts';
import { askedOf, contentMask } from '../../particulars/formContent.ts';
import { computeDue, type Term } from '../../reckoning/days.ts';
import { splitEntities } from '../../reckoning/masks.ts';
import type { Item, PersonId, Registers } from '../../registers.ts';
import type { Block, MaskKind, Paper, Run } from '../paper.ts';
import { hasHome, isNatural, masksOperator, masksPhone } from './party.ts';
import { blank, openEnded, sentence } from './words.ts';

/** The moment a step is recorded: the acts before it, the act, what the system added to it, and the procedure it is a step of. */
export type Occasion = { file: CaseFile; act: Act; made: Made; registers: Registers; law?: Procedure };

/** A case as its papers see it. `file` holds the act itself as its last. */
export type Matter = {
  file: CaseFile;
  act: RecordedAct;
  made: Made;
  registers: Registers;
  law?: Procedure;
  /** What the form asked, when the paper is written by hand (出具其他文书). */
  contentFields: readonly Field[];
  /** The officer's proposal a paper written by hand rests on. */
  proposal?: RecordedAct;
  party: Party;
  item?: Item;
  cause: string;
  caseNo: string;
  /** Splits free text: each name, number and address of this case's people becomes a masked run of its own. */
  says: (text: unknown) => Run[];
  /** As `says`, ended with one full stop. */
  states: (text: unknown) => Run[];
  /** As `says`, without the end mark, for the middle of a sentence. */
  goesOn: (text: unknown) => Run[];
};

const nobody: Party = { kind: 'person', name: '', address: '', phone: '' };

/** Gathers what papers say about a case; nothing is looked up twice or asked again. */
export function matterOf({ file, act, made, registers, law }: Occasion): Matter {
  const n = (file.acts.at(-1)?.n ?? 0) + 1;
  const recorded: RecordedAct = { ...act, made, id: '', n, recordedAt: '', recordedOn: act.on, enteredBy: act.by[0] ?? '' };
  const whole = evolve(file, recorded);
  const entities = entitiesOf(whole, law);
  const form = act.step === 'paperIssued' ? registers.form(String(act.particulars.form)) : undefined;
  const split = (text: string) => (text === '' ? [] : splitEntities(text, entities));
  return {
    file: whole,
    act: recorded,
    made,
    registers,
    law,
    contentFields: form ? askedOf(form) : [],
    proposal: allOf(file, 'paperProposed').findLast((each) => each.particulars.form === act.particulars.form),
    party: partyOf(whole) ?? nobody,
    item: itemOf(whole, registers),
    cause: openEnded(causeOf(whole) ?? ''),
    caseNo: last(whole, law?.files ?? 'caseFiled')?.made?.numbers?.case ?? '',
    says: (text) => split(String(text ?? '').trim()),
    states: (text) => split(sentence(String(text ?? ''))),
    goesOn: (text) => split(openEnded(String(text ?? ''))),
  };
}

type Entity = { text: string; mask: MaskKind };

/** Everybody's data in this case, the party's first: what must never stand unmasked in free text. */
function entitiesOf(file: CaseFile, law?: Procedure): Entity[] {
  const party = partyOf(file) ?? nobody;
  const found: [unknown, MaskKind][] = [
    [isNatural(party) && party.name, 'personName'],
    [masksOperator(party) && party.representative, 'personName'],
    [party.citizenId, 'idNumber'],
    [hasHome(party) && party.address, 'homeAddress'],
    [masksPhone(party) && party.phone, 'phone'],
  ];
  for (const { particulars, step } of allOf(
    file,
    'clueRegistered',
    'interviewRecorded',
    'siteExamined',
    'evidencePreserved',
    'noticeServed',
    'decisionServed',
  )) {
    found.push([particulars.citizenId, 'idNumber'], [particulars.coordinates, 'coordinates'], [particulars.suspect, 'personName']);
    for (const key of ['name', 'witness', 'keeper', 'informant', 'receivedBy']) found.push([particulars[key], 'otherName']);
    if (hasHome(party) && (step === 'noticeServed' || step === 'decisionServed')) found.push([particulars.place, 'homeAddress']);
  }
  for (const { particulars, step } of effective(file)) {
    markedIn(law?.steps[step]?.fields ?? [], particulars, hasHome(party), found);
    if (step === 'paperProposed' || step === 'paperIssued')
      for (const [key, value] of Object.entries((particulars.content ?? {}) as Particulars))
        found.push([contentMask(key) && value, contentMask(key) ?? 'otherName']);
  }
  const open = new Set(hasHome(party) ? [] : [party.name, party.representative, party.address]);
  const seen = new Set<string>();
  return found.flatMap(([text, mask]) => {
    if (typeof text !== 'string' || text.length < 2 || open.has(text) || seen.has(text)) return [];
    seen.add(text);
    return [{ text, mask }];
  });
}

/** What the step's own fields mark as personal, whoever wrote the step; long text is searched for it, not taken as a whole. */
function markedIn(fields: readonly Field[], values: Particulars, homes: boolean, found: [unknown, MaskKind][]): void {
  for (const field of fields) {
    const value = values[field.key];
    if (field.key === 'party' || value === undefined) continue; // the party's own data is settled by its kind
    if (field.mask && field.kind !== 'longText' && (homes || field.mask !== 'homeAddress'))
      found.push([value, field.mask === 'personName' ? 'otherName' : field.mask]);
    if (field.kind === 'group') markedIn(field.fields, value as Particulars, homes, found);
    if (field.kind === 'rows') for (const row of value as Particulars[]) markedIn(field.fields, row, homes, found);
  }
}

/** The mask of a natural person named in a field: the party's own class for the party, otherwise that of other people. */
export const nameMask = (matter: Matter, name: string): MaskKind | undefined =>
  entitiesOf(matter.file, matter.law).find((entity) => entity.text === name)?.mask ??
  (name === matter.party.representative ? undefined : 'otherName');

/** A person's name from the registers; the id where the registers do not know it. */
export const nameOf = (matter: Matter, id: unknown): string => matter.registers.person(String(id ?? ''))?.name ?? String(id ?? '');

/** 赵延（执法证号：…）、钱禾（执法证号：…): officers with the certificate they held on the day. */
export const withCertificates = (matter: Matter, ids: readonly PersonId[], on: PlainDate = matter.act.on): string =>
  ids.map((id) => `${nameOf(matter, id)}（执法证号：${matter.registers.certificate(id, on)?.number ?? blank}）`).join('、');
/** The case's handlers with their certificates. */
export const handlers = (matter: Matter): string => withCertificates(matter, handlersOf(matter.file));

/** An opinion with the names of its signers and the day, as an approval form shows it. */
export const opinion = (matter: Matter, label: string, act: Act | undefined): Block => ({
  kind: 'opinion',
  label,
  runs: act ? matter.states(act.particulars.opinion) : [],
  signers: act ? act.by.map((id) => nameOf(matter, id)) : [],
  date: act ? chineseDate(act.on) : '',
});

/** Name of the agency, date and place of the seal. */
export const closing = (matter: Matter): Block => ({
  kind: 'signature',
  lines: [matter.registers.agency.name],
  date: chineseDate(matter.act.on),
  seal: true,
});

/** Where to reach the agency about the case. */
export const contact = (matter: Matter): string =>
  `本机关地址：${matter.registers.agency.address}；联系电话：${matter.registers.agency.phone}；联系人：${handlers(matter)}。`;

/** The last day of a term as words, empty when the calendar of that year is not recorded yet. */
export function lastDay(matter: Matter, from: PlainDate, term: Term): string {
  const due = computeDue(from, term, matter.registers.calendar);
  return due.unverified.length > 0 ? '' : `，至${chineseDate(due.rolled)}止`;
}

/** The fixed part of every paper. */
export const paper = (matter: Matter, form: string, title: string, layout: Paper['layout'], blocks: Block[]): Paper => ({
  form,
  template: 'v1',
  agency: matter.registers.agency.name,
  title,
  ...(matter.made.numbers?.[form] ? { number: matter.made.numbers[form] } : {}),
  layout,
  date: matter.act.on,
  blocks,
});
