// src/law/papers/preservationNotice.ts —— CF13 先行登记保存证据通知书(附清单)

import { fullCite } from '../articles/statutes.ts';
import { last } from '../engine.ts';
import type { Block, Paper, Run } from './paper.ts';
import { evidenceNamed } from './pieces/evidence.ts';
import { closing, contact, lastDay, type Matter, nameMask, paper, withCertificates } from './pieces/matter.ts';
import { partyLines, you } from './pieces/party.ts';
import { blank, heading, masked, minute, paragraph, runs } from './pieces/words.ts';

type Goods = { name: string; model?: string; quantity: number; unit: string; condition?: string };
type Preservation = {
  startedAt: string;
  keptAt: string;
  keeper: string;
  goods: Goods[];
  signed: string;
  refusalNote?: string;
  recording?: string[];
  whyNoRecording?: string;
};

/** The notice of preservation with its list; the things must be dealt with within seven working days (处罚法第56条). */
export function preservationNotice(matter: Matter): Paper {
  const kept = matter.act.particulars as Preservation;
  const party = you(matter.party);
  const reason = last(matter.file, 'preservationProposed')?.particulars.reason;
  return paper(matter, 'CF13', '先行登记保存证据通知书', 'letter', [
    ...partyLines(matter.party),
    paragraph(
      `${party}涉嫌`,
      matter.goesOn(matter.cause),
      `一案（案件编号：${matter.caseNo}），因`,
      matter.goesOn(reason),
      '，经本机关负责人批准，',
      `依据${fullCite('处罚法§56')}的规定，本机关决定对后附清单所列物品先行登记保存。保存期限为七个工作日，自${minute(kept.startedAt)}起`,
      `${lastDay(matter, matter.act.on, { amount: 7, basis: '处罚法§56' })}，本机关将在期限内作出处理决定。保存地点：`,
      matter.goesOn(kept.keptAt),
      '；保管人：',
      masked(kept.keeper, nameMask(matter, kept.keeper)),
      `。在此期间，${party}或者有关人员不得销毁或者转移证据。`,
    ),
    paragraph(contact(matter)),
    closing(matter),
    ...goodsList(matter, kept),
  ]);
}

function goodsList(matter: Matter, kept: Preservation): Block[] {
  const optional = (text: string | undefined): Run[] => (text ? matter.says(text) : runs(blank));
  const rows = kept.goods.map((goods, i) => [
    runs(String(i + 1)),
    matter.says(goods.name),
    optional(goods.model),
    runs(String(goods.quantity)),
    matter.says(goods.unit),
    optional(goods.condition),
    matter.says(kept.keptAt),
  ]);
  const media = kept.recording ?? [];
  return [
    heading('先行登记保存证据清单'),
    { kind: 'list', head: ['序号', '名称', '规格、型号或者特征', '数量', '单位', '状况', '存放地'], widths: [2, 5, 6, 2, 2, 4, 6], rows },
    paragraph(`执法人员${withCertificates(matter, matter.act.by)}已出示执法证件，当场清点并登记上列物品。`),
    media.length > 0
      ? paragraph('音像记录：', evidenceNamed(matter, media), '。')
      : paragraph('音像记录：无', kept.whyNoRecording ? '，' : '', matter.says(kept.whyNoRecording ?? ''), '。'),
    ...(kept.signed === 'refused' ? [paragraph('当事人拒绝签名：', matter.states(kept.refusalNote))] : []),
    { kind: 'signLines', labels: ['当事人签名（捺指印）', '见证人签名', ...matter.act.by.map(() => '执法人员签名'), '日期'] },
  ];
}
