// src/law/procedures/seizure/papers.ts —— QZ01 审批表、QZ02 决定书、QZ03 清单、QZ06 延长、QZ08 解除、QZ09 处理
import { addDays, chineseDate } from '../../../base/dates.ts';
import { fullCite } from '../../articles/statutes.ts';
import { last } from '../../engine.ts';
import type { Block, Paper, Run } from '../../papers/paper.ts';
import { evidenceNamed } from '../../papers/pieces/evidence.ts';
import { closing, contact, type Matter, nameMask, opinion, paper, withCertificates } from '../../papers/pieces/matter.ts';
import { partyLines, partyRows, you } from '../../papers/pieces/party.ts';
import { blank, cell, heading, masked, minute, openEnded, paragraph, runs, wide } from '../../papers/pieces/words.ts';
import { serviceReceipt } from '../../papers/serviceReceipt.ts';
import { remedies } from '../../reckoning/remedies.ts';
import type { StepId } from '../../vocabulary.ts';
import { basisOf } from '../coercion/basis.ts';
import { type Goods, goodsOf, inUnits, lastDayOf, ledgerOf, periodOf, proceedsHeld } from './ledger.ts';
import { disposals, measureKinds, releaseGrounds } from './words.ts';

const proposalOf = (matter: Matter) => last(matter.file, 'seizureProposed')?.particulars ?? {};
const measureOf = (matter: Matter): string => measureKinds[proposalOf(matter).measure as keyof typeof measureKinds] ?? '查封、扣押';
const remedyLines = (matter: Matter): Block[] => [
  paragraph(remedies(matter.registers.agency, { document: '本决定书' }).text),
  paragraph('行政复议或者行政诉讼期间，本决定不停止执行，法律另有规定的除外。'),
];

/** What was asked for, who asked, and who approved, before or (where it was urgent) after it was done (强制法第18、19条). */
export function seizureApproval(matter: Matter): Paper {
  const asked = proposalOf(matter);
  const proposed = last(matter.file, 'seizureProposed')!;
  const goods = goodsOf(matter.file);
  return paper(matter, 'QZ01', '行政强制措施审批表', 'form', [
    {
      kind: 'form',
      columns: 2,
      rows: [
        [cell('案件编号', matter.caseNo), cell('强制措施种类', measureOf(matter))],
        ...partyRows(matter.party),
        [wide('案由', matter.says(matter.cause))],
        [wide('理由', matter.says(asked.reason))],
        [wide('依据条款', basisOf(matter))],
        [wide('物品清单', goods.length > 0 ? listed(goods) : matter.says(asked.target))],
        [
          cell('期限', `${asked.period}日`),
          cell('是否紧急情形', ...(asked.urgent === true ? ['是：', matter.says(asked.urgentReason)] : ['否'])),
        ],
        [
          wide(
            '批准时间',
            matter.act.particulars.approvedAt ? minute(matter.act.particulars.approvedAt as string) : chineseDate(matter.act.on),
          ),
        ],
        ...(matter.act.particulars.lateReason ? [[wide('超过二十四小时的原因', matter.says(matter.act.particulars.lateReason))]] : []),
      ],
    },
    opinion(matter, '承办人意见', {
      ...proposed,
      particulars: { opinion: `拟对${openEnded(String(asked.target))}采取${measureOf(matter)}措施` },
    }),
    opinion(matter, '行政机关负责人决定', matter.act),
  ]);
}
const listed = (goods: Goods[]): string =>
  goods.map(({ name, quantity, unit }, i) => `${i + 1}．${name}${Number(quantity)}${unit}`).join('；');

