// src/law/papers/others/byHand.ts —— 手工出具的文书中有自己格式的：CF05 询问通知书、CF09 照片登记表、CF11 抽样取证凭证、CF15 鉴定委托书、CF31 没收物品清单
import { chineseDate } from '../../../base/dates.ts';
import { fullCite } from '../../articles/statutes.ts';
import { handlersOf } from '../../engine.ts';
import { decisionOf, madeOf } from '../../facts.ts';
import type { Particulars } from '../../particulars/field.ts';
import { type Entry, entriesOf } from '../form/values.ts';
import type { Block, Paper } from '../paper.ts';
import { evidenceNamed } from '../pieces/evidence.ts';
import { closing, contact, handlers, type Matter, nameOf, paper, withCertificates } from '../pieces/matter.ts';
import { nameRun, partyLines, you } from '../pieces/party.ts';
import { cell, flush, heading, minute, paragraph, runs, wide } from '../pieces/words.ts';

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

/** Forms with a layout of their own when a person writes them, by code. */
export const handComposers: Partial<Record<string, (matter: Matter) => Paper>> = {
  CF05: questioningSummons,
  CF09: photoRegister,
  CF11: samplingCertificate,
  CF15: appraisalCommission,
  CF31: confiscationList,
};
