// src/law/papers/others/byHand.ts —— 手工出具的文书中有自己格式的：询问通知书、示意图、登记表、抽样、鉴定委托、陈述申辩笔录、听证申请、没收清单
import { chineseDate } from '../../../base/dates.ts';
import { fullCite } from '../../articles/statutes.ts';
import { handlersOf } from '../../engine.ts';
import { decisionOf, madeOf } from '../../facts.ts';
import type { Particulars } from '../../particulars/field.ts';
import { type Entry, entriesOf } from '../form/values.ts';
import type { Block, Cell, Paper } from '../paper.ts';
import { evidenceNamed } from '../pieces/evidence.ts';
import { closing, contact, handlers, type Matter, nameOf, opinion, paper, withCertificates } from '../pieces/matter.ts';
import { nameRun, partyLines, partyRows, you } from '../pieces/party.ts';
import { cell, flush, heading, masked, minute, paragraph, runs, wide } from '../pieces/words.ts';

const contentOf = (matter: Matter) => (matter.act.particulars.content ?? {}) as Particulars;
/** Every row of a table the form asked, as a list under its name. */
function listsOf(matter: Matter, ...keys: string[]): Block[] {
  const entries = entriesOf(
    matter,
    matter.contentFields.filter((field) => keys.includes(field.key)),
    contentOf(matter),
  ).filter((entry): entry is Entry & { list: NonNullable<Entry['list']> } => entry.list !== undefined);
  return entries.flatMap(({ label, list }) => [heading(label), list]);
}
const officerLines = ['执法人员签名', '执法人员签名'];

/** The summons: when and where to come, what to bring (处罚法第55条). */
function questioningSummons(matter: Matter): Paper {
  const { startTime, place, reason } = contentOf(matter);
  const party = you(matter.party);
  return paper(matter, 'CF05', '询问通知书', 'letter', [
    ...partyLines(matter.party),
    paragraph(
      `因${party}涉嫌`,
      matter.goesOn(matter.cause),
      `一案（案件编号：${matter.caseNo}），依据${fullCite('处罚法§55')}的规定，请${party}于${minute(startTime as string)}到`,
      matter.goesOn(place),
      '接受询问。',
    ),
    paragraph('询问事项：', matter.states(reason)),
    paragraph('前来时请携带本通知书、身份证件和与本案有关的材料；单位的，由法定代表人（负责人）或者受委托的人到场并提交授权委托书。'),
    paragraph(`${party}应当如实回答询问，并协助调查，不得拒绝或者阻挠；对本案享有陈述、申辩和申请回避的权利。`),
    paragraph(`询问人：${handlers(matter)}。`),
    paragraph(contact(matter)),
    closing(matter),
  ]);
}

/** What was taken as a sample, in whose presence (处罚法第56条). */
function samplingCertificate(matter: Matter): Paper {
  const { startTime, place } = contentOf(matter);
  const party = you(matter.party);
  return paper(matter, 'CF11', '抽样取证凭证', 'letter', [
    ...partyLines(matter.party),
    paragraph(
      `因调查${party}涉嫌`,
      matter.goesOn(matter.cause),
      `一案（案件编号：${matter.caseNo}），依据${fullCite('处罚法§56')}的规定，本机关于${minute(startTime as string)}在`,
      matter.goesOn(place),
      '对后附清单所列物品抽样取证。抽样时当场封样，清单一式二份，由当事人和本机关分别保存。',
    ),
    paragraph(`抽样人员：${withCertificates(matter, handlersOf(matter.file))}，已出示执法证件。`),
    paragraph(contact(matter)),
    closing(matter),
    ...listsOf(matter, 'sampleTable'),
    { kind: 'signLines', labels: ['当事人签名（捺指印）', '见证人签名', ...officerLines, '日期'] },
  ]);
}

