// src/console/act/fields/NumberInput.tsx —— 数:typed in 元 and ㎡, kept in 分 and hundredths
import { useState } from 'react';
import { parseYuan, yuan } from '../../../base/money.ts';
import type { Field } from '../../wire/shapes.ts';
import type { ControlProps } from './Control.tsx';
import { fieldId, useForm } from './context.ts';

const shownOf = (field: Field, value: unknown): string => {
  if (typeof value !== 'number') return '';
  if (field.kind === 'money') return yuan(value).replace(/\.00$/, '');
  return field.kind === 'area' ? String(value / 100) : String(value);
};
/** A number as the law keeps it; what is no number is passed on as typed, so that the fault names it. */
const keptOf = (field: Field, text: string): unknown => {
  if (text.trim() === '') return undefined;
  if (field.kind === 'whole') return /^\d{1,15}$/.test(text.trim()) ? Number(text) : text;
  return parseYuan(text.replaceAll('，', ',')) ?? text;
};

export function NumberInput({ field, path, value, invalid }: ControlProps) {
  const { set } = useForm();
  const [typed, setTyped] = useState<string>();
  const unit = field.kind === 'money' ? '元' : field.kind === 'area' ? '㎡' : undefined;
  return (
    <div className="calc">
      <input
        id={fieldId(path)}
        className="in num"
        inputMode="decimal"
        autoComplete="off"
        maxLength={20}
        value={typed ?? (typeof value === 'string' ? value : shownOf(field, value))}
        aria-invalid={invalid || undefined}
        onChange={(event) => {
          setTyped(event.target.value);
          set(path, keptOf(field, event.target.value));
        }}
        onBlur={() => setTyped(undefined)}
      />
      {unit && <span className="unit">{unit}</span>}
    </div>
  );
}
