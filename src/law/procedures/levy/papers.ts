// src/law/procedures/levy/papers.ts —— ZS01 森林植被恢复费核定（缴款）通知书、ZS02 湿地恢复费缴纳通知单
import { chineseDate, type PlainDate } from '../../../base/dates.ts';
import { yuan } from '../../../base/money.ts';
import { fullCite } from '../../articles/statutes.ts';
import { last } from '../../engine.ts';
import type { Block, Paper } from '../../papers/paper.ts';
import { closing, contact, type Matter, opinion, paper } from '../../papers/pieces/matter.ts';
import { partyLines, partyRows, you } from '../../papers/pieces/party.ts';
import { blank, cell, heading, paragraph, runs, squareMetres, sum, wide } from '../../papers/pieces/words.ts';
import { serviceReceipt } from '../../papers/serviceReceipt.ts';
import type { Levy, LevyRule } from '../../reckoning/levies.ts';
import { remedies } from '../../reckoning/remedies.ts';
import type { StepId } from '../../vocabulary.ts';
import { assessmentOf, computedOf, levyAccountOf, noticeOf, ruleOf } from './account.ts';
import { occupations, refundGrounds, reliefGrounds, reliefKinds } from './words.ts';

/** The decision that levies and the notice to pay are one paper: what is levied, how it was computed, where and until when to pay, remedies. */
export function levyNotice(matter: Matter): Paper {
  const { form } = noticeOf(matter.file);
  const rule = ruleOf(matter.file, matter.registers)!;
  const levy = computedOf(matter.file, matter.registers)!;
  const title = form === 'ZS02' ? '湿地恢复费缴纳通知单' : '森林植被恢复费核定（缴款）通知书';
  const amount = assessmentOf(matter.file)!.particulars.amount as number;
  return paper(matter, form, title, 'letter', [
    ...partyLines(matter.party),
    ...occupied(matter),
    heading('一、征收决定'),
    ...decided(matter, rule, levy, amount),
    heading('二、计算过程'),
    computation(levy),
    heading('三、缴款'),
    ...payment(matter, rule, amount),
    heading('四、救济途径'),
    paragraph(remedies(matter.registers.agency, { document: form === 'ZS02' ? '本通知单' : '本通知书' }).text),
    paragraph(contact(matter)),
    closing(matter),
  ]);
}

function occupied(matter: Matter): Block[] {
  const { project, occupation, approver, approvalNo, approvedOn, approvedArea } = last(matter.file, 'levyDeclared')!.particulars as Record<
    string,
    string
  > & {
    approvedArea: number;
  };
  return [
    paragraph(
      `${you(matter.party)}因`,
      matter.goesOn(project),
      `${occupations[occupation as keyof typeof occupations]}（案件编号：${matter.caseNo}），于${chineseDate(approvedOn as PlainDate)}经`,
      matter.goesOn(approver),
      `审核同意（批准），文号：${approvalNo}，批准面积${squareMetres(approvedArea)}。`,
    ),
  ];
}

function decided(matter: Matter, rule: LevyRule, levy: Levy, amount: number): Block[] {
  const { relief, reliefCite } = assessmentOf(matter.file)!.particulars as { relief?: keyof typeof reliefGrounds; reliefCite?: string };
  const basis = rule.occupies.includes('wetlandOccupation')
    ? `${fullCite('湿地法§21')}、${fullCite('湿地恢复费办法§5')}`
    : `${fullCite('森林法§37')}、${fullCite('森林法条例§16')}`;
  const granted = relief && rule.relief.find((each) => each.ground === relief);
  return [
    paragraph(`依据${basis}，本机关核定${you(matter.party)}占用面积${squareMetres(levy.area)}，应当缴纳${rule.name}${sum(levy.amount)}。`),
    ...(granted
      ? [paragraph(`属于“${reliefGrounds[relief]}”，依据${reliefCite ?? granted.basis}，决定免征，应缴${sum(amount)}。`)]
      : [paragraph(`本机关决定向${you(matter.party)}征收${rule.name}${sum(amount)}。`)]),
  ];
}

/** Line by line, as days are explained. */
const computation = (levy: Levy): Block => ({
  kind: 'list',
  head: ['项目', '计算'],
  widths: [5, 13],
  rows: levy.lines.map(({ label, text }) => [runs(label), runs(text)]),
});

function payment(matter: Matter, rule: LevyRule, amount: number): Block[] {
  if (amount === 0) return [paragraph('免征，不需要缴款。')];
  const { bank } = matter.registers.agency;
  const days = `${rule.payDays.amount}${rule.payDays.unit === 'workingDay' ? '个工作日' : '日'}`;
  const collector = rule.collector ? `（由${rule.collector}征收）` : '';
  return [
    paragraph(
      `请自收到本通知之日起${days}内一次性缴纳${sum(amount)}${collector}。代收机构：${bank.name}；地址：${bank.address}；账号：${bank.account}；缴款时注明本通知文号。`,
    ),
    paragraph('逾期没有缴清的，本机关将书面催缴；经催告仍不缴纳的，依法申请人民法院强制执行。'),
    paragraph('认为符合减征、免征、缓缴情形，或者占用没有被批准、没有实施、实际占用面积减少的，可以向本机关书面申请减免缓或者退还。'),
  ];
}

/** ZS03: what was asked, what the officers found, what the review says, what the head decides. */
export function remissionApproval(matter: Matter): Paper {
  const isRelief = matter.act.step === 'reliefDecided';
  const asked = last(matter.file, isRelief ? 'reliefRequested' : 'refundRequested');
  const proposed = last(matter.file, isRelief ? 'reliefProposed' : 'refundProposed');
  const answered = proposed && asked && proposed.n > asked.n ? proposed : undefined;
  const { ground, kind } = (asked?.particulars ?? {}) as { ground?: string; kind?: string };
  const grounds: Record<string, string> = { ...reliefGrounds, ...refundGrounds };
  const { amount, until, cite } = (answered?.particulars ?? {}) as { amount?: number; until?: PlainDate; cite?: string };
  const account = levyAccountOf(matter.file, matter.registers);
  return paper(matter, 'ZS03', '费用减免（退还）审批表', 'form', [
    {
      kind: 'form',
      columns: 2,
      rows: [
        [wide('案件编号', matter.caseNo)],
        ...partyRows(matter.party),
        [cell('申请事项', isRelief ? reliefKinds[kind as keyof typeof reliefKinds] : '退还'), cell('情形', grounds[ground ?? ''] ?? blank)],
        [cell('应缴金额', account ? `${yuan(account.decided)}元` : blank), cell('已缴金额', account ? `${yuan(account.paid)}元` : blank)],
        [wide('申请的理由', asked ? matter.states(asked.particulars.reason) : blank)],
        [cell('拟减征、退还的数额', amount === undefined ? blank : sum(amount)), cell('拟缓缴至', until ? chineseDate(until) : blank)],
        [wide('依据条款', cite ?? (isRelief ? fullCite('本局规定§74') : fullCite('森林法条例§16')))],
      ],
    },
    opinion(matter, '承办人意见', answered),
    opinion(matter, '法制机构意见', answered ? last(matter.file, 'remissionReviewed') : undefined),
    opinion(matter, `行政机关负责人决定（${matter.act.particulars.outcome === 'granted' ? '同意' : '不同意'}）`, matter.act),
  ]);
}

export const levyComposers: Partial<Record<StepId, ((matter: Matter) => Paper | undefined)[]>> = {
  levyDecided: [levyNotice],
  levyServed: [serviceReceipt],
  reliefDecided: [remissionApproval],
  refundDecided: [remissionApproval],
};
