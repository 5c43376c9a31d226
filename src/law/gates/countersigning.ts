// src/law/gates/countersigning.ts —— 各自签名：whoever an act names as acting confirms it in person
import { type At, allOf, effective, formGate, gate, type RecordedAct } from '../engine.ts';
import { recusedIn, replacedIn } from '../facts.ts';

/** 记录人 is one of those who act and sign; a name of somebody who was not there is none. */
export const recorderPresent = formGate(
  'recorderPresent',
  '本局规定§5',
  '笔录的记录人应当是在场签名的人',
  ({ act }) => act.particulars.recorder === undefined || act.by.includes(act.particulars.recorder as string),
  (at) =>
    `${at.registers.person(at.act.particulars.recorder as string)?.name ?? '记录人'}不是这份笔录的办理人，请从办理人中选择，或者把他列为办理人。`,
);

const discussants = ({ step, particulars }: RecordedAct): string[] =>
  step === 'jointlyDiscussed' ? ([...((particulars.members as string[] | undefined) ?? []), particulars.recorder] as string[]) : [];

/** Whoever else an act names as acting confirms it in person: two officers' acts, and what each member of a discussion said. */
const cosignersOf = (act: RecordedAct): string[] => [...new Set([...act.by, ...discussants(act)])].filter((id) => id !== act.enteredBy);

/** Two officers are two signatures: who did not enter an act of both confirms it in person. */
export const countersignedByAll = gate(
  'countersignedByAll',
  '处罚法§42',
  '执法人员不得少于两人',
  ({ file }) => unsigned(file).length === 0,
  (at) =>
    unsigned(at.file)
      .map(({ act, missing }) => `第${act.n}条还须由${missing.map((id) => at.registers.person(id)?.name ?? id).join('、')}本人登录确认`)
      .join('；'),
);

/** The acts that wait for somebody's confirmation, each with whom it waits for. */
export const unsigned = (file: At['file']): { act: RecordedAct; missing: string[] }[] => {
  const confirmed = allOf(file, 'countersigned').flatMap((act) =>
    ((act.particulars.acts as { act: number }[]) ?? []).flatMap((row) => act.by.map((id) => `${row.act}/${id}`)),
  );
  const gone = [...recusedIn(file), ...replacedIn(file)];
  return effective(file).flatMap((act) => {
    // Who was recused or replaced since can no longer sign anything in the case.
    const missing = cosignersOf(act).filter((id) => !confirmed.includes(`${act.n}/${id}`) && !gone.includes(id));
    return missing.length > 0 ? [{ act, missing }] : [];
  });
};

/** Only one's own signature may be confirmed. */
export const ownSignature = formGate(
  'ownSignature',
  '本局规定§5',
  '只能确认自己参加的记录',
  ({ act, file }) =>
    ((act.particulars.acts as { act: number }[] | undefined) ?? []).every((row) =>
      file.acts.some((each) => each.n === row.act && act.by.every((id) => cosignersOf(each).includes(id))),
    ),
  () => '所选记录不是您参加的，或者是您自己录入的，无须确认。',
);
