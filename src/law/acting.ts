// src/law/acting.ts —— 主体资格:for whom a person acts, and which bodies may do which type of act (handbook §0.5)
import type { PlainDate } from '../base/dates.ts';
import type { ActType } from './vocabulary.ts';

/** 本机关、法律法规授权的组织、受委托的组织 */
export const bodyKinds = { agency: '本机关', authorised: '法律法规授权的组织', entrusted: '受委托的组织' } as const;
export type BodyKind = keyof typeof bodyKinds;

/** Who may do acts of a type; `byLetter`: only within a published letter of entrustment in force. */
export type ActingRule = {
  actType: ActType;
  from: PlainDate;
  agency: boolean;
  authorised: boolean;
  entrusted: 'never' | 'byLetter';
  basis: string;
};
/** An organisation beside the agency, with what it is authorised or entrusted to do; `until` is the first day without it. */
export type ActingBody = {
  unit: string;
  kind: Exclude<BodyKind, 'agency'>;
  from: PlainDate;
  until: PlainDate;
  /** Number of the letter of entrustment, or the law that authorises. */
  letter: string;
  publishedOn?: PlainDate;
  actTypes: ActType[];
  items?: string[];
};
/** For whom a person acts on a day. `body` is missing for a unit outside the agency of which nothing is recorded. */
export type Capacity = { kind: BodyKind; name: string; body?: ActingBody };

/** Why a person of this capacity may not do the act, in Chinese; undefined when he may. */
export function whyNotActing(
  capacity: Capacity,
  rule: ActingRule | undefined,
  item: string | undefined,
  on: PlainDate,
): string | undefined {
  if (capacity.kind === 'agency') return undefined;
  const { name, body } = capacity;
  if (!rule) return `${name}不是本机关，也没有登记可以办理这一类行为。`;
  if (!body || on < body.from || on >= body.until) return `${name}没有在${on}有效的授权或者委托书，请由本机关的执法人员办理。`;
  if (!body.actTypes.includes(rule.actType) || (body.items && item && !body.items.includes(item)))
    return `${name}的${body.letter}不包括这一事项，请由本机关的执法人员办理。`;
  if (capacity.kind === 'authorised') return rule.authorised ? undefined : `这一类行为不能由${name}办理（${rule.basis}）。`;
  if (rule.entrusted === 'never') return `这一类行为不能委托，${name}不得办理（${rule.basis}）。`;
  if (!body.publishedOn || body.publishedOn > on) return `委托书没有向社会公布，${name}不得办理（${rule.basis}）。`;
  return undefined;
}

type Unit = { id: string; name: string; kind: string; parent?: string };
/**
 * For whom the people of a unit act on a day: for the agency, unless the unit or one it belongs to is an organisation of its own
 * (`attached`). Such a one without anything in force counts as entrusted with nothing.
 */
export function capacityOf(unit: string | undefined, units: readonly Unit[], bodies: readonly ActingBody[], on: PlainDate): Capacity {
  for (let at = units.find((each) => each.id === unit); at; at = units.find((each) => each.id === at!.parent)) {
    const own = bodies.filter((each) => each.unit === at!.id);
    const body = own.findLast((each) => each.from <= on && on < each.until) ?? own.at(-1);
    if (body) return { kind: body.kind, name: at.name, body };
    if (at.kind === 'attached') return { kind: 'entrusted', name: at.name };
  }
  return { kind: 'agency', name: bodyKinds.agency };
}
