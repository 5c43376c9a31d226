// src/law/papers/others/volume.ts —— G25 卷宗封面、G26 卷内目录
import { chineseDate } from '../../../base/dates.ts';
import { last, once } from '../../engine.ts';
import { caseArchived } from '../../particulars/decision.ts';
import { contentsOf } from '../form/fromCase.ts';
import type { Paper } from '../paper.ts';
import { handlers, type Matter, paper } from '../pieces/matter.ts';
import { nameRun } from '../pieces/party.ts';
import { blank, cell, chosen, paragraph, runs, wide } from '../pieces/words.ts';

type Filed = { retention: string; pages: number; note?: string };

/** The cover: whose matter, how it ended, how long it is kept (档案法第14条). */
export function volumeCover(matter: Matter): Paper {
  const { file, law } = matter;
  const filed = matter.act.particulars as Filed;
  const day = (step: Parameters<typeof last>[1] | undefined) => {
    const act = step && last(file, step);
    return act ? chineseDate(act.on) : blank;
  };
  const end = (['caseClosed', ...(law?.ends ?? [])] as const).find((step) => once(file, step));
  const decided = law?.decision && last(file, law.decision.step);
  return paper(matter, 'G25', '卷宗封面', 'form', [
    {
      kind: 'form',
      columns: 2,
      rows: [
        [wide('案卷类别', law?.name ?? blank)],
        [wide('案件编号', matter.caseNo || blank)],
        [{ ...wide('案由', matter.cause ? matter.says(matter.cause) : blank), tall: true }],
        [{ ...wide('当事人', matter.party.name ? nameRun(matter.party) : blank), tall: true }],
        [wide('决定文号', (law?.decision && decided?.made?.numbers?.[law.decision.form]) ?? blank)],
        [wide('承办人', handlers(matter) || blank)],
        [cell('立案（受理）日期', day(law?.files)), cell('结案日期', day(end))],
        [cell('保管期限', chosen(caseArchived, 'retention', filed.retention)), cell('卷内页数', runs(`${filed.pages}页`))],
        [cell('归档日期', chineseDate(matter.act.on)), cell('档号', '')],
        [{ ...wide('备注', filed.note ? matter.states(filed.note) : ''), tall: true }],
      ],
    },
  ]);
}

/** Every paper and every piece of evidence of the volume, in order. */
export function volumeContents(matter: Matter): Paper {
  return paper(matter, 'G26', '卷内目录', 'form', [
    {
      kind: 'form',
      columns: 2,
      rows: [[cell('案件编号', matter.caseNo || blank), cell('案由', matter.cause ? matter.says(matter.cause) : blank)]],
    },
    contentsOf(matter),
    paragraph('目录由系统按文书的出具和证据的收集先后排列；页号在装订后填写。'),
  ]);
}
