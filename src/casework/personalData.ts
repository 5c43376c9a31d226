// src/casework/personalData.ts —— 本案的个人信息:everything the case's forms mark as personal, whoever composed the papers
// A second line of defence beside the runs' own masks: read from the fields, so that a field added later is covered too.
import { chineseDate } from '../base/dates.ts';
import { type CaseFile, effective, type Procedure } from '../law/engine.ts';
import { type Party, partyOf } from '../law/facts.ts';
import { masksOperator, masksPhone, nameRun } from '../law/papers/pieces/party.ts';
import type { Field } from '../law/particulars/field.ts';
import { contentMask } from '../law/particulars/formContent.ts';
import { checkCitizenId } from '../law/reckoning/identifiers.ts';
import type { Entity } from '../law/reckoning/masks.ts';

// What clerks write where nobody is to be named: common words, not names.
const nobody = new Set(['本人', '当事人', '不详', '未知', '同上', '没有']);

/** Names, numbers and addresses of natural persons in this case, corrected records in both versions; long free text is not taken apart. */
export function personalData(law: Procedure, file: CaseFile): Entity[] {
  const party = partyOf(file);
  const open = party ? openOf(party) : new Set<string>();
  const found = new Map<string, Entity>();
  const add = (text: unknown, mask: Entity['mask']) => {
    const known = typeof text === 'string' ? text.trim() : '';
    if (known.length >= 2 && !nobody.has(known) && !open.has(known) && !found.has(known)) found.set(known, { text: known, mask });
  };
  if (party && masksOperator(party)) add(party.representative, 'personName');
  const acts = [...effective(file), ...file.acts];
  for (const { step, particulars } of acts) {
    walk(law.steps[step]?.fields ?? [], particulars, add);
    const content = step === 'paperProposed' || step === 'paperIssued' ? particulars.content : {};
    for (const [key, value] of Object.entries(content as Record<string, unknown>)) {
      const mask = contentMask(key);
      if (mask) add(value, mask);
    }
  }
  for (const { text } of [...found.values()].filter(({ mask }) => mask === 'idNumber')) {
    const checked = checkCitizenId(text);
    if (checked.ok) add(chineseDate(checked.birth), 'birthDate');
  }
  return [...found.values()];
}

function walk(fields: readonly Field[], values: Record<string, unknown>, add: (text: unknown, mask: Entity['mask']) => void): void {
  for (const field of fields) {
    const value = values[field.key];
    if (field.mask && field.kind !== 'longText') add(value, field.mask);
    if (field.kind === 'group' && value) walk(field.fields, value as Record<string, unknown>, add);
    if (field.kind === 'rows') for (const row of (value as Record<string, unknown>[] | undefined) ?? []) walk(field.fields, row, add);
  }
}

/** What is public of a company or a shop: its name, and for a company its representative, address and fixed telephone. */
function openOf(party: Party): Set<string> {
  if (party.kind === 'person') return new Set();
  const { name, representative, address, phone } = party;
  const whole = party.kind === 'organisation' ? [representative, address, masksPhone(party) ? undefined : phone] : [];
  return new Set([nameRun(party).mask ? undefined : name, ...whole].flatMap((text) => text?.trim() ?? []));
}
