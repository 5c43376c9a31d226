// src/console/act/writing/chosenForm.ts —— 所选文书要填的：its fields take the place of `content`
import type { Field, Form, Particulars } from '../../wire/shapes.ts';
import { reviveFields } from './formModel.ts';

/** The fields of a form with those of the chosen paper; before one is chosen nothing is asked of its content. */
export function withChosenForm({ fields, papers }: Pick<Form, 'fields' | 'papers'>, particulars: Particulars): Field[] {
  if (!papers) return fields;
  const chosen = papers.find((paper) => paper.code === particulars.form);
  return fields.flatMap((field) => {
    if (field.key !== 'content' || field.kind !== 'group') return [field];
    return chosen ? [{ ...field, fields: reviveFields(chosen.fields as unknown as Field[]) }] : [];
  });
}