/** What a body with the qualification is asked to appraise (处罚法第46条). */
function appraisalCommission(matter: Matter): Paper {
  const { lab, appraisalItem, goodsTable } = contentOf(matter);
  return paper(matter, 'CF15', '鉴定（检验）委托书', 'letter', [
    flush(matter.says(lab), '：'),
    paragraph(
      '本机关办理的',
      nameRun(matter.party),
      '涉嫌',
      matter.goesOn(matter.cause),
      `一案（案件编号：${matter.caseNo}），需要对下列事项进行鉴定（检验），依据${fullCite('处罚法§46')}的规定，现委托你单位办理：`,
    ),
    paragraph('鉴定（检验）事项：', matter.states(appraisalItem)),
    ...(goodsTable ? [paragraph('送检的物品、材料见后附清单。')] : []),
    paragraph('请在鉴定意见中写明鉴定的依据、过程和结论，由鉴定人签名并加盖单位印章，附鉴定机构和鉴定人资格证明的复印件。'),
    paragraph('鉴定人与本案有利害关系、可能影响公正鉴定的，应当回避。'),
    paragraph(contact(matter)),
    closing(matter),
    ...listsOf(matter, 'goodsTable'),
    { kind: 'signLines', labels: ['接收人签名', '接收日期'] },
  ]);
}

/** Things confiscated by the decision, one by one (处罚法第74条). */
function confiscationList(matter: Matter): Paper {
  const decided = decisionOf(matter.file);
  const { numbers } = madeOf(decided);
  const number = numbers?.CF29 ?? numbers?.CF01;
  return paper(matter, 'CF31', '没收物品清单', 'form', [
    {
      kind: 'form',
      columns: 2,
      rows: [
        [cell('案件编号', matter.caseNo), cell('当事人', nameRun(matter.party))],
        [wide('案由', matter.says(matter.cause))],
        [wide('处罚决定', runs(decided ? `${chineseDate(decided.on)}${number ? `，${number}` : ''}` : '——'))],
        [
          wide(
            '处理依据',
            `${fullCite('处罚法§74')}：除依法应当予以销毁的物品外，依法没收的非法财物按照国家规定公开拍卖或者按照国家有关规定处理`,
          ),
        ],
      ],
    },
    ...listsOf(matter, 'goodsTable'),
    paragraph('以上物品经当事人和执法人员当面清点，核对无误。清单一式二份，由当事人和本机关分别保存。'),
    { kind: 'signLines', labels: ['当事人签名（捺指印）', '见证人签名', ...officerLines, '日期'] },
    closing(matter),
  ]);
}

/** Each picture and recording with its number, day and maker, from what was taken in (处罚法第46条). */
function photoRegister(matter: Matter): Paper {
  const {
    photos = [],
    avRefs = [],
    place,
    startTime,
  } = contentOf(matter) as Record<string, string[]> & { place: string; startTime: string };
  const row = (id: string, i: number) => {
    const found = matter.registers.evidence(id);
    return [
      runs(String(i + 1)),
      evidenceNamed(matter, [id]),
      runs(found?.mediaType.startsWith('image/') ? '照片' : '录音录像'),
      runs(found?.capturedOn ? chineseDate(found.capturedOn) : '——'),
      runs((found?.takenBy ?? []).map((person) => nameOf(matter, person)).join('、') || '——'),
    ];
  };
  return paper(matter, 'CF09', '现场照片（视听资料）登记表', 'form', [
    {
      kind: 'form',
      columns: 2,
      rows: [
        [cell('案件编号', matter.caseNo), cell('当事人', nameRun(matter.party))],
        [wide('案由', matter.says(matter.cause))],
        [wide('拍摄地点', matter.says(place))],
        [wide('拍摄时间', minute(startTime))],
      ],
    },
    {
      kind: 'list',
      head: ['序号', '编号、名称', '种类', '拍摄日期', '取得人'],
      widths: [2, 8, 4, 6, 4],
      rows: [...new Set([...photos, ...avRefs])].map(row),
    },
    paragraph('以上照片、视听资料的原件存于本机关证据库，文字指纹（SHA-256）在入库时登记；复制件与原件核对无误。'),
    { kind: 'signLines', labels: ['当事人签名（捺指印）', ...officerLines, '日期'] },
  ]);
}

/** The sketch by its number in the evidence store, what was measured, and room for the signatures of the day (处罚法第46条). */
function siteSketch(matter: Matter): Paper {
  const { place, gps, sketch = [] } = contentOf(matter) as { place: string; gps: string; sketch: string[] };
  return paper(matter, 'CF08', '现场示意图', 'form', [
    {
      kind: 'form',
      columns: 2,
      rows: [
        [cell('案件编号', matter.caseNo), cell('案由', matter.says(matter.cause))],
        [wide('地点', matter.says(place))],
        [wide('坐标', 'CGCS2000：', masked(gps, 'coordinates'))],
        [wide('示意图原件', evidenceNamed(matter, sketch))],
        [{ ...wide('示意图（注明方位、比例、四至）', ''), tall: true }],
        [cell('绘图人', ''), cell('绘图日期', chineseDate(matter.act.on))],
      ],
    },
    ...listsOf(matter, 'measure'),
    { kind: 'signLines', labels: ['当事人签名（捺指印）', '见证人签名', ...officerLines, '日期'] },
  ]);
}

