// src/law/papers/sample/acts.ts —— 样案的经过:the reported case act by act, from clue to service; every name is invented (演示)
import { type PlainDate, plainDate } from '../../../base/dates.ts';
import type { Act } from '../../engine.ts';
import type { Party } from '../../facts.ts';
import type { Particulars } from '../../particulars/field.ts';
import { citizenCheckCharacter } from '../../reckoning/identifiers.ts';
import { reviewPoints, type StepId } from '../../vocabulary.ts';

/** The two handlers, by id of the agency's pack. */
export const officers = ['panjin-p01', 'panjin-p02'];
const [first, second] = officers as [string, string];
const [sectionHead, reviewer, head, discussant] = ['panjin-p07', 'panjin-p09', 'panjin-p11', 'panjin-p12'];

const withCheck = (first17: string) => `${first17}${citizenCheckCharacter(first17)}`;
/** The party of the sample case: a natural person whose name needs rare characters. */
export const samplePerson: Party = {
  kind: 'person',
  name: '张㛃堃',
  citizenId: withCheck('21112219780228003'),
  address: '辽宁省盘锦市盘山县演示镇犇河村3组12号',
  phone: '13800000012',
};
/** The same case against a company. */
export const sampleCompany: Party = {
  kind: 'organisation',
  name: '盘锦演示苇田农业有限公司',
  uscc: '91211100MA0DEM0003',
  representative: '周慕犇',
  address: '辽宁省盘锦市盘山县演示镇工业路9号',
  phone: '0427-2000000',
};
/** A witness who is no party; the given name needs a rare character. */
export const witness = { name: '欧阳𬭎', citizenId: withCheck('21112219650912001') };
/** Where the site record says the act was done. */
export const coordinates = '北纬41°12′08″、东经121°59′36″';

const agreed = (opinion: string) => ({ agrees: true, opinion });

const agreedPoints = Object.fromEntries(Object.keys(reviewPoints).map((point) => [point, { agrees: true }]));

function opening(party: Party): Act[] {
  return [
    act('clueRegistered', '2025-02-10', [first], {
      source: 'satellite',
      receivedAt: '2025-02-10 09:20',
      place: '盘锦市盘山县演示镇犇河村北侧林地',
      summary: `卫星遥感图斑显示该处林地内新增道路，疑为${party.name}修建。`,
      suspect: party.name,
      informant: '何演示',
    }),
    act('clueVerified', '2025-02-14', officers, {
      finding: `经现场核查，${party.name}在林地内修建农用道路，未见使用林地审核同意书`,
      withinJurisdiction: true,
      evidence: ['clue'],
      suggestion: 'file',
    }),
    act('filingProposed', '2025-02-17', [first], {
      item: 'PJLS-CF-001',
      cause: '擅自改变林地用途',
      party,
      actFrom: '2024-11-04',
      actTo: '2024-11-08',
      handlers: officers,
      facts: `${party.name}（电话${party.phone}）于2024年11月在盘山县演示镇犇河村北侧林地内修建农用道路，未办理使用林地审核同意手续。`,
      opinion: '有初步证据证明存在违法行为，属于本机关管辖，建议立案',
    }),
    act('filingEndorsed', '2025-02-18', [sectionHead], agreed('符合立案条件，同意立案')),
    act('caseFiled', '2025-02-19', [head], agreed('同意立案')),
  ];
}

function fieldwork(party: Party): Act[] {
  return [
    act('siteExamined', '2025-02-20', officers, {
      startedAt: '2025-02-20 09:10',
      endedAt: '2025-02-20 11:05',
      place: '盘锦市盘山县演示镇犇河村北侧林地',
      coordinates,
      weather: '晴',
      recorder: second,
      certificatesShown: true,
      partyPresent: 'absent',
      witness: witness.name,
      findings: `林地内新修砂石路一条，长111.66米，平均宽3.00米。\n${party.name}的运输车辽L12345停放在路口，未见林木采伐。`,
      area: 33498,
      signed: 'absent',
      refusalNote: '当事人外出，电话通知后未到场，由见证人见证',
      recording: ['sketch', 'photo', 'video'],
    }),
    ...interviews(party),
    ...gathered(party),
  ];
}

