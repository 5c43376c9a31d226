// src/console/act/fields/Control.tsx —— 控件:the control a kind of field gets
import type { Field } from '../../wire/shapes.ts';
import { fieldId, useForm } from './context.ts';
import { DateInput, MinuteInput } from './DateInput.tsx';
import { EvidencePicker } from './EvidencePicker.tsx';
import { FormPicker } from './FormPicker.tsx';
import { FineField, SanctionField, TierField } from './fines.tsx';
import { ItemPicker } from './ItemPicker.tsx';
import { NumberInput } from './NumberInput.tsx';
import { ActPicker, Choice, Choices, PeoplePicker, YesNo } from './picks.tsx';
import { TextInput } from './TextInput.tsx';

export type ControlProps = { field: Field; path: string; value: unknown; invalid: boolean };

export function Control(props: ControlProps) {
  const { field, path, value } = props;
  const { form, set } = useForm();
  const id = fieldId(path);
  if (form.step === 'investigationConcluded' && form.sanctions) {
    if (path === 'sanction') return <SanctionField />;
    if (path === 'tier') return <TierField />;
    if (path === 'fine') return <FineField {...props} />;
  }
  if (form.papers && path === 'form') return <FormPicker {...props} />;
  switch (field.kind) {
    case 'date':
      return <DateInput id={id} value={value as string | undefined} onChange={(date) => set(path, date)} />;
    case 'minute':
      return <MinuteInput id={id} value={value as string | undefined} onChange={(minute) => set(path, minute)} />;
    case 'money':
    case 'area':
    case 'whole':
      return <NumberInput {...props} />;
    case 'yes':
      return <YesNo {...props} />;
    case 'choice':
      return <Choice {...props} />;
    case 'choices':
      return <Choices {...props} />;
    case 'person':
    case 'people':
      return <PeoplePicker {...props} />;
    case 'item':
      return <ItemPicker {...props} />;
    case 'act':
      return <ActPicker {...props} />;
    case 'evidence':
      return <EvidencePicker {...props} />;
    default:
      return <TextInput {...props} />;
  }
}
