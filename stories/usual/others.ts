// stories/usual/others.ts —— 通常的写法：其他行政行为、权属争议调处
import { addDays } from '../../src/base/dates.ts';
import type { Particulars } from '../../src/law/particulars/field.ts';
import type { StepId } from '../../src/law/vocabulary.ts';
import type { Setting } from '../defaults.ts';

const agreed = '同意';
const opponent = '盘锦演示第二林场';

/** What the steps of the light flow and of a tenure dispute usually state. */
export const usualOfOthers: Partial<Record<StepId, (at: Setting) => Particulars>> = {
  matterRegistered: ({ story, on, by }) => ({
    kind: 'recordFiling',
    item: story.item,
    cause: '林草种子生产经营备案',
    receivedAt: `${on} 09:00`,
    summary: '申请人提交备案材料一套，材料齐全',
    party: story.party,
    anonymous: false,
    informant: '于演示',
    informantPhone: '13800000077',
    handlers: by,
  }),
  matterAccepted: () => ({ opinion: '材料齐全，受理' }),
  matterDeclined: ({ on }) => ({ reason: '反映的事项不属于本局职责', toldBy: 'phone', toldAt: `${on} 15:00` }),
  factsVerified: () => ({ finding: '经现场核查，情况与反映的一致' }),
  answerProposed: ({ on }) => ({
    outcome: 'recorded',
    content: '材料齐全、符合规定，予以备案',
    breach: '《中华人民共和国湿地保护法》第二十八条',
    dutyBy: addDays(on, 30),
    amount: 0,
    reason: '符合规定的条件',
    isMajor: false,
    opinion: '建议按此办理',
  }),
  answerReturned: () => ({ reason: '请写明依据的条款' }),
  answerSigned: () => ({ content: '材料齐全、符合规定，予以备案', opinion: agreed }),
  answerTold: ({ story, on }) => ({ way: 'served', toldAt: `${on} 16:00`, toldTo: story.party.representative ?? story.party.name }),
  correctionChecked: () => ({ result: 'done', finding: '已经改正，现场恢复原状', handedOn: '盘林湿线〔2026〕0009号' }),
  awardPaid: () => ({ receipt: '演示转账0001' }),

  disputeFiled: ({ story, by }) => ({
    item: story.item,
    cause: '林场与村集体之间林地使用权争议',
    party: story.party,
    opponents: [{ kind: 'organisation', name: opponent, address: '盘锦市盘山县演示镇' }],
    between: 'units',
    right: 'landUse',
    place: '盘山县演示镇演示村北，东至演示路、西至演示渠',
    area: 1_200_000,
    claims: '申请人持有林权证，四至包括争议地块',
    handlers: by,
  }),
  disputeAccepted: () => ({ opinion: '属于受理范围，受理' }),
  disputeDeclined: () => ({ ground: 'registered', reason: '争议地块已经登记，权属没有争议' }),
  disputeWithdrawn: () => ({ reason: '双方已经自行商定' }),
  standstillTold: ({ story }) => ({
    told: [
      { name: story.party.name, way: 'signed' },
      { name: opponent, way: 'signed' },
    ],
    content: true,
  }),
  standstillExcepted: () => ({ need: 'pests', scope: '伐除疫木十二株，伐后就地除害处理', opinion: agreed }),
  standstillBroken: () => ({ who: opponent, what: '在争议地块内砍伐杨树三株' }),
  breachHandedOn: () => ({ clueNo: '盘林湿线〔2026〕0010号', note: '已经责令停止，移交立案' }),
  mediationHeld: ({ on }) => ({
    startedAt: `${on} 09:00`,
    endedAt: `${on} 11:00`,
    place: '本局三楼会议室',
    attendants: '双方代表、承办人',
    record: '双方各自陈述权属来源，核对凭证和界线，详见笔录',
    outcome: 'failed',
  }),
  settlementSigned: ({ story }) => ({
    terms: '以演示渠为界，渠东归申请人使用，渠西归被申请人使用',
    signers: [{ name: story.party.name }, { name: opponent }],
  }),
  disputeReported: ({ evidence }) => ({
    facts: '林权证四至清楚，争议地块在其范围内',
    evidence: evidence.slice(0, 1),
    proposal: '争议地块林地使用权归申请人，以演示渠为界',
    acquiredRights: true,
    government: 'county',
    opinion: '建议报市人民政府处理',
  }),
  awardSubmitted: () => ({ to: '盘锦市人民政府', opinion: agreed }),
  awardMade: ({ on }) => ({
    organ: '盘锦市人民政府',
    number: '盘政处字〔2026〕1号（演示）',
    madeOn: on,
    content: '争议地块林地使用权归申请人，以演示渠为界',
  }),
  awardServed: ({ story, on }) => ({
    served: [
      { name: story.party.name, servedAt: `${on} 10:00`, way: 'signed' },
      { name: opponent, servedAt: `${on} 14:00`, way: 'signed' },
    ],
    remedyTold: true,
  }),
};
