// src/law/procedures/dispute/gates.ts —— 权属争议调处的条件
import { reviewOf, subjectDigest } from '../../binding.ts';
import { type At, type CaseFile, condition, formGate, gate, last, resting } from '../../engine.ts';
import { partyOf } from '../../facts.ts';
import { betweens } from './words.ts';

/** Everybody the dispute is between, by name. */
const partiesOf = (file: CaseFile): string[] => [
  ...(partyOf(file) ? [partyOf(file)!.name] : []),
  ...((last(file, 'disputeFiled')?.particulars.opponents as { name: string }[] | undefined) ?? []).map((row) => row.name),
];
const missingFrom = ({ act, file }: At, key: string): string[] => {
  const named = ((act.particulars[key] as { name?: string }[] | undefined) ?? []).map((row) => row.name);
  return partiesOf(file).filter((name) => !named.includes(name));
};

/** Whom the form says the dispute is between fits the parties it names. */
/** Only the item the list keeps for tenure disputes. */
export const disputeItem = formGate(
  'disputeItem',
  '本局规定§19',
  '只办理执法事项清单中已经公布、依据现行有效的事项',
  ({ act, registers }) => {
    const item = typeof act.particulars.item === 'string' ? registers.item(act.particulars.item, act.on) : undefined;
    return item === undefined || item.handledAs?.includes('dispute') === true;
  },
  () => '这个事项不是权属争议调处，请在清单中另选，或者用相应的程序办理。',
);

export const betweenFits = formGate(
  'betweenFits',
  '森林法§22',
  '单位之间发生的林木、林地所有权和使用权争议，由县级以上人民政府依法处理',
  (at) => whyNotBetween(at) === undefined,
  (at) => whyNotBetween(at),
);
function whyNotBetween({ act }: At): string | undefined {
  const { between, party, opponents } = act.particulars as { between?: string; party?: { kind?: string }; opponents?: { kind?: string }[] };
  const kinds = [party?.kind, ...(opponents ?? []).map((row) => row.kind)];
  if (between === undefined || kinds.includes(undefined)) return undefined;
  const persons = kinds.some((kind) => kind !== 'organisation');
  if (persons === (between === 'persons')) return undefined;
  return `当事人${persons ? '中有个人' : '都是单位'}，应当选“${persons ? betweens.persons : betweens.units}”。`;
}

/** 森林法§22 for whom it binds: every party is told to leave trees and land as they are. */
export const standstillForAll = formGate(
  'standstillForAll',
  '本局规定§88',
  '维持现状的要求应当告知全部当事人',
  (at) => missingFrom(at, 'told').length === 0,
  (at) => `还没有告知：${missingFrom(at, 'told').join('、')}。`,
);

/** A breach is handed on for investigation before the dispute goes on to be settled or decided. */
export const breachesPursued = gate(
  'breachesPursued',
  '森林法§22',
  '当事人任何一方不得砍伐有争议的林木或者改变林地现状',
  ({ file }) => !breachOpen(file),
  () => '发现擅自砍伐或者改变现状的，还没有移交查处，请先办理“移交查处擅自行为”。',
);
const breachOpen = (file: CaseFile): boolean => (last(file, 'standstillBroken')?.n ?? 0) > (last(file, 'breachHandedOn')?.n ?? 0);
export const breachFound = condition('发现擅自砍伐或者改变现状', breachOpen);

export const settlementByAll = formGate(
  'settlementByAll',
  '本局规定§88',
  '调解协议应当由全部当事人签名',
  (at) => missingFrom(at, 'signers').length === 0,
  (at) => `还没有签名：${missingFrom(at, 'signers').join('、')}。`,
);
export const agreed = condition('调解达成一致', (file) => last(file, 'mediationHeld')?.particulars.outcome === 'agreed');
export const notAgreed = condition('调解不成', (file) => last(file, 'mediationHeld')?.particulars.outcome === 'failed');
/** Another round of mediation is to come. */
export const toMediateAgain = (file: CaseFile): boolean => last(file, 'mediationHeld')?.particulars.outcome === 'again';

/** The bureau prepares, the government decides (森林法§22): a township only where a person is a party. */
export const levelOfGovernment = formGate(
  'levelOfGovernment',
  '森林法§22',
  '单位之间发生的林木、林地所有权和使用权争议，由县级以上人民政府依法处理',
  ({ act, file }) => act.particulars.government !== 'township' || last(file, 'disputeFiled')?.particulars.between === 'persons',
  () => '单位之间的争议由县级以上人民政府处理，不能报乡镇人民政府。',
);
export const governmentDecides = formGate(
  'governmentDecides',
  '森林法§22',
  '由乡镇人民政府或者县级以上人民政府依法处理',
  ({ act, registers }) => {
    const organ = act.particulars.organ as string | undefined;
    return organ === undefined || (/人民政府$/.test(organ) && organ !== registers.agency.name);
  },
  ({ registers }) => `权属争议由人民政府处理，${registers.agency.name}只承办，不能以本机关名义作出处理决定。`,
);
export const decidedInOrder = formGate(
  'decidedInOrder',
  '森林法§22',
  '由乡镇人民政府或者县级以上人民政府依法处理',
  ({ act, file }) =>
    act.particulars.madeOn === undefined ||
    ((act.particulars.madeOn as string) <= act.on && (act.particulars.madeOn as string) >= (last(file, 'awardSubmitted')?.on ?? '0000')),
  ({ file }) => `处理决定的日期应当不早于报请之日${last(file, 'awardSubmitted')?.on ?? ''}，也不晚于登记之日，请核对。`,
);
export const awardToAll = formGate(
  'awardToAll',
  '森林法§22',
  '可以自接到处理决定通知之日起三十日内，向人民法院起诉',
  (at) => missingFrom(at, 'served').length === 0,
  (at) => `起诉期限自接到处理决定通知之日起算，还没有送达：${missingFrom(at, 'served').join('、')}。`,
);

/** R14: awards always go through legal review, of exactly this proposal. */
export const awardReviewed = resting(
  ['disputeReported'],
  gate(
    'awardReviewed',
    '本局规定§87',
    '未经法制审核或者审核未通过的，不得报请处理',
    ({ file, registers }) => {
      const review = reviewOf(file);
      return review?.outcome === 'passed' && review.digest === subjectDigest(file, registers);
    },
    ({ file }) =>
      reviewOf(file) ? '审核没有通过，或者审核之后又有变化，请修改后重新提请法制审核。' : '还没有法制审核意见，请提请法制审核。',
  ),
);
export const awardReviewFailed = (file: CaseFile): boolean => {
  const review = last(file, 'legalReviewed');
  return review !== undefined && review.particulars.outcome !== 'passed' && (last(file, 'reviewSubmitted')?.n ?? 0) < review.n;
};
