// src/console/act/fields/context.ts —— 每一栏都要用的:the form, its values, how to change them, what is wrong
import { type ComponentType, createContext, useContext } from 'react';
import type { CaseView, Field, Form, FormFault, Particulars } from '../../wire/shapes.ts';

export type FormShared = {
  caseId: string;
  form: Form;
  view?: CaseView;
  values: Particulars;
  set: (path: string, value: unknown) => void;
  faults: FormFault[];
};
/** A field's row, handed down to what holds fields itself (groups, rows, corrections), which so need not import it. */
export type RowOf = ComponentType<{ field: Field; path: string; value: unknown }>;
export const FormContext = createContext<FormShared | undefined>(undefined);

/** What the fields share; only inside a form. */
export function useForm(): FormShared {
  const shared = useContext(FormContext);
  if (!shared) throw new Error('a field outside of a form');
  return shared;
}
/** The id of a field's control, for labels and for jumping to it. */
export const fieldId = (path: string): string => `f-${path.replaceAll('.', '-')}`;
