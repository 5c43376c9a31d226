// src/law/procedures/simple/papers.ts —— CF01 当场行政处罚决定书、CF02 当场处罚备案表、CF35 当场收缴罚款交接单
import { chineseDate } from '../../../base/dates.ts';
import type { Fen } from '../../../base/money.ts';
import { fullCite } from '../../articles/statutes.ts';
import { last } from '../../engine.ts';
import type { Block, Paper } from '../../papers/paper.ts';
import { evidenceNamed } from '../../papers/pieces/evidence.ts';
import { closing, handlers, type Matter, nameMask, nameOf, paper, withCertificates } from '../../papers/pieces/matter.ts';
import { nameRun, partyLines } from '../../papers/pieces/party.ts';
import { breachParagraph, penaltyBasis } from '../../papers/pieces/penalty.ts';
import { blank, cell, heading, masked, minute, paragraph, sum, wide } from '../../papers/pieces/words.ts';
import { remedies } from '../../reckoning/remedies.ts';
import { lighteningFacts, type StepId } from '../../vocabulary.ts';
import { collections, type onSpotPenalties } from './words.ts';

type Spot = {
  occurredAt: string;
  place: string;
  facts: string;
  recording?: string[];
  evidence?: string[];
  statement?: string;
  answer?: string;
  penalty: keyof typeof onSpotPenalties;
  fine?: Fen;
  lightening?: string[];
  correction?: string;
  collection?: keyof typeof collections;
  collectionReason?: string;
  receipt?: string;
  signed: 'signed' | 'refused';
  preprinted?: string;
};
const spotOf = (matter: Matter) => last(matter.file, 'onSpotDecided')!.particulars as Spot;

/** What is imposed, in words: 警告，并处罚款人民币贰佰元整（￥200.00） */
const imposed = ({ penalty, fine }: Spot): string =>
  penalty === 'warning' ? '警告' : `${penalty === 'both' ? '警告，并处' : ''}罚款${sum(fine ?? 0)}`;

/** The decision filled in and handed over on the spot: what 处罚法§52 demands, with the remedy that comes first (复议法§23). */
function onSpotDecision(matter: Matter): Paper {
  const spot = spotOf(matter);
  const proofs = [...(spot.recording ?? []), ...(spot.evidence ?? [])];
  const lightening = (spot.lightening ?? []).map((key) => lighteningFacts[key as keyof typeof lighteningFacts].name);
  return paper(matter, 'CF01', '当场行政处罚决定书', 'letter', [
    ...partyLines(matter.party),
    ...(spot.preprinted ? [paragraph(`本决定先以预印编号${spot.preprinted}的纸质决定书当场制作并交付。`)] : []),
    heading('一、违法事实和证据'),
    paragraph(`当事人于${minute(spot.occurredAt)}在`, matter.goesOn(spot.place), '实施下列违法行为：', matter.states(spot.facts)),
    ...(proofs.length > 0 ? [paragraph('以上事实有下列证据证明：', evidenceNamed(matter, proofs), '。')] : []),
    heading('二、告知和陈述、申辩'),
    paragraph(
      '执法人员已出示执法证件，当场告知当事人拟作出行政处罚的内容及事实、理由、依据和依法享有的陈述、申辩的权利。',
      ...(spot.statement
        ? ['当事人提出：', matter.states(spot.statement), '经复核：', matter.states(spot.answer)]
        : ['当事人没有提出陈述、申辩。']),
    ),
    heading('三、处罚依据和决定'),
    breachParagraph(matter, '当事人'),
    paragraph(`处罚依据是${penaltyBasis(matter)}。`),
    ...(lightening.length > 0 ? [paragraph(`从轻、减轻情节：${lightening.join('；')}。`)] : []),
    paragraph(`依据${fullCite('处罚法§51')}和上述规定，决定对当事人给予：${imposed(spot)}。`),
    ...(spot.correction ? [paragraph('责令改正：', matter.states(spot.correction))] : []),
    ...payment(matter, spot),
    heading('四、救济途径'),
    paragraph(remedies(matter.registers.agency, { document: '本决定书', onTheSpot: true }).text),
    paragraph(`处罚地点：`, matter.goesOn(spot.place), `；执法人员：${withCertificates(matter, matter.act.by)}。`),
    ...(spot.signed === 'refused' ? [paragraph('当事人拒绝签收，执法人员已在本决定书上注明。')] : []),
    { kind: 'signLines', labels: ['当事人签收（捺指印）', '签收日期', ...matter.act.by.map(() => '执法人员签名')] },
    closing(matter),
  ]);
}

