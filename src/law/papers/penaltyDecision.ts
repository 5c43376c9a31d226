// src/law/papers/penaltyDecision.ts —— CF29 行政处罚决定书
import { chineseDate, type PlainDate } from '../../base/dates.ts';
import { fullCite } from '../articles/statutes.ts';
import { allOf, last, once, type RecordedAct, since } from '../engine.ts';
import { madeOf, type Report, reportOf } from '../facts.ts';
import { statementRechecked } from '../particulars/notice.ts';
import { confiscatedMoney } from '../procedures/penalty/sanctions/sanctions.ts';
import { noticeNumbers } from '../procedures/penalty/service/service.ts';
import { sanctionKinds } from '../procedures/penalty/words.ts';
import { dayOfService } from '../reckoning/account.ts';
import { remedies } from '../reckoning/remedies.ts';
import type { Agency } from '../registers.ts';
import type { Block, Paper } from './paper.ts';
import { evidenceList, factParagraphs, quotedEvidence } from './pieces/evidence.ts';
import { closing, type Matter, paper } from './pieces/matter.ts';
import { partyLines } from './pieces/party.ts';
import { breachParagraph, deedOf, discretionParagraphs, penaltyBasis, penaltyContent } from './pieces/penalty.ts';
import { chosen, heading, openEnded, paragraph, sum } from './pieces/words.ts';

/** The decision: six elements of 处罚法第59条, collecting bank, term, late fine (罚缴分离办法第7条) and remedies. */
export function penaltyDecision(matter: Matter): Paper {
  const report = reportOf(matter.file)!;
  const filed = last(matter.file, 'caseFiled');
  return paper(matter, 'CF29', '行政处罚决定书', 'letter', [
    ...partyLines(matter.party),
    paragraph(
      '当事人',
      matter.goesOn(matter.cause),
      `一案（案件编号：${matter.caseNo}），本机关${filed ? `于${chineseDate(filed.on)}立案调查，` : ''}现已调查终结。`,
    ),
    ...ordered(matter),
    heading('一、违法事实和证据'),
    paragraph('经查明：'),
    ...factParagraphs(matter, report.facts),
    paragraph('认定以上事实的证据：'),
    evidenceList(matter, quotedEvidence(matter), 'proves'),
    heading('二、陈述、申辩和听证情况'),
    ...told(matter),
    ...statements(matter),
    hearing(matter),
    ...discussed(matter),
    heading('三、处罚依据和裁量理由'),
    breachParagraph(matter, '当事人'),
    paragraph(`处罚依据是${penaltyBasis(matter)}。`),
    ...discretionParagraphs(matter, report),
    heading('四、处罚决定'),
    paragraph(`依据${penaltyBasis(matter).replace(/（.*）$/, '')}，本机关决定对当事人作出如下处理：`),
    ...penaltyContent(matter, report),
    heading('五、履行方式和期限'),
    ...performance(matter, report),
    heading('六、救济途径'),
    ...challenge(matter),
    closing(matter),
  ]);
}

/** The correction ordered in the course of the case (处罚法第28条). */
const ordered = (matter: Matter): Block[] =>
  allOf(matter.file, 'correctionOrdered').map((act) =>
    paragraph(
      `本机关于${chineseDate(act.on)}责令当事人改正：`,
      matter.goesOn(act.particulars.demand),
      `，期限至${chineseDate(act.particulars.by as PlainDate)}。`,
    ),
  );

function told(matter: Matter): Block[] {
  const notice = last(matter.file, 'noticeServed');
  if (!notice) return [];
  const { hearable } = madeOf(notice);
  const numbers = noticeNumbers(matter.file);
  const papers = [
    `《行政处罚事先告知书》（${numbers?.CF19 ?? ''}）`,
    ...(hearable ? [`《行政处罚听证告知书》（${numbers?.CF20 ?? ''}）`] : []),
  ];
  return [
    paragraph(
      `本机关于${chineseDate(dayOfService(notice))}向当事人送达${papers.join('和')}，告知拟作出行政处罚的内容及事实、理由、依据，`,
      `以及依法享有的陈述、申辩${hearable ? '和要求听证' : ''}的权利。`,
    ),
  ];
}

/** What the party said since it was told, and what came of the re-check; or that it said nothing. */
function statements(matter: Matter): Block[] {
  const { file } = matter;
  const said = allOf(file, 'statementReceived');
  const waived = once(file, 'statementWaived') && said.length === 0;
  if (said.length === 0) {
    const how = waived ? '书面声明放弃陈述、申辩' : '在告知的期限内没有提出陈述、申辩';
    return [paragraph(`当事人${how}。`)];
  }
  return [
    ...said.map((act) =>
      paragraph(
        `当事人于${chineseDate(act.on)}以${act.particulars.form === 'oral' ? '口头' : '书面'}形式提出陈述、申辩：`,
        matter.states(act.particulars.content),
      ),
    ),
    ...allOf(file, 'statementRechecked').map((act) => recheck(matter, act)),
  ];
}

