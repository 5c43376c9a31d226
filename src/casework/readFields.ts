// src/casework/readFields.ts —— 记录内容读成文字:particulars as labels and words, with personal data cut until asked for
import type { CaseFile } from '../law/engine.ts';
import { partyOf } from '../law/facts.ts';
import type { MaskKind } from '../law/papers/paper.ts';
import type { Field, Particulars } from '../law/particulars/field.ts';
import type { Registers } from '../law/registers.ts';

/** One filled-in field for reading: label, readable value, and whether it was cut. */
export type ReadField = { key: string; label: string; text: string; cut?: true };

/** Which masks are cut for reading: all personal data of natural persons; an organisation's own data is public. */
export const cutPersonal = (file: CaseFile): Set<MaskKind> => {
  const natural: MaskKind[] = ['otherName', 'idNumber', 'phone', 'homeAddress', 'birthDate', 'plate', 'coordinates'];
  return new Set(partyOf(file)?.kind === 'person' || !partyOf(file) ? [...natural, 'personName'] : ['otherName', 'idNumber', 'phone']);
};

/** Renders particulars for reading, cutting personal data. With an empty `cut` everything is shown (and the caller leaves a trace). */
export function readFields(fields: readonly Field[], particulars: Particulars, registers: Registers, cut: Set<MaskKind>): ReadField[] {
  return fields.flatMap((field): ReadField[] => {
    const value = particulars[field.key];
    if (value === undefined) return [];
    if (field.mask && cut.has(field.mask)) return [{ key: field.key, label: field.label, text: '〔已隐去，可留痕查看〕', cut: true }];
    return [{ key: field.key, label: field.label, text: readValue(field, value, registers, cut) }];
  });
}

function readValue(field: Field, value: unknown, registers: Registers, cut: Set<MaskKind>): string {
  const name = (id: unknown) => registers.person(String(id))?.name ?? String(id);
  switch (field.kind) {
    case 'yes':
      return value === true ? '是' : '否';
    case 'choice':
      return field.options[String(value)] ?? String(value);
    case 'choices':
      return (value as string[]).map((each) => field.options[each] ?? each).join('、') || '无';
    case 'person':
      return name(value);
    case 'people':
      return (value as string[]).map(name).join('、');
    case 'money':
      return `${((value as number) / 100).toLocaleString('zh-CN', { minimumFractionDigits: 2 })}元`;
    case 'area':
      return `${(value as number) / 100}㎡`;
    case 'evidence':
      return (value as string[]).map((id) => registers.evidence(id)?.name ?? id).join('、') || '无';
    case 'act':
      return `第${value}条`;
    case 'group':
      return readFields(field.fields, value as Particulars, registers, cut)
        .map((each) => `${each.label}：${each.text}`)
        .join('；');
    case 'rows':
      return (value as Particulars[])
        .map(
          (row, i) =>
            `${i + 1}. ${readFields(field.fields, row, registers, cut)
              .map((each) => `${each.label}：${each.text}`)
              .join(' ')}`,
        )
        .join('\n');
    case 'data':
      return JSON.stringify(value);
    default:
      return String(value);
  }
}
