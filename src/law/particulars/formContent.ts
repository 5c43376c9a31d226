// src/law/particulars/formContent.ts —— 文书必载：what a form of the list asks of the person who writes it, from the form's own data
import type { MaskKind } from '../papers/paper.ts';
import type { Form, Registers } from '../registers.ts';
import type { Field, Particulars } from './field.ts';

type FormField = Form['fields'][number];

/** What the file, the registers or the layout already know: never asked, for no datum is typed twice. */
const fromTheFile = new Set(
  `docTitle docNo caseNo itemCode agency agencyUscc partyType partyName partyId partyUscc legalRep partySex partyBirth partyAddr partyPhone
  caseCause handlers evidenceList breachLaw penaltyLaw filingBasis reviewOrgan reviewDays court suitMonths reviewFirst rightsTold hearingTold
  latePenalty payBank pageNo deptOpinion legalOpinion leaderDecision pubReview avApprover date seal`.split(/\s+/),
);
/** Letters to another agency name that agency; everywhere else the agency is the one whose paper it is. */
const addressed = new Set(['G01', 'G15', 'CF39']);

const masks: Record<string, MaskKind> = {
  asked: 'otherName',
  thirdParty: 'otherName',
  applicant: 'otherName',
  receiver: 'personName',
  agentName: 'otherName',
  keeper: 'otherName',
  subPerformer: 'otherName',
  drawWitness: 'otherName',
  gps: 'coordinates',
  eAddress: 'phone',
};
/** The mask of a field of a form, by its key; personal data of natural persons. */
export const contentMask = (key: string): MaskKind | undefined => masks[key];

const decimals = { test: /^\d{1,12}(\.\d{1,4})?$/, says: '填写数字，如“334.98”' };

/** 物品清单（名称、规格、数量） → the columns in the brackets; without brackets one column. */
export const columnsOf = ({ label }: FormField): string[] => /（([^）]*、[^）]*)）/.exec(label)?.[1]?.split('、') ?? ['内容'];
/** The label as people read it: without the hint in brackets where that is no part of the name. */
export const labelOf = ({ label }: FormField): string => label.replace(/（[^）]*(、|日|月|年|人|元|项|≤|：|=|CGCS)[^）]*）$/, '');

const rowsOf = (field: FormField): Field[] =>
  columnsOf(field).map((label, i) => ({ key: `c${i + 1}`, label, kind: 'text', max: 500, required: i === 0 }));

/** One field of a form as the step's form asks it; undefined for what is signed, sealed or known already. */
function asField(field: FormField, form: Form): Field | undefined {
  const { key, type, required } = field;
  if (['signature', 'seal', 'docNumber'].includes(type)) return undefined;
  if (fromTheFile.has(key) && !(key === 'agency' && addressed.has(form.code))) return undefined;
  const mask = contentMask(key);
  const common = { key, label: key === 'agency' ? '致送（受托）机关名称' : labelOf(field), required, ...(mask ? { mask } : {}) };
  if (type.startsWith('enum:'))
    return {
      ...common,
      kind: 'choice',
      options: Object.fromEntries(
        type
          .slice(5)
          .split('|')
          .map((name) => [name, name]),
      ),
    };
  switch (type) {
    case 'longtext':
    case 'signedOpinion':
    case 'checklist':
      return { ...common, kind: 'longText', max: 8000 };
    case 'date':
      return { ...common, kind: 'date' };
    case 'datetime':
      return { ...common, kind: 'minute' };
    case 'money':
      return { ...common, kind: 'money' };
    case 'int':
      return { ...common, label: `${common.label}（日）`, kind: 'whole' };
    case 'number':
      return { ...common, kind: 'text', max: 20, pattern: decimals };
    case 'boolean':
      return { ...common, kind: 'yes' };
    case 'ref:officer':
      return { ...common, kind: 'person' };
    case 'ref:officer[]':
      return { ...common, kind: 'people', min: /不少于2/.test(field.label) ? 2 : 1 };
    case 'ref:evidence[]':
    case 'ref:media[]':
    case 'file':
      return { ...common, kind: 'evidence', ...(required ? { min: 1 } : {}) };
    case 'table':
    case 'ref:goods[]':
      return { ...common, kind: 'rows', fields: rowsOf(field), ...(required ? { min: 1 } : {}), max: 200 };
    default:
      return { ...common, kind: 'text', max: 500 };
  }
}

/** What the form asks: its own fields less what the file knows, what is signed by hand and what the layout adds. */
export const askedOf = (form: Form): Field[] => form.fields.flatMap((field) => asField(field, form) ?? []);

/** The fields of a step with those of the chosen form in the place of `content`; a step without `content` as it is. */
export function withContent(fields: readonly Field[], particulars: unknown, registers: Pick<Registers, 'form'>): readonly Field[] {
  if (!fields.some((field) => field.key === 'content')) return fields;
  const code = (particulars as Particulars | undefined)?.form;
  const form = typeof code === 'string' ? registers.form(code) : undefined;
  return fields.map((field) =>
    field.key === 'content' && field.kind === 'group' ? { ...field, fields: form ? askedOf(form) : [] } : field,
  );
}
