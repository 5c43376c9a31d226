// src/console/act/fields/GroupField.tsx —— 一组:its fields one beneath another
import type { Field, Particulars } from '../../wire/shapes.ts';
import { isAsked } from '../formModel.ts';
import { FieldRow } from './FieldRow.tsx';

export function GroupField({ field, path, value }: { field: Extract<Field, { kind: 'group' }>; path: string; value: unknown }) {
  const values = (value ?? {}) as Particulars;
  return (
    <fieldset>
      <legend className="vh">{field.label}</legend>
      {field.fields.map(
        (each) => isAsked(each, values) && <FieldRow key={each.key} field={each} path={`${path}.${each.key}`} value={values[each.key]} />,
      )}
    </fieldset>
  );
}
