// src/law/papers/sample/expected.ts —— 样案文书上应当读得到的:by form, every value that must stand on the paper
import { plainDate } from '../../../base/dates.ts';
import type { Party } from '../../facts.ts';
import type { Registers } from '../../registers.ts';
import { coordinates, officers, witness } from './acts.ts';

const caseNo = '盘林湿案〔2025〕0001号';
const number = (series: string) => `盘林湿${series}〔2025〕第001号`;
const each = (text: string) => text.split(' | ');
const facts = each('2024年11月4日至8日 | 334.98㎡ | 一般公益林 | Ⅱ级');
const articles = each('《中华人民共和国森林法》第三十七条第一款、第十五条第三款 | 《中华人民共和国森林法》第七十三条第一款');
const computation = each(
  '334.98㎡×10.00元/㎡×2=6,699.60元 | ×3倍=20,098.80元以下 | ×0.9倍=6,029.64元以下 | 较轻（从轻） | 公益林面积小于1亩',
);
const penalty = each('伍仟叁佰伍拾玖元陆角捌分 | ￥5,359.68 | 责令限期恢复植被和林业生产条件 | 2025年9月30日');

/** What each paper of the sample case must say, as contiguous words; a company's case has no hearing notice. */
export function expectedIn(party: Party, registers: Registers): Record<string, string[]> {
  const { name, bank, government, court } = registers.agency;
  const on = plainDate('2025-05-01');
  const handlers = officers.flatMap((id) => [registers.person(id)!.name, registers.certificate(id, on)!.number]);
  const natural = party.kind === 'person';
  const identity = natural ? [party.citizenId!, '居民身份证'] : [party.uscc!, party.representative!];
  const who = [party.name, ...identity, party.address, party.phone];
  const kind = natural ? '自然人' : '法人或者非法人组织';
  const asked = natural ? [...who, '1978年2月28日', '男'] : who;
  const hearing = [number('听告'), caseNo, kind, ...who, ...facts, ...articles, ...penalty, '2025年6月9日', '2025年5月30日', name];
  const decided = [number('罚决'), caseNo, kind, ...who, ...facts, ...articles, ...computation, ...penalty, name];
  return {
    ...approvals(kind, who),
    CF06: [caseNo, ...asked, ...handlers, ...each('询问笔录 | 2025年2月21日14时05分至15时30分 | 询问室 | 是我雇人修的 | 与我说的一致。')],
    CF07: [caseNo, coordinates, witness.name, party.name, ...handlers, ...site],
    CF13: [number('登保'), caseNo, kind, ...who, witness.name, ...goods, name],
    CF19: [number('罚先告'), caseNo, kind, ...who, ...facts, ...articles, ...computation, ...penalty, ...noticed, name],
    ...(natural ? { CF20: [...hearing, ...each('行政处罚听证告知书 | 有权要求听证 | 五日内 | 五个工作日')] } : {}),
    CF29: [...decided, ...concluding, bank.name, bank.address, bank.account, government, court],
    G07: [caseNo, party.name, party.address, `《行政处罚决定书》（${number('罚决')}）`, ...handlers, ...receipt(natural)],
  };
}

/** Internal papers: approval, report, review. */
function approvals(kind: string, who: string[]): Record<string, string[]> {
  const filing = '行政处罚立案审批表 | 擅自改变林地用途 | 遥感图斑 | 2025年2月10日9时20分 | 2024年11月4日至2024年11月8日 | 犇河村北侧林地';
  const signed = '赵延 | 钱禾 | 郑立 | 沈岳 | 2025年2月17日 | 2025年2月18日 | 2025年2月19日 | 《中华人民共和国行政处罚法》第五十四条';
  const report = '案件调查终结报告 | 林地现状鉴定意见书 | 卫星遥感图斑核查照片 | 毁坏公益林地五亩以上 | 主动消除或者减轻违法行为危害后果';
  const review =
    '重大执法决定法制审核意见书 | 2025年5月23日 | 2025年6月4日 | 2025年6月9日 | 执法程序合法 | 办案超过九十日，应当在案卷中说明';
  const reviewer = '同意（可以进入事先告知或者作出决定） | 冯正 | 演示-A20202111000001 | 2025年5月28日';
  return {
    CF03: [caseNo, kind, ...who, ...each(filing), ...each(signed)],
    CF18: [caseNo, kind, ...who, ...facts, ...articles, ...computation, ...penalty, ...each(report), '2025年5月21日'],
    G21: [number('法审'), caseNo, who[0]!, ...each(review), ...each(reviewer)],
  };
}

const site = each(
  '现场勘验笔录 | 2025年2月20日9时10分至11时05分 | 晴 | 长111.66米 | 334.98㎡（约0.50亩） | 现场示意图 | 现场照片（卷尺测量路宽） | 现场勘验录像 | 当事人外出，电话通知后未到场，由见证人见证',
);
const goods = each(
  '先行登记保存证据通知书 | 证据可能灭失 | 第五十六条 | 山皮石 | 粒径5至10厘米 | 12 | 铁锹 | 犇河村村民委员会院内 | 七个工作日 | 2025年3月6日 | 2025年2月25日',
);
const noticed = each('行政处罚事先告知书 | 陈述、申辩的权利 | 5个工作日 | 2025年6月9日 | 2025年5月30日');
const concluding = each(
  '行政处罚决定书 | 方便春耕运输 | 经到现场复核，补栽属实 | 部分采纳 | 没有举行听证 | 2025年6月11日经本机关负责人集体讨论 | 十五日内 | 每日按罚款数额的百分之三加处罚款，加处罚款不超过罚款数额 | 六十日内 | 六个月内 | 2025年6月12日',
);
const receipt = (natural: boolean): string[] => [
  ...each('送达回证 | 直接送达 | 2025年6月13日15时10分'),
  ...(natural ? each('李演示 | 由同住成年家属代收') : each('何收发 | 法定代表人或者负责收件的人')),
];
