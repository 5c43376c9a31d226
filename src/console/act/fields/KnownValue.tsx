// src/console/act/fields/KnownValue.tsx —— 已知的:text with its source, not asked again
import { yuan } from '../../../base/money.ts';
import { fullWidth } from '../../parts/fullWidth.ts';
import type { Field } from '../../wire/shapes.ts';

const said = (field: Field, value: unknown): string => {
  if (field.kind === 'money') return `${yuan(Number(value))}元`;
  if (field.kind === 'area') return `${Number(value) / 100}㎡`;
  if (field.kind === 'choice') return field.options[String(value)] ?? String(value);
  if (field.kind === 'yes') return value ? '是' : '否';
  if (field.kind === 'act') return `第${value}条记录`;
  return String(value);
};

export const KnownValue = ({
  field,
  known,
  onRewrite,
}: {
  field: Field;
  known: { value: unknown; source: string };
  onRewrite: () => void;
}) => (
  <div className="fixed">
    {fullWidth(said(field, known.value))}
    {'　'}
    <span className="src">
      取自{known.source}
      {'　'}
      <button type="button" className="link" onClick={onRewrite}>
        改写
      </button>
    </span>
  </div>
);