/** The decision handed over on the spot, with the contents of 强制法第24条. */
export function seizureDecision(matter: Matter): Paper {
  const asked = proposalOf(matter);
  const { keptAt, keeper } = matter.act.particulars as { keptAt: string; keeper: string };
  const goods = goodsOf(matter.file);
  const end = lastDayOf(matter.file, matter.registers)!;
  const party = you(matter.party);
  return paper(matter, 'QZ02', '查封（扣押）决定书', 'letter', [
    ...partyLines(matter.party),
    heading('一、理由和依据'),
    paragraph(
      `${party}涉嫌`,
      matter.goesOn(matter.cause.replace(/^涉嫌/, '')),
      `（案件编号：${matter.caseNo}）。`,
      matter.states(asked.reason),
    ),
    paragraph(
      `依据${basisOf(matter)}和${fullCite('强制法§18')}、${fullCite('强制法§24').replace(/^《.*》/, '')}的规定，本机关决定采取“${measureOf(matter)}”的行政强制措施。`,
    ),
    heading('二、查封、扣押的场所、设施或者财物'),
    paragraph(`共${goods.length}项，名称、数量等见所附《查封（扣押）清单》：`, matter.says(listed(goods)), '。'),
    heading('三、期限和保管'),
    paragraph(
      `期限为${periodOf(matter.file).amount}日，自${chineseDate(addDays(matter.act.on, 1))}起至${chineseDate(end)}止。`,
      '情况复杂的，经本机关负责人批准可以延长，延长期限不超过三十日；检测、检验、检疫或者技术鉴定的期间不计算在内，另行书面告知。',
    ),
    paragraph('保存地点：', matter.goesOn(keptAt), '；保管人：', masked(keeper, nameMask(matter, keeper)), '。保管费用由本机关承担。'),
    paragraph(`${party}依法享有陈述、申辩的权利。未经本机关许可，任何人不得擅自启封、使用、转移、损毁被查封、扣押的场所、设施或者财物。`),
    heading('四、救济途径'),
    ...remedyLines(matter),
    paragraph(contact(matter)),
    closing(matter),
  ]);
}

/** The list in two copies, one for the party (强制法第24条第三款). */
export function seizureList(matter: Matter): Paper {
  const { keptAt, recording, whyNoRecording, witness, signed, refusalNote } = matter.act.particulars as Record<string, string> & {
    recording?: string[];
  };
  return paper(matter, 'QZ03', '查封（扣押）清单', 'record', [
    {
      kind: 'form',
      columns: 2,
      rows: [
        [cell('案件编号', matter.caseNo), cell('决定书文号', matter.made.numbers?.QZ02 ?? blank)],
        [wide('保存地点', matter.says(keptAt))],
      ],
    },
    table(matter, goodsOf(matter.file), keptAt ?? ''),
    paragraph(`执法人员${withCertificates(matter, matter.act.by)}当场清点并登记上列物品。`),
    recording && recording.length > 0
      ? paragraph('音像记录：', evidenceNamed(matter, recording), '。')
      : paragraph('音像记录：无，', matter.states(whyNoRecording)),
    ...(signed === 'signed' ? [] : [paragraph('当事人没有签名：', matter.states(refusalNote))]),
    ...(witness ? [paragraph('见证人：', masked(witness, nameMask(matter, witness)), '。')] : []),
    { kind: 'note', text: '本清单一式二份，由当事人和行政机关分别保存。' },
    { kind: 'signLines', labels: ['当事人签名（捺指印）', '见证人签名', ...matter.act.by.map(() => '执法人员签名'), '日期'] },
    closing(matter),
  ]);
}
function table(matter: Matter, goods: Goods[], keptAt: string): Block {
  const optional = (text: string | undefined): Run[] => (text ? matter.says(text) : runs(blank));
  const rows = goods.map(({ name, model, quantity, unit, feature }, i) => [
    runs(String(i + 1)),
    matter.says(name),
    optional(model),
    runs(String(Number(quantity))),
    matter.says(unit),
    optional(feature),
    matter.says(keptAt),
  ]);
  return {
    kind: 'list',
    head: ['序号', '名称', '规格、型号', '数量', '单位', '特征、状况', '存放地'],
    widths: [2, 5, 4, 3, 3, 5, 5],
    rows,
  };
}

const decidedBefore = (matter: Matter): string => {
  const seized = last(matter.file, 'goodsSeized');
  return `本机关于${seized ? chineseDate(seized.on) : blank}以《查封（扣押）决定书》（${seized?.made?.numbers?.QZ02 ?? blank}）对${you(matter.party)}采取“${measureOf(matter)}”的行政强制措施`;
};

/** Told in writing, with the reason and the new last day (强制法第25条第二款). */
export function seizureExtension(matter: Matter): Paper {
  const { days, reason } = matter.act.particulars as { days: number; reason: string };
  return paper(matter, 'QZ06', '延长查封（扣押）期限决定书', 'letter', [
    ...partyLines(matter.party),
    paragraph(`${decidedBefore(matter)}（案件编号：${matter.caseNo}）。因情况复杂：`, matter.states(reason)),
    paragraph(
      `依据${fullCite('强制法§25')}的规定，经本机关负责人批准，决定将期限延长${days}日，延长至${chineseDate(lastDayOf(matter.file, matter.registers)!)}。`,
    ),
    ...remedyLines(matter),
    paragraph(contact(matter)),
    closing(matter),
  ]);
}

