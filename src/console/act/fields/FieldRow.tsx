// src/console/act/fields/FieldRow.tsx —— 一栏:label, control or known value, help, what is wrong
import { useState } from 'react';
import { fullWidth } from '../../parts/fullWidth.ts';
import type { Field } from '../../wire/shapes.ts';
import { faultsAt } from '../writing/formModel.ts';
import { Control } from './Control.tsx';
import { CorrectionField } from './CorrectionField.tsx';
import { fieldId, useForm } from './context.ts';
import { GroupField } from './GroupField.tsx';
import { KnownValue } from './KnownValue.tsx';
import { RowsField } from './RowsField.tsx';

const LONG_LABEL = 14;

type Props = { field: Field; path: string; value: unknown };

export function FieldRow({ field, path, value }: Props) {
  const { form, faults } = useForm();
  const [rewriting, setRewriting] = useState(false);
  const known = path.includes('.') || form.papers ? undefined : form.known[field.key];
  // What is known of the chosen paper's content stands in its own fields, to be read and changed there.
  if (field.kind === 'group') return <GroupField field={field} path={path} value={value} Row={FieldRow} />;
  const wrong = field.kind === 'rows' ? faults.filter((fault) => fault.path === path) : faultsAt(faults, path);
  const id = fieldId(path);
  // Article and tier are drawn as choices whatever the kind of their field.
  const asChoices = form.step === 'investigationConcluded' && form.sanctions && ['sanction', 'tier'].includes(path);
  const labelled = !asChoices && !['choice', 'choices', 'yes', 'rows', 'evidence'].includes(field.kind);
  const label = fullWidth(field.label.replace(/[(（](元|㎡)[)）]$/, ''));
  const optional = !field.required && <span className="opt">选填</span>;
  // What must be confirmed carries its sentence beside the tick; a long question stands above its answer.
  const sentence = field.kind === 'yes' && field.mustBeYes === true;
  const stack = !sentence && label.length > LONG_LABEL && field.kind !== 'rows';
  // Rows that are known stand as rows: what each still lacks is written into them.
  const same = field.kind !== 'rows' && known && JSON.stringify(known.value) === JSON.stringify(value);
  return (
    <div className={`row${wrong.length > 0 ? ' bad' : ''}${stack ? ' stack' : ''}`}>
      {sentence ? (
        <span className="lb" />
      ) : labelled && !(same && !rewriting) ? (
        <label htmlFor={id}>
          {label}
          {optional}
        </label>
      ) : (
        <span className="lb" id={`${id}-label`}>
          {label}
          {optional}
        </span>
      )}
      <div>
        {same && !rewriting ? (
          <KnownValue field={field} known={known} onRewrite={() => setRewriting(true)} />
        ) : field.kind === 'rows' ? (
          <RowsField field={field} path={path} value={value} Row={FieldRow} />
        ) : field.kind === 'data' ? (
          <CorrectionField path={path} value={value} Row={FieldRow} />
        ) : (
          <Control field={field} path={path} value={value} invalid={wrong.length > 0} />
        )}
        {field.help && (
          <p className="hint" id={`${id}-help`}>
            {fullWidth(field.help)}
          </p>
        )}
        {wrong.map((fault) => (
          <p className="bad-msg" key={fault.says}>
            {fullWidth(fault.says)}
          </p>
        ))}
      </div>
    </div>
  );
}
