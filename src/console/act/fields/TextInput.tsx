// src/console/act/fields/TextInput.tsx —— 文字:one line or many; a long text grows with what is written
import type { ControlProps } from './Control.tsx';
import { fieldId, useForm } from './context.ts';

const rowsFor = (text: string, least: number) =>
  Math.min(
    16,
    Math.max(
      least,
      text.split('\n').reduce((sum, line) => sum + Math.ceil((line.length + 1) / 44), 0),
    ),
  );

export function TextInput({ field, path, value, invalid }: ControlProps) {
  const { set } = useForm();
  const text = (value as string | undefined) ?? '';
  const common = {
    id: fieldId(path),
    className: 'in',
    value: text,
    'aria-invalid': invalid || undefined,
    'aria-describedby': field.help ? `${fieldId(path)}-help` : undefined,
    autoComplete: 'off',
  };
  if (field.kind === 'longText')
    return (
      <textarea
        {...common}
        rows={rowsFor(text, (field.max ?? 5000) > 1000 ? 3 : 2)}
        maxLength={field.max ?? 5000}
        onChange={(event) => set(path, event.target.value)}
      />
    );
  const max = field.kind === 'text' ? (field.max ?? 200) : field.kind === 'phone' ? 20 : 18;
  return (
    <input
      {...common}
      maxLength={max}
      inputMode={field.kind === 'phone' ? 'tel' : undefined}
      onChange={(event) =>
        set(
          path,
          field.kind === 'citizenId' || field.kind === 'uscc' ? event.target.value.toUpperCase().replace(/\s/g, '') : event.target.value,
        )
      }
    />
  );
}
