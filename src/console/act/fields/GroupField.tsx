// src/console/act/fields/GroupField.tsx —— 一组:its fields one beneath another
import type { Field, Particulars } from '../../wire/shapes.ts';
import { isAsked } from '../writing/formModel.ts';
import type { RowOf } from './context.ts';

type Props = { field: Extract<Field, { kind: 'group' }>; path: string; value: unknown; Row: RowOf };
export function GroupField({ field, path, value, Row }: Props) {
  const values = (value ?? {}) as Particulars;
  return (
    <fieldset>
      <legend className="vh">{field.label}</legend>
      {field.fields.map(
        (each) => isAsked(each, values) && <Row key={each.key} field={each} path={`${path}.${each.key}`} value={values[each.key]} />,
      )}
    </fieldset>
  );
}