const recheck = (matter: Matter, act: RecordedAct): Block =>
  paragraph(
    '本机关经复核：',
    matter.states(act.particulars.finding),
    `对当事人的意见${chosen(statementRechecked, 'adopted', act.particulars.adopted)}，理由：`,
    matter.states(act.particulars.reason),
  );

/** Whether there was a hearing, and if not, why. */
function hearing(matter: Matter): Block {
  const { file } = matter;
  const notice = last(file, 'noticeServed');
  const held = last(file, 'hearingHeld');
  const abandoned = last(file, 'hearingAbandoned');
  if (held) return paragraph(`应当事人要求，本机关于${chineseDate(held.on)}举行听证。听证意见：`, matter.states(held.particulars.opinion));
  if (!madeOf(notice).hearable) return paragraph('本案不属于依法应当告知听证权利的情形，没有举行听证。');
  const ends: Record<string, string> = {
    withdrawn: '当事人要求听证后撤回要求',
    absent: '当事人要求听证，经通知无正当理由拒不出席',
    left: '当事人在听证中未经许可中途退出',
  };
  if (abandoned) return paragraph(`${ends[abandoned.particulars.why as string] ?? '当事人放弃听证'}，听证终止。`);
  if (once(file, 'hearingWaived') && !since(file, 'hearingWaived', ['hearingRequested']))
    return paragraph('当事人书面声明放弃听证，本案没有举行听证。');
  if (once(file, 'hearingRequested')) return paragraph('当事人没有在法定期限内要求听证，本案没有举行听证。');
  return paragraph('当事人没有要求听证，本案没有举行听证。');
}

function discussed(matter: Matter): Block[] {
  const review = last(matter.file, 'legalReviewed');
  const joint = last(matter.file, 'jointlyDiscussed');
  const ways = [
    ...(review ? [`于${chineseDate(review.on)}经法制审核`] : []),
    ...(joint ? [`于${chineseDate(joint.on)}经本机关负责人集体讨论`] : []),
  ];
  return ways.length > 0 ? [paragraph(`本决定${ways.join('，')}。`)] : [];
}

/** Whom to pay, how much, until when, and what a late payment costs. */
function performance(matter: Matter, report: Report): Block[] {
  const { name, address, account } = matter.registers.agency.bank;
  const until = report.restoreBy ? `在${chineseDate(report.restoreBy)}前` : '按照本决定的要求';
  return [
    ...(report.correction
      ? [paragraph(`当事人应当${until}`, matter.goesOn(deedOf(openEnded(report.correction))), '，并接受本机关复查。')]
      : []),
    ...others(matter, report),
    ...(report.fine > 0 ? payment(report, { name, address, account }) : []),
  ];
}

/** Money confiscated is paid, goods and licences are given up, within the same days. */
function others(matter: Matter, report: Report): Block[] {
  const { name, address, account } = matter.registers.agency.bank;
  const money = confiscatedMoney(report.others);
  const things = (report.others ?? []).filter(({ kind }) => !['warning', 'criticism', 'gains'].includes(kind));
  return [
    ...(money > 0
      ? [
          paragraph(
            `当事人应当自收到本决定书之日起十五日内，将没收的违法所得${sum(money)}缴至代收机构${name}（地址：${address}；账号：${account}）。`,
          ),
        ]
      : []),
    ...(things.length > 0
      ? [paragraph(`${[...new Set(things.map(({ kind }) => sanctionKinds[kind]))].join('、')}自本决定书送达之日起执行，当事人应当配合。`)]
      : []),
  ];
}

function payment(report: Report, { name, address, account }: Agency['bank']): Block[] {
  return [
    paragraph(
      `当事人应当自收到本决定书之日起十五日内，将罚款${sum(report.fine)}缴至代收机构${name}（地址：${address}；账号：${account}），也可以通过电子支付系统缴纳。`,
      `确有经济困难，需要延期或者分期缴纳的，可以依据${fullCite('处罚法§66')}的规定向本机关书面申请。`,
    ),
    paragraph(
      `到期不缴纳罚款的，依据${fullCite('处罚法§72')}第一款第一项的规定，每日按罚款数额的百分之三加处罚款，加处罚款不超过罚款数额。`,
    ),
  ];
}

const challenge = ({ registers }: Matter): Block[] => [
  paragraph(remedies(registers.agency, { document: '本决定书' }).text),
  paragraph(
    '行政复议或者行政诉讼期间，本决定不停止执行，法律另有规定的除外；加处罚款的数额在行政复议或者行政诉讼期间不予计算。',
    '逾期不申请行政复议也不提起行政诉讼，又不履行本决定的，本机关将依法申请人民法院强制执行。',
  ),
];
