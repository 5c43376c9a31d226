// src/law/papers/others/hearing.ts —— CF24 听证通知书、CF26 听证笔录、CF27 听证报告
import { chineseDate, type PlainDate } from '../../../base/dates.ts';
import { fullCite } from '../../articles/statutes.ts';
import { last } from '../../engine.ts';
import { hearingHeld, hearingNoticed } from '../../particulars/notice.ts';
import type { Block, Paper } from '../paper.ts';
import { evidenceNamed } from '../pieces/evidence.ts';
import { closing, contact, handlers, type Matter, nameOf, opinion, paper } from '../pieces/matter.ts';
import { nameRun, partyLines, you } from '../pieces/party.ts';
import { blank, cell, chosen, fromTo, heading, masked, paragraph, wide } from '../pieces/words.ts';

type Call = { hearingOn: PlainDate; hearingAt: string; hearingPlace: string; host: string; isPublic: boolean; whyClosed?: string };
type Held = {
  startedAt: string;
  endedAt: string;
  attendants: string;
  record: string;
  signed: string;
  opinion: string;
  recording?: string[];
  whyNoRecording?: string;
};

const callOf = (matter: Matter) => (last(matter.file, 'hearingNoticed')?.particulars ?? {}) as Partial<Call>;
const clock = (time: string) => `${Number(time.slice(0, 2))}时${time.slice(3)}分`;
const openness = ({ isPublic, whyClosed }: Partial<Call>) =>
  isPublic ? '公开举行' : `不公开举行（${chosen(hearingNoticed, 'whyClosed', whyClosed)}）`;

/** When, where and by whom the hearing is held, seven working days ahead (处罚法第64条). */
export function hearingCall(matter: Matter): Paper {
  const call = matter.act.particulars as Call;
  const party = you(matter.party);
  return paper(matter, 'CF24', '行政处罚听证通知书', 'letter', [
    ...partyLines(matter.party),
    paragraph(
      `根据${party}的要求，依据${fullCite('处罚法§64')}的规定，本机关定于${chineseDate(call.hearingOn)}${clock(call.hearingAt)}在`,
      matter.goesOn(call.hearingPlace),
      `就${party}涉嫌`,
      matter.goesOn(matter.cause),
      `一案（案件编号：${matter.caseNo}）举行听证。听证${openness(call)}。`,
    ),
    paragraph(`听证主持人：${nameOf(matter, call.host)}。${party}认为主持人与本案有直接利害关系的，有权申请回避。`),
    paragraph(
      `${party}可以亲自参加听证，也可以委托一至二人代理；委托代理人的，应当在举行听证前提交授权委托书。`,
      '参加听证应当携带身份证件和有关证据，可以通知证人到场作证。',
    ),
    paragraph(`${party}或者代理人无正当理由拒不出席听证，或者未经许可中途退出听证的，视为放弃听证权利，本机关终止听证。`),
    paragraph(`${party}不承担本机关组织听证的费用。`),
    paragraph(contact(matter)),
    closing(matter),
  ]);
}

function headOf(matter: Matter, held: Held): Block {
  const call = callOf(matter);
  return {
    kind: 'form',
    columns: 2,
    rows: [
      [cell('案件编号', matter.caseNo), cell('案由', matter.says(matter.cause))],
      [wide('听证时间', fromTo(held.startedAt, held.endedAt))],
      [wide('听证地点', call.hearingPlace ? matter.says(call.hearingPlace) : blank)],
      [cell('听证主持人', matter.act.by.map((id) => nameOf(matter, id)).join('、')), cell('听证方式', openness(call))],
      [wide('当事人', nameRun(matter.party))],
      [wide('案件承办人', handlers(matter))],
      [wide('参加人', masked(held.attendants, 'otherName'))],
    ],
  };
}

/** The record of the hearing, read and signed by the party (处罚法第64条第八项). */
export function hearingRecord(matter: Matter): Paper {
  const held = matter.act.particulars as Held;
  const media = held.recording ?? [];
  return paper(matter, 'CF26', '行政处罚听证笔录', 'record', [
    headOf(matter, held),
    heading('听证过程'),
    ...held.record
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => paragraph(matter.states(line))),
    media.length > 0
      ? paragraph('音像记录：', evidenceNamed(matter, media), '。')
      : paragraph('音像记录：无，', matter.states(held.whyNoRecording ?? '未录制')),
    held.signed === 'signed'
      ? paragraph('以上笔录已交当事人或者代理人核对，确认无误。')
      : paragraph(`当事人${chosen(hearingHeld, 'signed', held.signed)}。`),
    { kind: 'signLines', labels: ['当事人或者代理人签名', '听证主持人签名', '记录员签名', '执法人员签名', '日期'] },
  ]);
}

/** The host's report to the head, who decides upon the record (处罚法第65条). */
export function hearingReport(matter: Matter): Paper {
  const held = matter.act.particulars as Held;
  const requested = last(matter.file, 'hearingRequested');
  return paper(matter, 'CF27', '行政处罚听证报告', 'form', [
    headOf(matter, held),
    {
      kind: 'form',
      columns: 2,
      rows: [
        [wide('听证的由来', requested ? `当事人于${chineseDate(requested.on)}要求听证` : blank)],
        [{ ...wide('当事人的陈述、申辩和质证', '见听证笔录'), tall: false }],
        [wide('报告依据', `依据${fullCite('处罚法§65')}的规定，听证结束后，本机关根据听证笔录依法作出决定`)],
      ],
    },
    opinion(matter, '听证意见', matter.act),
  ]);
}
