// src/law/papers/general.ts —— 通用文书：any form of the agency's list, set from the step's fields, the form's own contents and the case
import { fullCite } from '../articles/statutes.ts';
import { type Act, allOf, last, type Step } from '../engine.ts';
import type { Field, Particulars } from '../particulars/field.ts';
import { labelOf } from '../particulars/formContent.ts';
import type { Form } from '../registers.ts';
import { type ActorId, stepNames } from '../vocabulary.ts';
import { saidByCase } from './form/fromCase.ts';
import { asForm, asLetter, asRecord, type Sheet } from './form/layouts.ts';
import { type Entry, entriesOf } from './form/values.ts';
import type { Paper } from './paper.ts';
import { type Matter, opinion, paper } from './pieces/matter.ts';

/** What the head of every paper says anyway, or what belongs to the record and not to the paper. */
const inHead = new Set(['item', 'cause', 'party', 'handlers', 'caseCause', 'partyName', 'backdateGround', 'form', 'content', 'proposal']);

/** The paper of a form that no composer of its own makes: its title and number, the case, everything the step states, what the form demands. */
export function generalPaper(matter: Matter, form: Form, step?: Step): Paper {
  const sheet: Sheet = {
    matter,
    form,
    keys: new Set(form.fields.map((field) => field.key)),
    entries: statedBy(matter, form, step),
    opinions: opinionsOf(matter, form, step),
    basis: step && !isByHand(matter) ? fullCite(step.basis) : undefined,
  };
  const layout = layoutOf(form);
  const blocks = layout === 'letter' ? asLetter(sheet) : layout === 'record' ? asRecord(sheet) : asForm(sheet);
  return paper(matter, form.code, titleOf(form), layout, blocks);
}

const isByHand = (matter: Matter): boolean => matter.act.step === 'paperIssued';

/** 责令停止（改正）违法行为通知书 keeps its brackets: they are choices for the hand; what a bracket only explains goes. */
const titleOf = ({ name }: Form): string => name.replace(/（(登记|当事人|代拟|许可|检查|附清单|实施前三日|回执)）/g, '');

/** 笔录 are records; letters go out under number and seal; the rest are forms. */
function layoutOf({ name, external, docNumberAbbr, sealRequired }: Form): Paper['layout'] {
  const plain = name.replace(/（[^）]*）/g, '');
  if (/笔录|记录$/.test(plain) && external) return 'record';
  if (/表$|单$|清单|封面|目录$|回证$/.test(plain) && !/通知单/.test(plain)) return 'form';
  return external && (docNumberAbbr !== null || sealRequired) ? 'letter' : 'form';
}

/** What the paper states: the answers to the form or to the step, then what the case says under the form's other keys. */
function statedBy(matter: Matter, form: Form, step: Step | undefined): Entry[] {
  const own = isByHand(matter)
    ? entriesOf(matter, matter.contentFields, (matter.act.particulars.content ?? {}) as Particulars)
    : entriesOf(matter, (step?.fields ?? []).filter(worthSaying), matter.act.particulars);
  const told = new Set(own.flatMap((entry) => [entry.key, entry.label]));
  const fromCase = form.fields.flatMap((field) =>
    told.has(field.key) || told.has(labelOf(field)) || inHead.has(field.key) || isOpinion(field.key)
      ? []
      : (saidByCase(matter, field) ?? []),
  );
  const place = new Map(form.fields.map((field, i) => [field.key, i]));
  const order = (entry: Entry) => place.get(entry.key) ?? -1;
  // What the form names comes in the form's own order; what only the step asks comes first, as the step asks it.
  return [...own, ...fromCase].filter((entry) => !isOpinion(entry.key) && entry.key !== 'opinion').sort((a, b) => order(a) - order(b));
}

/** A tick that only confirms is no statement of the paper. */
const worthSaying = (field: Field): boolean => !inHead.has(field.key) && !(field.kind === 'yes' && field.mustBeYes === true);

const opinionKeys = ['handlerOpinion', 'deptOpinion', 'legalOpinion', 'pubReview', 'avApprover', 'leaderDecision'];
const isOpinion = (key: string) => opinionKeys.includes(key);
const opinionLabels: Record<string, string> = {
  handlerOpinion: '承办人意见',
  deptOpinion: '承办机构负责人意见',
  legalOpinion: '法制机构意见',
  pubReview: '保密审查意见',
  avApprover: '批准人意见',
  leaderDecision: '行政机关负责人决定',
};
const opinionOfActor: Partial<Record<ActorId, string>> = {
  officer: 'handlerOpinion',
  officers: 'handlerOpinion',
  sectionHead: 'deptOpinion',
  stater: 'deptOpinion',
  reviewer: 'legalOpinion',
  head: 'leaderDecision',
};

/** The opinions a form has room for: those signed in this stage of the case, and empty rooms to be signed by hand. */
function opinionsOf(matter: Matter, form: Form, step: Step | undefined) {
  const wanted = opinionKeys.filter((key) => form.fields.some((field) => field.key === key));
  return wanted.map((key) => {
    const act = isByHand(matter) ? byHand(matter, key) : signedInStage(matter, step, key);
    return opinion(matter, opinionLabels[key]!, act);
  });
}

/** Of a paper written by hand, its writer's opinion and the head's signature under what bears the seal. */
function byHand(matter: Matter, key: string): Act | undefined {
  const { act, registers } = matter;
  const content = (act.particulars.content ?? {}) as Particulars;
  const proposal = matter.proposal;
  if (key === 'handlerOpinion' && content.handlerOpinion) return { ...(proposal ?? act), particulars: { opinion: content.handlerOpinion } };
  const byHead = act.by.every((id) => registers.holds(id, 'head', act.on));
  return key === 'leaderDecision' && byHead ? { ...act, particulars: { opinion: '同意' } } : undefined;
}

/** The opinion this act itself is, or one signed earlier in its stage; the review's and the secrecy review's wherever they were given. */
function signedInStage(matter: Matter, step: Step | undefined, key: string): Act | undefined {
  const { law, file, act } = matter;
  if (!law || !step) return undefined;
  const own = opinionOfActor[step.actor] === key;
  if (own) return { ...act, particulars: { opinion: act.particulars.opinion ?? act.particulars.reason ?? stepNames[act.step] } };
  const given = key === 'legalOpinion' ? last(file, 'legalReviewed') : key === 'pubReview' ? last(file, 'publicationCleared') : undefined;
  if (given) return given;
  const steps = Object.entries(law.steps).filter(([, each]) => each.stage === step.stage && opinionOfActor[each.actor] === key);
  const acts = allOf(file, ...(steps.map(([id]) => id) as Act['step'][])).filter((each) => each.particulars.opinion !== undefined);
  return acts.findLast((each) => each.n <= act.n);
}