/** An approval with what is asked, its list, the handler's opinion and the head's decision. */
const approvalOf =
  (form: string, title: string, list: string, told: (matter: Matter, content: Particulars) => Cell[][]) =>
  (matter: Matter): Paper => {
    const content = contentOf(matter);
    const byHead = matter.act.by.every((id) => matter.registers.holds(id, 'head', matter.act.on));
    return paper(matter, form, title, 'form', [
      {
        kind: 'form',
        columns: 2,
        rows: [
          [cell('案件编号', matter.caseNo), cell('案由', matter.says(matter.cause))],
          [wide('当事人', nameRun(matter.party))],
          ...told(matter, content),
        ],
      },
      ...listsOf(matter, list),
      opinion(matter, '承办人意见', { ...(matter.proposal ?? matter.act), particulars: { opinion: content.handlerOpinion } }),
      opinion(matter, '行政机关负责人决定', byHead ? { ...matter.act, particulars: { opinion: '同意' } } : undefined),
    ]);
  };

const samplingApproval = approvalOf('CF10', '抽样取证审批表', 'sampleTable', (matter, { reason }) => [
  [{ ...wide('抽样取证的理由', matter.states(reason)), tall: true }],
  [wide('依据', fullCite('处罚法§56'))],
]);
const goodsApproval = approvalOf('CF32', '罚没物品处理审批表', 'goodsTable', (matter, { dealDecision }) => [
  [{ ...wide('处理意见', matter.states(dealDecision)), tall: true }],
  [wide('依据', fullCite('处罚法§74'))],
]);

/** What the party states in person, taken down and read back to him (处罚法第45条). */
function statementRecord(matter: Matter): Paper {
  const { startTime, place, asked, statement } = contentOf(matter) as Record<string, string>;
  return paper(matter, 'CF21', '陈述申辩笔录', 'record', [
    {
      kind: 'form',
      columns: 2,
      rows: [
        [cell('案件编号', matter.caseNo), cell('案由', matter.says(matter.cause))],
        [wide('时间', minute(startTime!))],
        [wide('地点', matter.says(place))],
        [wide('陈述申辩人', masked(asked!, 'otherName'))],
        [wide('执法人员及执法证号', handlers(matter))],
      ],
    },
    paragraph(
      `我们是${matter.registers.agency.name}的执法人员，已出示执法证件。依据${fullCite('处罚法§45')}的规定，你有权进行陈述和申辩，本机关充分听取意见，不因陈述、申辩给予更重的处罚。`,
    ),
    heading('陈述申辩内容'),
    ...statement!
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => paragraph(matter.states(line))),
    paragraph('以上笔录我看过（向我宣读过），与我说的一致。'),
    { kind: 'signLines', labels: ['陈述申辩人签名（捺指印）', ...officerLines, '日期'] },
  ]);
}

/** The party's request for a hearing, written or taken down (处罚法第64条). */
function hearingApplication(matter: Matter): Paper {
  const { reason } = contentOf(matter);
  return paper(matter, 'CF23', '听证申请书', 'form', [
    {
      kind: 'form',
      columns: 2,
      rows: [
        [cell('案件编号', matter.caseNo), cell('案由', matter.says(matter.cause))],
        ...partyRows(matter.party),
        [{ ...wide('要求听证的事项和理由', matter.states(reason)), tall: true }],
        [wide('依据', fullCite('处罚法§64'))],
      ],
    },
    flush(`此致　${matter.registers.agency.name}`),
    { kind: 'signLines', labels: ['申请人签名或者盖章（捺指印）', '申请日期', '登记人签名', '登记日期'] },
  ]);
}

/** Forms with a layout of their own when a person writes them, by code. */
export const handComposers: Partial<Record<string, (matter: Matter) => Paper>> = {
  CF05: questioningSummons,
  CF08: siteSketch,
  CF09: photoRegister,
  CF10: samplingApproval,
  CF11: samplingCertificate,
  CF15: appraisalCommission,
  CF21: statementRecord,
  CF23: hearingApplication,
  CF31: confiscationList,
  CF32: goodsApproval,
};