/** What is released, on which ground, and that it is given back at once (强制法第28条). */
export function seizureRelease(matter: Matter): Paper {
  const { ground, reason, penaltyNo } = matter.act.particulars as {
    ground: keyof typeof releaseGrounds;
    reason: string;
    penaltyNo?: string;
  };
  const goods = goodsOf(matter.file);
  const released = ledgerOf(matter.file).filter((line) => line.released > 0);
  const rows = released.map((line) => ({ ...goods[line.no - 1]!, quantity: inUnits(line.released) }));
  const proceeds = proceedsHeld(matter.file);
  const basis = ground === 'disallowed' ? fullCite('强制法§19') : fullCite('强制法§28');
  return paper(matter, 'QZ08', '解除查封（扣押）决定书', 'letter', [
    ...partyLines(matter.party),
    paragraph(`${decidedBefore(matter)}（案件编号：${matter.caseNo}）。`),
    paragraph(`现因${releaseGrounds[ground]}${penaltyNo ? `（${penaltyNo}）` : ''}：`, matter.states(reason)),
    paragraph(`依据${basis}的规定，本机关决定自${chineseDate(matter.act.on)}起解除对下列场所、设施或者财物的查封、扣押，立即退还：`),
    ...(rows.length > 0 ? [table(matter, rows, String(last(matter.file, 'goodsSeized')?.particulars.keptAt ?? ''))] : []),
    ...(proceeds > 0 ? [paragraph(`已经拍卖、变卖的，退还所得款项人民币${(proceeds / 100).toFixed(2)}元。`)] : []),
    paragraph(`请${you(matter.party)}持本决定书办理领取手续。领取时核对财物，有损毁的，可以依法要求赔偿。`),
    paragraph(contact(matter)),
    closing(matter),
  ]);
}

/** What becomes of each thing, on which article, and the remedies (强制法第27条). */
export function disposalDecision(matter: Matter): Paper {
  const {
    moves = [],
    proceeds,
    penaltyNo,
    reason,
  } = matter.act.particulars as {
    moves?: { no: number; quantity: string; disposal: keyof typeof disposals; basis?: string; to?: string }[];
    proceeds?: number;
    penaltyNo?: string;
    reason: string;
  };
  const goods = goodsOf(matter.file);
  const keptAt = String(last(matter.file, 'goodsSeized')?.particulars.keptAt ?? '');
  return paper(matter, 'QZ09', '查封（扣押）财物处理决定书', 'letter', [
    ...partyLines(matter.party),
    heading('一、理由和依据'),
    paragraph(`${decidedBefore(matter)}（案件编号：${matter.caseNo}）。现查明：`, matter.states(reason)),
    ...(penaltyNo ? [paragraph(`据以没收的行政处罚决定：${penaltyNo}。`)] : []),
    paragraph(`依据${fullCite('强制法§27')}的规定，本机关对查封、扣押的财物作出以下处理决定：`),
    heading('二、处理决定'),
    ...moves.map(({ no, quantity, disposal, basis, to }, i) =>
      paragraph(
        `${i + 1}．清单第${no}号`,
        matter.goesOn(goods[no - 1]?.name),
        `${Number(quantity)}${goods[no - 1]?.unit ?? ''}：${disposals[disposal]}`,
        ...(to ? ['，接收：', matter.goesOn(to)] : []),
        ...(basis ? ['，依据：', matter.goesOn(basis)] : []),
        '。',
      ),
    ),
    ...(proceeds ? [paragraph(`没收拍卖、变卖所得款项人民币${(proceeds / 100).toFixed(2)}元。`)] : []),
    ...(moves.length > 0
      ? [
          table(
            matter,
            moves.flatMap(({ no, quantity }) => (goods[no - 1] ? [{ ...goods[no - 1]!, quantity }] : [])),
            keptAt,
          ),
        ]
      : []),
    heading('三、救济途径'),
    ...remedyLines(matter),
    paragraph(contact(matter)),
    closing(matter),
  ]);
}

export const seizureComposers: Partial<Record<StepId, ((matter: Matter) => Paper | undefined)[]>> = {
  seizureApproved: [seizureApproval],
  seizureRatified: [seizureApproval],
  goodsSeized: [seizureDecision, seizureList],
  testingNoticed: [serviceReceipt],
  seizureExtended: [seizureExtension],
  extensionServed: [serviceReceipt],
  goodsDisposed: [disposalDecision],
  disposalServed: [serviceReceipt],
  seizureReleased: [seizureRelease],
};