function interviews(party: Party): Act[] {
  return [
    act('interviewRecorded', '2025-02-21', officers, {
      startedAt: '2025-02-21 14:05',
      endedAt: '2025-02-21 15:30',
      place: '盘锦市林业和湿地保护管理局询问室',
      role: 'party',
      recorder: second,
      certificatesShown: true,
      rightsTold: true,
      dialogue: [
        { question: '请介绍你的基本情况。', answer: `我叫${party.name}，住${party.address}，电话${party.phone}。` },
        { question: '犇河村北侧林地里的砂石路是谁修的？', answer: `是我雇人修的，${witness.name}看见了，没有办过手续。` },
      ],
      readBack: true,
      signed: 'signed',
      recording: ['voice'],
    }),
    act('interviewRecorded', '2025-02-24', officers, {
      startedAt: '2025-02-24 09:00',
      endedAt: '2025-02-24 09:40',
      place: '犇河村村民委员会',
      role: 'witness',
      name: witness.name,
      citizenId: witness.citizenId,
      recorder: second,
      certificatesShown: true,
      rightsTold: true,
      dialogue: [{ question: '你看到了什么？', answer: `2024年11月初我看见${party.name}指挥挖掘机推路。` }],
      readBack: true,
      signed: 'refused',
      refusalNote: `${witness.name}表示不愿签名`,
    }),
  ];
}

function gathered(party: Party): Act[] {
  return [
    act('preservationProposed', '2025-02-24', officers, { goods: '铺路用的砂石和工具', reason: '铺路用的砂石可能被运走，证据可能灭失' }),
    act('preservationApproved', '2025-02-24', [head], { opinion: '同意先行登记保存' }),
    act('evidencePreserved', '2025-02-25', officers, {
      startedAt: '2025-02-25 10:00',
      keptAt: '犇河村村民委员会院内',
      keeper: witness.name,
      goods: [
        { name: '山皮石', model: '粒径5至10厘米', quantity: 12, unit: '立方米', condition: '堆放' },
        { name: '铁锹', quantity: 3, unit: '把' },
      ],
      certificatesShown: true,
      signed: 'refused',
      refusalNote: `${party.name}表示不认可`,
      recording: ['goods'],
    }),
    act('preservedGoodsDisposed', '2025-03-04', [head], { disposal: 'returned', detail: '已固定证据，全部返还当事人' }),
    act('evidenceCollected', '2025-03-05', officers, {
      evidence: ['map'],
      evidenceKind: 'documentary',
      proves: '该地块为一般公益林，保护等级Ⅱ级',
      origin: '盘锦市林业和湿地保护管理局森林资源管理数据库查询打印',
    }),
    act('appraisalReceived', '2025-04-15', [first], {
      institution: '辽宁演示林业司法鉴定所',
      evidence: ['appraisal'],
      opinion: '占用林地334.98平方米，恢复植被和林业生产条件所需费用每平方米10元，公益林加倍',
      area: 33498,
      forestKind: 'publicWelfare',
      unitCost: 1000,
      coefficient: 2,
    }),
  ];
}

function conclusion(party: Party): Act[] {
  return [
    act('countersigned', '2025-04-16', [second], {}),
    act('investigationConcluded', '2025-05-21', officers, {
      facts: [
        {
          text: `2024年11月4日至8日，${party.name}未经审核同意，雇用挖掘机在盘山县演示镇犇河村北侧林地内修建农用道路`,
          evidence: ['voice', 'photo', 'video'],
          records: [{ act: 6 }, { act: 7 }],
        },
        {
          text: '修建道路改变用途的林地面积为334.98㎡，森林类别为一般公益林，保护等级为Ⅱ级',
          evidence: ['appraisal', 'map', 'sketch'],
        },
      ],
      sanction: 0,
      tier: '较轻（从轻）',
      tierReason: '公益林面积小于1亩，当事人配合调查，表示愿意恢复植被',
      lightening: ['remedied'],
      fine: 535968,
      correction: '责令限期恢复植被和林业生产条件',
      restoreBy: '2025-09-30',
      lawComparison: 'same',
      crimeChecked: true,
      crimeNote: '毁坏公益林地约0.50亩，未达到五亩的追诉标准',
      opinion: `建议对${party.name}从轻处罚`,
    }),
    ...judged(party),
  ];
}