/** How the fine is paid, and what a late payment costs. */
function payment(matter: Matter, spot: Spot): Block[] {
  if (spot.fine === undefined) return [];
  const { name, address, account } = matter.registers.agency.bank;
  if (spot.collection !== 'bank')
    return [
      paragraph(
        `罚款${collections[spot.collection ?? 'small']}，专用票据号：${spot.receipt ?? blank}。`,
        ...(spot.collectionReason ? ['理由：', matter.states(spot.collectionReason)] : []),
      ),
    ];
  return [
    paragraph(
      `当事人应当自收到本决定书之日起十五日内，将罚款缴至代收机构${name}（地址：${address}；账号：${account}），也可以通过电子支付系统缴纳。`,
      `到期不缴纳的，依据${fullCite('处罚法§72')}第一款第一项的规定，每日按罚款数额的百分之三加处罚款，加处罚款不超过罚款数额。`,
    ),
  ];
}

/** 处罚法§52: the on-the-spot decision is reported to the agency. */
function onSpotReport(matter: Matter): Paper {
  const spot = spotOf(matter);
  const decided = last(matter.file, 'onSpotDecided')!;
  return paper(matter, 'CF02', '当场处罚备案表', 'form', [
    {
      kind: 'form',
      columns: 2,
      rows: [
        [cell('案件编号', decided.made?.numbers?.case ?? blank), cell('决定书文号', decided.made?.numbers?.CF01 ?? blank)],
        [cell('当事人', nameRun(matter.party)), cell('处罚日期', chineseDate(decided.on))],
        [wide('案由', matter.says(matter.cause))],
        [{ ...wide('违法事实', matter.states(spot.facts)), tall: true }],
        [wide('处罚依据', penaltyBasis(matter))],
        [wide('处罚种类和内容', imposed(spot))],
        [wide('罚款收缴', spot.collection ? collections[spot.collection] : blank)],
        [wide('执法人员', handlers(matter))],
        [cell('备案人', matter.act.by.map((id) => nameOf(matter, id)).join('、')), cell('备案日期', chineseDate(matter.act.on))],
        [wide('是否公示', matter.act.particulars.influence === true ? '具有一定社会影响，按公示程序办理' : '不具有一定社会影响，不予公示')],
      ],
    },
  ]);
}

/** 处罚法§71: the cash as handed over, against signature. */
function cashReceipt(matter: Matter): Paper {
  const spot = spotOf(matter);
  const { amount, receivedBy } = matter.act.particulars as { amount: Fen; receivedBy: string };
  const decided = last(matter.file, 'onSpotDecided')!;
  return paper(matter, 'CF35', '当场收缴罚款交接单', 'form', [
    {
      kind: 'form',
      columns: 2,
      rows: [
        [cell('案件编号', decided.made?.numbers?.case ?? blank), cell('决定书文号', decided.made?.numbers?.CF01 ?? blank)],
        [cell('收缴日期', chineseDate(decided.on)), cell('专用票据号', spot.receipt ?? blank)],
        [wide('交接金额', sum(amount))],
        [cell('交款人', withCertificates(matter, matter.act.by)), cell('接收人', masked(receivedBy, nameMask(matter, receivedBy)))],
        [wide('交接日期', chineseDate(matter.act.on))],
      ],
    },
    { kind: 'signLines', labels: ['交款人签名', '接收人签名'] },
  ]);
}

/** Papers of the steps only an on-the-spot case has. */
export const simpleComposers: Partial<Record<StepId, ((matter: Matter) => Paper)[]>> = {
  onSpotDecided: [onSpotDecision],
  onSpotReported: [onSpotReport],
  cashHandedIn: [cashReceipt],
};
