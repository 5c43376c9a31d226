// src/law/procedures/others/papers.ts —— QT02 备案回执、G09 责令改正通知书、QT03 举报处理反馈书
import { chineseDate, type PlainDate } from '../../../base/dates.ts';
import { fullCite } from '../../articles/statutes.ts';
import { last } from '../../engine.ts';
import type { Block, Paper } from '../../papers/paper.ts';
import { closing, contact, type Matter, paper } from '../../papers/pieces/matter.ts';
import { partyLines } from '../../papers/pieces/party.ts';
import { flush, heading, paragraph } from '../../papers/pieces/words.ts';
import { remedies } from '../../reckoning/remedies.ts';
import type { StepId } from '../../vocabulary.ts';
import { kindOf, outcomes, resultOf } from './kinds.ts';

const titles: Record<string, string> = { QT02: '备案登记表（回执）', G09: '责令停止（改正）违法行为通知书', QT03: '举报处理反馈书' };

/** The paper of the kind, where it has one: what was decided and, where somebody is bound by it, the remedies. */
export function answerPaper(matter: Matter): Paper | undefined {
  const kind = kindOf(matter.file);
  const outcome = resultOf(matter.file);
  if (!kind?.form || !outcome || outcome === 'notOrdered') return undefined;
  const blocks: Block[] = [
    ...addressee(matter),
    paragraph(
      kind.about === 'informant' ? '你反映的' : '关于',
      matter.goesOn(matter.cause),
      `一事（编号：${matter.caseNo}），本机关于${chineseDate(last(matter.file, 'matterRegistered')!.on)}登记。`,
    ),
    heading('办理结果'),
    paragraph(`${outcomes[outcome]}。`, matter.states(matter.act.particulars.content)),
    ...order(matter),
    paragraph(`依据：${fullCite(kind.basis)}。`),
    ...(kind.about === 'party' && outcome !== 'recorded'
      ? [paragraph(remedies(matter.registers.agency, { document: '本文书' }).text)]
      : []),
    paragraph(contact(matter)),
    closing(matter),
  ];
  return paper(matter, kind.form, titles[kind.form]!, 'letter', blocks);
}

/** An informant is not named, not even on what is sent to him. */
const addressee = (matter: Matter): Block[] =>
  kindOf(matter.file)?.about === 'informant' ? [flush('举报人：')] : partyLines(matter.party);

function order(matter: Matter): Block[] {
  const { breach, dutyBy } = last(matter.file, 'answerProposed')!.particulars as { breach?: string; dutyBy?: PlainDate };
  return dutyBy === undefined
    ? []
    : [
        paragraph('违反的规定：', matter.states(breach)),
        paragraph(`应当在${chineseDate(dutyBy)}前改正，本机关期满后复查；逾期没有改正的，依法处理。`),
      ];
}

export const othersComposers: Partial<Record<StepId, ((matter: Matter) => Paper | undefined)[]>> = { answerSigned: [answerPaper] };
