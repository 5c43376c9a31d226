// stories/usual/penalty.ts —— 处罚程序通常的写法：on-the-spot penalties, sent papers, no penalty, deferral, amended decisions, the police
import type { Particulars } from '../../src/law/particulars/field.ts';
import type { StepId } from '../../src/law/vocabulary.ts';
import type { Setting } from '../defaults.ts';

const endorsement = { agrees: true, opinion: '同意' };
const handed = ({ story, on }: Setting): Particulars => ({
  method: 'direct',
  servedAt: `${on} 10:20`,
  place: story.party.address,
  receivedBy: story.party.representative ?? story.party.name,
  relation: story.party.kind === 'person' ? 'self' : 'representative',
  refusal: '当事人看过文书后拒绝签收',
});

export const usualOfPenalty: Partial<Record<StepId, (at: Setting) => Particulars>> = {
  onSpotStarted: () => ({ place: '盘锦市盘山县演示镇演示村北侧林缘', certificatesShown: true }),
  onSpotEnded: () => ({ why: 'minor', reason: '枯草已经自行熄灭，没有危害后果，已当场教育' }),
  onSpotDecided: ({ story, on }) => ({
    item: story.item,
    cause: '森林防火期内擅自野外用火',
    party: story.party,
    occurredAt: `${on} 10:05`,
    place: '盘锦市盘山县演示镇演示村北侧林缘',
    facts: '在森林防火期内，未经批准在林缘焚烧枯草，经劝阻已经熄灭，没有引起火灾',
    told: true,
    penalty: 'both',
    fine: 20_000,
    collection: 'bank',
    receipt: '演示专用票据0101',
    signed: 'signed',
  }),
  onSpotReported: () => ({ influence: false }),
  cashHandedIn: () => ({ receivedBy: '演示财务（演示）' }),
  cashBanked: () => ({ receipt: '演示银行回单0101' }),

  addressConfirmed: ({ story }) => ({ address: story.party.address, electronic: false, system: '电子邮箱 demo@example.invalid' }),
  noticeDispatched: ({ story }) => dispatched(story.party.address),
  decisionDispatched: ({ story }) => dispatched(story.party.address),
  serviceFailed: () => ({ what: 'decision', method: 'mailed', why: 'returned', detail: '邮件注明“原址查无此人”退回' }),

  noPenaltyDecided: () => endorsement,
  partyEducated: () => ({ whom: 'party', guardian: '高父（演示）', content: '宣讲森林法和防火规定，说明行为的危害，当事人表示今后遵守' }),

  restorationRechecked: () => ({ findings: '已清除砂石、补栽树苗，植被恢复', outcome: 'restored' }),
  deferralRequested: () => ({ wants: 'deferral', reason: '家中有人住院，一时无力缴纳' }),
  deferralDecided: () => ({ outcome: 'deferred', reason: '经济困难属实' }),
  lateFineImposed: () => ({ opinion: '同意按规定加处' }),
  performanceDemanded: handed,
  enforcementNamed: () => ({ caseNo: '盘林湿案〔2025〕0099号', court: '盘锦市兴隆台区人民法院' }),

  decisionAmended: () => ({
    kind: 'corrected',
    content: '决定书第二页“演示村3组”更正为“演示村2组”',
    reason: '打印时写错组别，不影响决定的内容',
  }),
  amendmentServed: handed,

  policeFiled: () => ({ organ: '盘锦市公安局（演示）', number: '盘公（森）立字〔2025〕7号（演示）' }),
  goodsHandedOver: () => ({ goods: '油锯一台、原木三根、鉴定意见书、勘验笔录', receivedBy: '盘锦市公安局森林警察支队 李警官（演示）' }),
  declineContested: () => ({ way: 'prosecutor', reason: '鉴定的数量达到追诉标准，应当立案' }),
};

const dispatched = (place: string): Particulars => ({
  method: 'mailed',
  place,
  tracking: 'EX000000101CN',
  system: '电子邮箱 demo@example.invalid',
  through: '盘山县林业和湿地保护管理局（演示）',
  forwardedFor: 'prison',
  where: '本局网站、演示村村务公开栏',
  reason: '当事人外出，直接送达有困难',
});
