// src/law/papers/filingApproval.ts —— CF03 行政处罚立案审批表
import { chineseDate, type PlainDate } from '../../base/dates.ts';
import { fullCite } from '../articles/statutes.ts';
import { handlersOf, last } from '../engine.ts';
import { clueSources } from '../vocabulary.ts';
import type { Paper } from './paper.ts';
import { type Matter, nameOf, opinion, paper } from './pieces/matter.ts';
import { partyRows } from './pieces/party.ts';
import { breachArticles } from './pieces/penalty.ts';
import { blank, cell, minute, wide } from './pieces/words.ts';

/** The filing approval with the opinions of handlers, section head and head of the agency; numbered as the case (处罚法第54条). */
export function filingApproval(matter: Matter): Paper {
  const clue = last(matter.file, 'clueRegistered')?.particulars ?? {};
  const proposed = last(matter.file, 'filingProposed');
  const source = clueSources[clue.source as keyof typeof clueSources] ?? blank;
  const sheet = paper(matter, 'CF03', '行政处罚立案审批表', 'form', [
    {
      kind: 'form',
      columns: 2,
      rows: [
        [cell('案件编号', matter.caseNo), cell('案件来源', source)],
        [cell('线索获取时间', clue.receivedAt ? minute(clue.receivedAt as string) : blank), cell('案由', matter.says(matter.cause))],
        ...partyRows(matter.party),
        [wide('违法行为发生时间', whenDone(proposed?.particulars ?? {}))],
        [wide('违法行为地点', matter.says(clue.place ?? blank))],
        [{ ...wide('简要案情', matter.states(proposed?.particulars.facts ?? clue.summary)), tall: true }],
        [
          wide(
            '承办人',
            handlersOf(matter.file)
              .map((id) => nameOf(matter, id))
              .join('、'),
          ),
        ],
        [wide('立案依据', `${fullCite('处罚法§54')}；涉嫌违反${breachArticles(matter.item)}`)],
      ],
    },
    opinion(matter, '承办人意见', proposed),
    opinion(matter, '承办机构负责人意见', last(matter.file, 'filingEndorsed')),
    opinion(matter, '行政机关负责人决定', matter.act),
  ]);
  return { ...sheet, number: matter.made.numbers?.CF03 ?? matter.caseNo };
}

/** From when to when the act was done, as far as it is known. */
function whenDone({ actFrom, actTo, continuing }: { actFrom?: unknown; actTo?: unknown; continuing?: unknown }): string {
  const day = (date: unknown) => chineseDate(date as PlainDate);
  const until = continuing ? '持续至今' : actTo ? `${actFrom && actFrom !== actTo ? '至' : ''}${actFrom === actTo ? '' : day(actTo)}` : '';
  return `${actFrom ? day(actFrom) : ''}${actFrom && continuing ? '起' : ''}${until}` || blank;
}
