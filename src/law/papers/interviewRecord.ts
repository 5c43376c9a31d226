// src/law/papers/interviewRecord.ts —— CF06 询问笔录
import { chineseDate } from '../../base/dates.ts';
import type { Block, Paper, Run } from './paper.ts';
import { askedOf, evidenceNamed, roleOf } from './pieces/evidence.ts';
import { type Matter, nameOf, paper, withCertificates } from './pieces/matter.ts';
import { fromCitizenId, isNatural, partyRows } from './pieces/party.ts';
import { blank, cell, fromTo, masked, paragraph, runs, wide } from './pieces/words.ts';

type Interview = {
  startedAt: string;
  endedAt: string;
  place: string;
  role: string;
  citizenId?: string;
  recorder: string;
  dialogue: { question: string; answer: string }[];
  signed: string;
  refusalNote?: string;
  recording?: string[];
};

/** The record of questions and answers, signed page by page (处罚法第55条). */
export function interviewRecord(matter: Matter): Paper {
  const said = matter.act.particulars as Interview;
  return paper(matter, 'CF06', '询问笔录', 'record', [
    head(matter, said),
    paragraph(
      `我们是${matter.registers.agency.name}的执法人员${withCertificates(matter, matter.act.by)}，现在向你出示执法证件，请你核对。`,
      '现依法就有关问题向你询问。你享有陈述、申辩的权利，认为执法人员与本案有直接利害关系或者有其他关系可能影响公正执法的，有权申请回避；',
      '你应当如实回答询问，并协助调查，不得拒绝或者阻挠。',
    ),
    {
      kind: 'dialogue',
      turns: said.dialogue.flatMap(({ question, answer }) => [turn(matter, true, question), turn(matter, false, answer)]),
    },
    ...ending(matter, said),
    { kind: 'signLines', labels: ['被询问人签名（捺指印）', '日期', ...matter.act.by.map(() => '询问人签名'), '记录人签名'] },
  ]);
}

function head(matter: Matter, said: Interview): Block {
  const { party } = matter;
  const isParty = said.role === 'party';
  const citizenId = isParty ? (isNatural(party) ? party.citizenId : undefined) : said.citizenId;
  const life = fromCitizenId(citizenId);
  const about = isParty && !isNatural(party) ? partyRows(party) : [];
  const idRun: Run[] = citizenId ? runs('居民身份证，', masked(citizenId, 'idNumber')) : runs(blank);
  return {
    kind: 'form',
    columns: 2,
    rows: [
      [cell('案件编号', matter.caseNo), cell('案由', matter.says(matter.cause))],
      [wide('询问时间', fromTo(said.startedAt, said.endedAt))],
      [wide('询问地点', matter.says(said.place))],
      [wide('询问人及执法证号', withCertificates(matter, matter.act.by))],
      [cell('记录人', nameOf(matter, said.recorder)), cell('与本案关系', roleOf(matter.act))],
      [cell('被询问人', askedOf(matter, matter.act)), cell('性别', life?.sex ?? blank)],
      [
        cell('出生日期', life ? life.birth : blank),
        ...(isParty && isNatural(party) ? [cell('联系电话', masked(party.phone, 'phone'))] : []),
      ],
      [wide('身份证件类型及号码', idRun)],
      ...(isParty && isNatural(party) ? [[wide('住址', masked(party.address, 'homeAddress'))]] : []),
      ...about,
      [wide('音像记录', said.recording?.length ? evidenceNamed(matter, said.recording) : blank)],
    ],
  };
}

const turn = (matter: Matter, asks: boolean, text: string) => ({ asks, runs: matter.says(text) });

function ending(matter: Matter, said: Interview): Block[] {
  const refused = said.signed === 'refused';
  return [
    ...(refused
      ? [
          paragraph('以上笔录已交被询问人核对（向被询问人宣读）。'),
          paragraph(`被询问人拒绝签名，执法人员于${chineseDate(matter.act.on)}注明：`, matter.states(said.refusalNote)),
        ]
      : [paragraph('以上笔录我看过（向我宣读过），与我说的一致。')]),
  ];
}
