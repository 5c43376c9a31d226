// src/law/procedures/coercion/power.ts —— 谁有权强制、适用哪一种程序、证据和音像：what every coercion asks
import { whyNotActing } from '../../acting.ts';
import type { Cite } from '../../articles/statutes.ts';
import { type At, condition, formGate, gate, handlersOf } from '../../engine.ts';
import { itemCodeOf, itemOf, recusedIn } from '../../facts.ts';
import { hasMedia, unknown } from '../../gates/investigation.ts';
import { whyUnqualified } from '../../gates/signing.ts';

/** R05: whoever acts or is to act belongs to the agency or an organisation a law authorises. */
const notEntrusted = (id: string, basis: Cite, says: string) =>
  gate(
    id,
    basis,
    says,
    (at) => entrusted(at).length === 0,
    (at) => entrusted(at).join('；'),
  );
/** Measures are never entrusted. */
export const powerNotEntrusted = notEntrusted('powerNotEntrusted', '强制法§17', '行政强制措施权不得委托');
/** Enforcement is the agency's, or that of an organisation a law authorises. */
export const enforcementNotEntrusted = notEntrusted(
  'enforcementNotEntrusted',
  '强制法§70',
  '法律、行政法规授权的具有管理公共事务职能的组织在法定授权范围内，以自己的名义实施行政强制',
);
const entrusted = ({ act, file, registers }: At): string[] => {
  const named = [...act.by, ...((act.particulars.handlers as string[] | undefined) ?? [])];
  const item = (act.particulars.item as string | undefined) ?? itemCodeOf(file);
  return [...new Set(named)].flatMap((id) => {
    const why = whyNotActing(registers.capacity(id, act.on), registers.actingRule('coercion', act.on), item, act.on);
    return why ? [`${registers.person(id)?.name ?? id}：${why}`] : [];
  });
};

/** Kinds of coercion by the names of the published items. */
const kinds = {
  seizure: { test: /查封|扣押|封存/, says: '查封、扣押、封存' },
  performance: { test: /代履行|代为/, says: '代履行' },
  court: { test: /申请人民法院/, says: '申请人民法院强制执行' },
} as const;
/** The item is one this procedure serves: a seizure is not started under the item of an application to the court. */
export const itemOfKind = (kind: keyof typeof kinds) =>
  gate(
    'itemOfKind',
    '本局规定§63',
    '行政强制事项按照其性质适用查封扣押、代履行、立即代履行或者申请人民法院强制执行的程序',
    (at) => fits(at, kind),
    (at) => `“${itemAsked(at)?.name}”不是${kinds[kind].says}的事项，请选择${kinds[kind].says}的事项，或者从适用的程序办理。`,
  );
const itemAsked = ({ act, file, registers }: At) => {
  const code = (act.particulars.item as string | undefined) ?? itemCodeOf(file);
  return code === undefined ? undefined : registers.item(code, act.on);
};
const fits = (at: At, kind: keyof typeof kinds): boolean => {
  const item = itemAsked(at);
  return item === undefined || kinds[kind].test.test(item.name);
};

/** Those named as handlers may coerce: officers whose certificates cover it. */
export const handlersMayCoerce = formGate(
  'handlersMayCoerce',
  '本局规定§14',
  '执法人员应当持有有效的执法证，执法证载明的执法种类包括所办的事项',
  (at) => unfit(at).length === 0,
  (at) => unfit(at).join('；'),
);
const unfit = (at: At): string[] =>
  ((at.act.particulars.handlers as string[] | undefined) ?? []).flatMap((id) => whyUnqualified(at, id, at.act.on, 'coercion') ?? []);

/** Evidence named must be taken in for this case. */
export const materialsTaken = formGate(
  'materialsTaken',
  '本局规定§61',
  '行政强制所用的证据、材料应当已经入库并属于本案',
  (at) => unknown(at).length === 0,
  (at) => `有${unknown(at).length}份证据没有入库或者不属于本案，请重新选择。`,
);

/** R44: the scene of every coercion is recorded, or it is said why not. */
export const coercionRecorded = formGate(
  'coercionRecorded',
  '本局规定§61',
  '查封、扣押、代履行的现场应当进行音像记录；确实没有的，应当写明原因',
  (at) => hasMedia(at, 'recording') || Boolean(at.act.particulars.whyNoRecording),
  () => '请关联现场录像或者照片；确实没有的，写明原因。',
);

/** A record made on the spot ends after it began, on the day of the act. `cite` is the article that demands the record. */
export const timesOfRecord = (id: string, cite: Cite, says: string) =>
  formGate(
    id,
    cite,
    says,
    (at) => timeFault(at) === undefined,
    (at) => timeFault(at),
  );
function timeFault({ act }: At): string | undefined {
  const { startedAt, endedAt } = act.particulars as { startedAt?: string; endedAt?: string };
  if (startedAt && startedAt.slice(0, 10) !== act.on) return `开始时间${startedAt}与发生日期${act.on}不是同一天。`;
  return startedAt && endedAt && endedAt <= startedAt ? `结束时间${endedAt}不晚于开始时间${startedAt}。` : undefined;
}

/** Does the catalogue send every case of this item to legal review before it is decided? */
export const reviewedAlways = condition('列入法制审核目录', (file, registers) => itemOf(file, registers)?.reviewAlways === true);

/** Two officers, two people, carry out a measure. */
export const twoToSeize = formGate(
  'twoToSeize',
  '强制法§18',
  '由两名以上行政执法人员实施',
  ({ act }) => new Set(act.by).size >= 2 && new Set(act.by).size === act.by.length,
  ({ act }) => `现在是${new Set(act.by).size}人，请再选一名持有效执法证的执法人员（同一人不能填两次）。`,
);

/** Who takes over a coercion may coerce, and is neither a handler already nor recused. */
export const successorMayCoerce = formGate(
  'successorMayCoerce',
  '本局规定§14',
  '执法人员应当持有有效的执法证，执法证载明的执法种类包括所办的事项',
  (at) => whyNoSuccessor(at) === undefined,
  (at) => whyNoSuccessor(at),
);
function whyNoSuccessor(at: At): string | undefined {
  const id = at.act.particulars.successor as string | undefined;
  if (id === undefined) return undefined;
  const name = at.registers.person(id)?.name ?? id;
  if (handlersOf(at.file).includes(id)) return `${name}已经是本案承办人，请另选一名。`;
  if (recusedIn(at.file).includes(id)) return `${name}已决定回避，请另选一名。`;
  return whyUnqualified(at, id, at.act.on, 'coercion');
}
