// src/law/gates/otherPaper.ts —— 出具其他文书：forms of the list that no step makes; what bears number or seal the head issues
import { type At, allOf, formGate, handlersOf, type Procedure } from '../engine.ts';
import { madeOf, openPaperProposal } from '../facts.ts';
import { papersOf } from '../papers/whole/issued.ts';
import type { Form } from '../registers.ts';
import { type StepId, stepNames } from '../vocabulary.ts';

const formIn = ({ act, registers }: At): Form | undefined => registers.form(String(act.particulars.form ?? ''));
/** Accompany whatever is served or filed, so a person may write another one beside those of the steps. */
const accompanying = new Set(['G07', 'G11', 'G13']);

/** What goes out under the agency's seal or number is the agency's word, and the head's to give. */
export const isSealed = (form: Form): boolean => !accompanying.has(form.code) && (form.sealRequired || form.docNumberAbbr !== null);

/** A form a step of the procedure makes is made by that step: it rests on what the step demands. */
export const paperOfNoStep = (law: () => Procedure) => {
  const stepOf = (code: string) =>
    (Object.entries(law().steps) as [StepId, { documents?: string[] }][]).find(([, step]) => step.documents?.includes(code))?.[0];
  // Recorded before the step made this paper: it is made up for by hand.
  const isMissing = ({ file }: At, code: string) =>
    allOf(file, stepOf(code)!).some((act) => madeOf(act).papers === undefined && !papersOf(law(), act).includes(code));
  return formGate(
    'paperOfNoStep',
    '本局规定§60',
    '案件环节出具的文书，由该环节出具，不得另行出具',
    (at) => {
      const form = formIn(at);
      return (
        at.act.particulars.form === undefined ||
        (form !== undefined && (accompanying.has(form.code) || !stepOf(form.code) || isMissing(at, form.code)))
      );
    },
    (at) => {
      const form = formIn(at);
      return form ? `《${form.name}》由“${stepNames[stepOf(form.code)!]}”环节出具。` : '文书清单中没有这种文书，请从列表中选择。';
    },
  );
};

/** The head issues what is sealed or numbered; everything else a handler of the case writes himself. */
export const issuerFits = formGate(
  'issuerFits',
  '本局规定§60',
  '编号、盖章的文书由行政机关负责人签发，其他文书由承办人出具',
  (at) => {
    const form = formIn(at);
    if (!form) return true;
    if (isSealed(form)) return at.act.by.every((id) => at.registers.holds(id, 'head', at.act.on)) && !isHandler(at);
    return at.act.by.every((id) => handlersOf(at.file).includes(id));
  },
  (at) => (isSealed(formIn(at)!) ? '请先由承办人提请，再由行政机关负责人签发。' : '这种文书不编号、不盖章，请由本案承办人出具。'),
);
const isHandler = ({ act, file }: At) => act.by.some((id) => handlersOf(file).includes(id));

/** What the head issues, an officer proposed by his own signature. */
export const issueProposed = formGate(
  'issueProposed',
  '本局规定§60',
  '签发以承办人的提请为前提',
  (at) => {
    const form = formIn(at);
    return !form || !isSealed(form) || openPaperProposal(at.file, form.code) !== undefined;
  },
  (at) => `还没有出具《${formIn(at)!.name}》的提请，请先由承办人办理“${stepNames.paperProposed}”。`,
);

/** 文种代字 of the paper a person writes: each series goes on where the steps' papers left it. */
export const numbersOfForm = ({ act, registers }: Pick<At, 'act' | 'registers'>): Record<string, string> => {
  const form = registers.form(String(act.particulars.form ?? ''));
  return form?.docNumberAbbr ? { [form.code]: form.docNumberAbbr } : {};
};