function judged(party: Party): Act[] {
  return [
    act('countersigned', '2025-05-21', [second], {}),
    act('reportEndorsed', '2025-05-22', [sectionHead], agreed('事实清楚，同意')),
    act('majorityStated', '2025-05-22', [sectionHead], {
      isMajor: true,
      majorReason: '罚款达到法制审核目录标准',
      isGrave: true,
      graveReason: '列入集体讨论目录',
    }),
    act('reviewSubmitted', '2025-05-23', [first], {
      statement: '事实、法律适用和裁量见调查终结报告，执法人员均持有效执法证',
      complete: true,
    }),
    act('legalReviewed', '2025-05-28', [reviewer], {
      points: { ...agreedPoints, procedure: { agrees: true, note: '办案超过九十日，应当在案卷中说明' } },
      outcome: 'passed',
      opinion: `对${party.name}的处罚事实清楚、证据确凿、程序合法、裁量适当`,
    }),
  ];
}

function ending(party: Party): Act[] {
  return [
    act('noticeServed', '2025-05-30', officers, {
      method: 'direct',
      servedAt: '2025-05-30 10:20',
      place: party.address,
      receivedBy: party.kind === 'person' ? party.name : '何收发',
      relation: party.kind === 'person' ? 'self' : 'representative',
    }),
    act('countersigned', '2025-05-30', [second], {}),
    act('statementReceived', '2025-06-03', [first], {
      form: 'written',
      content: `${party.name}称：修路是为了方便春耕运输，已经开始补栽树苗，请求从轻。联系电话${party.phone}`,
      paper: ['statement'],
    }),
    act('statementRechecked', '2025-06-05', officers, {
      finding: '经到现场复核，补栽属实',
      adopted: 'partly',
      changes: false,
      reason: '裁量时已经考虑该情节，罚款数额不变',
    }),
    act('countersigned', '2025-06-05', [second], {}),
    act('hearingWaived', '2025-06-06', [first], { paper: ['waiver'] }),
    ...decided(party),
  ];
}

function decided(party: Party): Act[] {
  return [
    // The adopted statement and its paper are new to the review: it is asked for and given again.
    act('reviewSubmitted', '2025-06-06', [first], { statement: '当事人陈述申辩部分采纳，处罚建议不变，再次送审', complete: true }),
    act('legalReviewed', '2025-06-09', [reviewer], { points: agreedPoints, outcome: 'passed', opinion: '复核程序合法，同意' }),
    act('jointlyDiscussed', '2025-06-11', [head], {
      startedAt: '2025-06-11 09:00',
      place: '三楼会议室',
      members: [head, discussant],
      recorder: reviewer,
      views: [head, discussant].map((who) => ({ who, view: '同意' })),
      outcome: 'penalise',
      penaltyKind: '罚款',
      fine: 535968,
      conclusion: '同意按调查终结报告处罚',
    }),
    act('countersigned', '2025-06-11', [discussant], {}),
    act('countersigned', '2025-06-11', [reviewer], {}),
    act('decisionMade', '2025-06-12', [head], agreed('同意')),
    act('decisionServed', '2025-06-13', officers, {
      method: 'direct',
      servedAt: '2025-06-13 15:10',
      place: party.address,
      receivedBy: party.kind === 'person' ? '李演示' : '何收发',
      relation: party.kind === 'person' ? 'family' : 'representative',
    }),
  ];
}

function act(step: StepId, on: string, by: string[], particulars: Particulars): Act {
  return { step, on: plainDate(on) as PlainDate, by, particulars };
}

/** All acts of the sample case in order. */
export const sampleActs = (party: Party): Act[] =>
  confirmed([...opening(party), ...fieldwork(party), ...conclusion(party), ...ending(party)]);

/** Fills in which records each confirmation is of: all the signer took part in, entered by another, and has not confirmed. */
function confirmed(acts: Act[]): Act[] {
  const done = new Set<string>();
  return acts.map((each, i) => {
    if (each.step !== 'countersigned') return each;
    const who = each.by[0]!;
    const open = acts.slice(0, i).flatMap(({ step, by, particulars }, at) => {
      const discussed = step === 'jointlyDiscussed' ? [...(particulars.members as string[]), particulars.recorder] : [];
      const named = by.slice(1).includes(who) || (by[0] !== who && discussed.includes(who));
      return named && !done.has(`${at}/${who}`) ? [at] : [];
    });
    for (const at of open) done.add(`${at}/${who}`);
    return { ...each, particulars: { acts: open.map((at) => ({ act: at + 1 })) } };
  });
}
