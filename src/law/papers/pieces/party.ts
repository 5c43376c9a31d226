// src/law/papers/pieces/party.ts —— 当事人:what a paper says about the party, each datum its own run
import { chineseDate } from '../../../base/dates.ts';
import type { Party } from '../../facts.ts';
import { checkCitizenId } from '../../reckoning/identifiers.ts';
import { partyKinds } from '../../vocabulary.ts';
import type { Block, Cell, Run } from '../paper.ts';
import { blank, cell, flush, masked, type Part, runs, wide } from './words.ts';

/** Is this somebody whose name is private? A sole trader is named by the shop. */
export const isNatural = (party: Party): boolean => party.kind === 'person';
/** Is the address somebody's home, as a sole trader's may be? A company's is in the public register. */
export const hasHome = (party: Party): boolean => party.kind !== 'organisation';
/** The operator of a shop is a natural person, a company's representative is published with the company. */
export const masksOperator = (party: Party): boolean => party.kind === 'soleTrader';
/** A company's own telephone is public, a mobile number is somebody's. */
export const masksPhone = (party: Party): boolean => party.kind !== 'organisation' || /^1[3-9]\d{9}$/.test(party.phone);

/** 你 or 你单位 */
export const you = (party: Party): string => (isNatural(party) ? '你' : '你单位');
/** The party's name: masked for a natural person, and for a shop that bears its operator's name. */
export const nameRun = (party: Party): Run =>
  masked(party.name, isNatural(party) || party.name === operator(party) ? 'personName' : undefined);
const operator = (party: Party) => (masksOperator(party) ? party.representative : undefined);
const addressRun = (party: Party): Run => masked(party.address, hasHome(party) ? 'homeAddress' : undefined);
const phoneRun = (party: Party): Run => masked(party.phone, masksPhone(party) ? 'phone' : undefined);
const representativeRun = (party: Party): Run => masked(party.representative ?? '', masksOperator(party) ? 'personName' : undefined);

/** Sex and birth date, computed from the 公民身份号码; nothing is asked for them. */
export function fromCitizenId(citizenId: string | undefined): { sex: string; birth: Run } | undefined {
  const checked = citizenId ? checkCitizenId(citizenId) : undefined;
  return checked?.ok ? { sex: checked.sex, birth: masked(chineseDate(checked.birth), 'birthDate') } : undefined;
}

/** Two lines that name the party in a letter: who, and where to be found. */
export function partyLines(party: Party): Block[] {
  const whereabouts: Part[] = [isNatural(party) ? '住址：' : '住所：', addressRun(party), '；联系电话：', phoneRun(party), '。'];
  const who = flush(`当事人（${partyKinds[party.kind]}）：`, nameRun(party), ...identity(party), '。');
  return [who, flush(...whereabouts)];
}

function identity(party: Party): Part[] {
  if (!isNatural(party)) {
    const title = masksOperator(party) ? '经营者' : '法定代表人（负责人）';
    return [`，统一社会信用代码：${party.uscc ?? blank}，${title}：`, representativeRun(party)];
  }
  const known = fromCitizenId(party.citizenId);
  const life: Part[] = known ? [`，性别：${known.sex}，出生日期：`, known.birth] : [];
  return [...life, '，居民身份证，公民身份号码：', masked(party.citizenId ?? blank, 'idNumber')];
}

/** The rows about the party on a form; what does not apply to its kind is struck through. */
export function partyRows(party: Party): Cell[][] {
  const natural = isNatural(party);
  const id = natural ? runs('居民身份证，', masked(party.citizenId ?? '', 'idNumber')) : blank;
  return [
    [cell('当事人类别', partyKinds[party.kind]), cell(natural ? '姓名' : '名称', nameRun(party))],
    [cell('身份证件类型及号码', id), cell('统一社会信用代码', natural ? blank : (party.uscc ?? ''))],
    [cell('法定代表人（负责人）', natural ? blank : representativeRun(party)), cell('联系电话', phoneRun(party))],
    [wide(natural ? '住址' : '住所', addressRun(party))],
  ];
}
