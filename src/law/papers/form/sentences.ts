// src/law/papers/form/sentences.ts —— 依法必须告知的话：rights, collecting bank, late fine and remedies where the form demands them
import { chineseDate } from '../../../base/dates.ts';
import { fullCite } from '../../articles/statutes.ts';
import { computeDue } from '../../reckoning/days.ts';
import { type RemedyCase, remedies } from '../../reckoning/remedies.ts';
import type { Form } from '../../registers.ts';
import type { Block } from '../paper.ts';
import type { Matter } from '../pieces/matter.ts';
import { you } from '../pieces/party.ts';
import { paragraph } from '../pieces/words.ts';

/** Decisions that must first be taken to administrative reconsideration (复议法第23条), by form. */
const reviewFirst: Record<string, RemedyCase> = {
  CF01: { onTheSpot: true },
  QT01: { resourceRights: true },
  QT04: { informationRefused: true },
};

/** 本决定书, 本通知书: what the party holds in its hands. */
const documentOf = (form: Form): string => /(决定书|通知书|通知单|裁决书|答复书)/.exec(form.name)?.[1] ?? '决定书';

/** Where, within what time and in what order the act may be challenged (复议法第20、23、24条；诉讼法第46条). */
export const remediesOf = (matter: Matter, form: Form): string =>
  remedies(matter.registers.agency, { ...reviewFirst[form.code], document: `本${documentOf(form)}` }).text;

/** The collecting bank of the agency (罚缴分离办法第7条). */
const bankOf = ({ registers: { agency } }: Matter): string =>
  `代收机构：${agency.bank.name}；地址：${agency.bank.address}；账号：${agency.bank.account}。`;

/** The last of fifteen days from service cannot be known before service; the term is told in words. */
const paymentTerm = '自收到本文书之日起十五日内，到指定的代收机构缴纳。';

/** The sentences a form's own list of contents demands, in the order a reader needs them. */
export function demandedSentences(matter: Matter, form: Form): Block[] {
  const keys = new Set(form.fields.map((field) => field.key));
  const party = you(matter.party);
  const said: Block[] = [];
  if (keys.has('rightsTold') && form.external) said.push(paragraph(rightsSentence(form, party)));
  if (keys.has('hearingTold')) said.push(paragraph(hearingSentence(matter, form, party)));
  if (keys.has('payBank')) said.push(paragraph(keys.has('payDeadline') ? paymentTerm : '', bankOf(matter)));
  if (keys.has('latePenalty'))
    said.push(
      paragraph(`逾期不缴纳罚款的，依据${fullCite('处罚法§72')}的规定，每日按罚款数额的百分之三加处罚款，加处罚款的数额不超出罚款的数额。`),
    );
  if (keys.has('reviewOrgan')) said.push(paragraph(remediesOf(matter, form)));
  return said;
}

const rightsSentence = (form: Form, party: string): string =>
  form.actType === '行政许可'
    ? `${party}依法享有陈述和申辩的权利，可以自收到本文书之日起向本机关提出意见；本机关将听取意见。`
    : `${party}依法享有陈述和申辩的权利，可以向本机关提出书面或者口头的意见；本机关将充分听取，对提出的事实、理由和证据进行复核，不因陈述、申辩给予不利的处理。`;

function hearingSentence(matter: Matter, form: Form, party: string): string {
  if (form.actType !== '行政处罚')
    return `${party}依法享有要求听证的权利；要求听证的，应当在被告知听证权利之日起五个工作日内提出申请，${party}不承担组织听证的费用。`;
  const due = computeDue(matter.act.on, { amount: 5, basis: '处罚法§64' }, matter.registers.calendar);
  const until = due.unverified.length > 0 ? '' : `，至${chineseDate(due.rolled)}止`;
  return `依据${fullCite('处罚法§63')}的规定，${party}有权要求听证；要求听证的，应当在收到本文书后五日内（五个工作日${until}）提出，${party}不承担组织听证的费用。`;
}
