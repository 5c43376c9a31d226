// stories/usual/inspection.ts —— 行政检查通常的写法：what a step of an inspection states when the story does not care
import { addDays } from '../../src/base/dates.ts';
import type { Particulars } from '../../src/law/particulars/field.ts';
import type { StepId } from '../../src/law/vocabulary.ts';
import type { Setting } from '../defaults.ts';

const place = '盘锦市大洼区演示镇演示苇场';
const points = ['湿地占用、利用情况', '排水、取土情况'];

/** A paper handed to the party itself, or to whoever receives papers for it. */
export const handedTo = ({ story, on }: Setting): Particulars => ({
  method: 'direct',
  servedAt: `${on} 09:00`,
  place: story.party.address,
  receivedBy: story.party.representative ?? story.party.name,
  relation: story.party.kind === 'person' ? 'self' : 'representative',
  refusal: '看过文书后拒绝签收',
});

export const usualOfInspection: Partial<Record<StepId, (at: Setting) => Particulars>> = {
  inspectionProposed: ({ story, on, by }) => ({
    source: 'plan',
    planNo: '盘林湿检计〔2026〕第1号（演示）',
    trigger: '12345热线转办单2026-0001（演示）反映苇场内有取土活动',
    item: story.item,
    cause: '湿地利用情况检查',
    party: story.party,
    place,
    points: points.map((text) => ({ text })),
    mode: 'onSite',
    plannedOn: addDays(on, 3),
    announced: 'before',
    whyUnannounced: '事先通知可能使取土痕迹被掩埋',
    handlers: by,
    opinion: '属于年度检查计划，建议检查',
  }),
  inspectionApproved: () => ({ agrees: true, opinion: '同意检查' }),
  inspectionDeclined: () => ({ reason: '该对象近期已由其他部门联合检查，不再单独检查' }),
  urgentEntryReported: ({ on }) => ({ reportedAt: `${on} 08:40`, reason: '举报称正在取土，不及时检查痕迹将灭失' }),
  urgentEntryRatified: () => ({ agrees: true, opinion: '情况属实，补批' }),
  inspectionNoticed: (at) => ({ ...handedTo(at), inspectAt: `${at.on} 09:30`, disciplineTold: true, rightsTold: true }),
  identityShown: ({ story, on }) => ({
    arrivedAt: `${on} 09:30`,
    certificatesShown: true,
    recordingTold: true,
    scan: story.party.kind === 'person' ? 'notEnterprise' : 'scanned',
    scanCode: '演示检查码0001',
    whyNoScan: '现场没有网络',
    admitted: 'admitted',
    refusal: '门卫不让进入，经说明法律规定仍然拒绝',
  }),
  siteInspected: ({ on, by }) => ({
    startedAt: `${on} 09:40`,
    endedAt: `${on} 11:00`,
    place,
    recorder: by[1] ?? by[0],
    points: points.map((text) => ({ text, finding: 'fine' })),
    findings: '查看了苇场四至、沟渠和道路，核对了用地资料',
    partyPresent: 'present',
    witness: '何见证（演示）',
    signed: 'signed',
    refusalNote: '经说明仍拒绝签名',
  }),
  inspectionInterviewed: ({ on, by }) => ({
    startedAt: `${on} 10:00`,
    endedAt: `${on} 10:20`,
    place,
    name: '周演示',
    role: 'party',
    recorder: by[1] ?? by[0],
    dialogue: [{ question: '这条土路是什么时候修的？', answer: '今年春天修的，只走农机。' }],
    readBack: true,
    signed: 'signed',
    refusalNote: '拒绝签名',
  }),
  siteMeasured: ({ on, by }) => ({
    startedAt: `${on} 10:20`,
    endedAt: `${on} 10:40`,
    place,
    recorder: by[1] ?? by[0],
    findings: '用卷尺测量土路的长度和宽度',
    measures: [{ what: '土路长度', value: '86.5', unit: '米' }],
    signed: 'signed',
    refusalNote: '拒绝签名',
  }),
  samplesTaken: ({ on }) => ({
    startedAt: `${on} 10:40`,
    place,
    samples: [{ name: '苗木', base: '200株', quantity: '5株', sealNo: '演示封样001' }],
    signed: 'signed',
    refusalNote: '拒绝签名',
  }),
  inspectionCancelled: () => ({ why: 'merged', reason: '已并入市级联合检查' }),
  inspectionConcluded: ({ on }) => ({
    outcome: 'fine',
    problems: '苇场内新修土路一条，没有办理手续',
    breach: '《中华人民共和国湿地保护法》第二十八条',
    demand: '停止使用土路，恢复原状',
    orderBy: addDays(on, 30),
    opinion: '按检查情况处理',
  }),
  outcomeEndorsed: () => ({ agrees: true, opinion: '同意' }),
  rectificationOrdered: handedTo,
  hazardOrdered: handedTo,
  inspectionResultNoticed: handedTo,
  rectificationRechecked: ({ on }) => ({
    findings: '土路已经铲除，原地恢复为苇田',
    outcome: 'corrected',
    newBy: addDays(on, 20),
    signed: 'signed',
    refusalNote: '拒绝签名',
  }),
  violationHandedOver: () => ({ summary: '在苇场内取土，涉嫌破坏湿地', materials: '检查笔录、录像、测量数据' }),
  inspectionForwarded: () => ({
    organ: '盘锦市生态环境局（演示）',
    reason: '发现排放污水，属于生态环境部门管辖',
    materials: [{ name: '现场检查笔录复印件', copies: 1 }],
  }),
};
