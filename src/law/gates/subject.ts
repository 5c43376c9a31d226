// src/law/gates/subject.ts —— 对象和地域：is it somebody the item is for, and is it here (检查、确认)

import type { Cite } from '../articles/statutes.ts';
import { type At, formGate, type Gate } from '../engine.ts';
import type { Party } from '../facts.ts';
import { type PartyKind, partyKinds } from '../vocabulary.ts';

const item = ({ act, registers }: At) => {
  const { item: code } = act.particulars as { item?: string };
  return code === undefined ? undefined : registers.item(code, act.on);
};

/** The item says which kinds of party it is for; an item that does not say is for all. */
export const partyOfItem = (id: string, basis: Cite, says: string): Gate =>
  formGate(
    id,
    basis,
    says,
    (at) => {
      const [kinds, party] = [item(at)?.parties, at.act.particulars.party as Partial<Party> | undefined];
      return kinds === undefined || party?.kind === undefined || kinds.includes(party.kind as PartyKind);
    },
    (at) =>
      `“${item(at)?.name}”的对象是${(item(at)?.parties ?? []).map((kind) => partyKinds[kind]).join('、')}，现在填的是${partyKinds[(at.act.particulars.party as Party).kind]}，请核对事项和对象。`,
  );

/** The place is written out with its city, and the city is the agency's own. */
export const placeOfOurs = (id: string, basis: Cite, says: string): Gate =>
  formGate(
    id,
    basis,
    says,
    ({ act, registers }) => act.particulars.place === undefined || String(act.particulars.place).includes(registers.agency.region),
    ({ act, registers }) =>
      `地点“${String(act.particulars.place)}”没有写明在${registers.agency.region}行政区域内：在辖区内的，请写全市、县（区）；不在的，请移送有管辖权的机关。`,
  );

/** A clue that says it comes from an inspection names one that handed it over. */
export const inspectionHandedOver = formGate(
  'inspectionHandedOver',
  '本局规定§28',
  '检查发现涉嫌违法、符合立案标准的，应当移交立案',
  ({ act, registers }) => {
    const { inspectionNo } = act.particulars as { inspectionNo?: string };
    return inspectionNo === undefined || (registers.otherCase(inspectionNo)?.says ?? []).some(({ step }) => step === 'violationHandedOver');
  },
  ({ act }) => `没有编号是“${String(act.particulars.inspectionNo)}”的检查，或者它还没有办理“移交立案线索”，请核对检查编号。`,
);
