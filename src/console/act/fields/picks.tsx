// src/console/act/fields/picks.tsx —— 选:yes or no, one of few, several, people, earlier records
import { Select } from 'antd';
import { fullWidth } from '../../parts/fullWidth.ts';
import type { ControlProps } from './Control.tsx';
import { fieldId, useForm } from './context.ts';
import { ManySelect } from './ManySelect.tsx';

/** Short lists stand open side by side; longer ones fold into a list. */
const FEW = 4;
const FEW_CHARACTERS = 40;

type SegmentProps = { path: string; options: [value: string, label: string][]; chosen?: string; onChoose: (value: string) => void };
export const Segment = ({ path, options, chosen, onChoose }: SegmentProps) => (
  <span className="seg" role="radiogroup" id={fieldId(path)} aria-labelledby={`${fieldId(path)}-label`}>
    {options.map(([value, label]) => (
      <label key={value} className={chosen === value ? 'on' : undefined}>
        <input type="radio" name={path} checked={chosen === value} onChange={() => onChoose(value)} />
        {fullWidth(label)}
      </label>
    ))}
  </span>
);

export function YesNo({ field, path, value }: ControlProps) {
  const { set } = useForm();
  if (field.kind === 'yes' && field.mustBeYes)
    return (
      <label className="tick">
        <input
          id={fieldId(path)}
          type="checkbox"
          checked={value === true}
          onChange={(event) => set(path, event.target.checked || undefined)}
        />
        {fullWidth(field.label)}
      </label>
    );
  return (
    <Segment
      path={path}
      options={[
        ['yes', '是'],
        ['no', '否'],
      ]}
      chosen={value === true ? 'yes' : value === false ? 'no' : undefined}
      onChoose={(answer) => set(path, answer === 'yes')}
    />
  );
}

export function Choice({ field, path, value, invalid }: ControlProps) {
  const { set } = useForm();
  if (field.kind !== 'choice') return null;
  const options = Object.entries(field.options);
  const short = options.length <= FEW && options.reduce((sum, [, label]) => sum + label.length, 0) <= FEW_CHARACTERS;
  if (short) return <Segment path={path} options={options} chosen={value as string | undefined} onChoose={(each) => set(path, each)} />;
  return (
    <Select
      id={fieldId(path)}
      value={value as string | undefined}
      status={invalid ? 'error' : undefined}
      aria-labelledby={`${fieldId(path)}-label`}
      placeholder="请选择"
      allowClear={!field.required}
      showSearch={{ optionFilterProp: 'label' }}
      options={options.map(([id, label]) => ({ value: id, label: fullWidth(label) }))}
      onChange={(each) => set(path, each)}
    />
  );
}

export function Choices({ field, path, value }: ControlProps) {
  const { set } = useForm();
  if (field.kind !== 'choices') return null;
  const chosen = (value as string[] | undefined) ?? [];
  return (
    <fieldset className="ticks" id={fieldId(path)} aria-labelledby={`${fieldId(path)}-label`}>
      {Object.entries(field.options).map(([id, label]) => (
        <label className="tick" key={id}>
          <input
            type="checkbox"
            checked={chosen.includes(id)}
            onChange={(event) => set(path, event.target.checked ? [...chosen, id] : chosen.filter((each) => each !== id))}
          />
          {fullWidth(label)}
        </label>
      ))}
    </fieldset>
  );
}

export function PeoplePicker({ field, path, value, invalid }: ControlProps) {
  const { form, set } = useForm();
  const options = form.people.map((person) => ({
    value: person.id,
    label: person.name,
    title: `${person.unit}　${person.posts.join('、')}`,
    about: `${person.unit}·${person.posts.join('、')}`,
  }));
  const common = {
    id: fieldId(path),
    options,
    status: invalid ? ('error' as const) : undefined,
    showSearch: { optionFilterProp: 'label' },
    placeholder: '输入姓名',
    optionRender: (option: { label?: React.ReactNode; value?: string | number }) => (
      <>
        {option.label} <span className="mute small">{options.find((each) => each.value === option.value)?.about}</span>
      </>
    ),
  };
  if (field.kind === 'people')
    return <ManySelect {...common} value={(value as string[] | undefined) ?? []} onChange={(ids: string[]) => set(path, ids)} />;
  return <Select {...common} value={value as string | undefined} allowClear onChange={(id?: string) => set(path, id)} />;
}

export function ActPicker({ path, value, invalid }: ControlProps) {
  const { form, set } = useForm();
  return (
    <Select
      id={fieldId(path)}
      value={value as number | undefined}
      status={invalid ? 'error' : undefined}
      placeholder="选择一条记录"
      showSearch={{ optionFilterProp: 'label' }}
      options={form.targets.map((act) => ({ value: act.n, label: `第${act.n}条　${act.name}　${act.on}` }))}
      onChange={(n) => set(path, n)}
    />
  );
}
