// src/law/procedures/courtEnforcement/papers.ts —— QZ21 强制执行申请书
import { chineseDate, type PlainDate } from '../../../base/dates.ts';
import type { Fen } from '../../../base/money.ts';
import { fullCite } from '../../articles/statutes.ts';
import { allOf, last } from '../../engine.ts';
import type { Block, Paper } from '../../papers/paper.ts';
import { closing, contact, type Matter, nameOf, paper } from '../../papers/pieces/matter.ts';
import { partyLines } from '../../papers/pieces/party.ts';
import { flush, heading, paragraph, runs, sum } from '../../papers/pieces/words.ts';
import type { StepId } from '../../vocabulary.ts';
import { applicationMaterials, proceedings } from './words.ts';

type Proposal = {
  decisionNo: string;
  decidedCase: string;
  decidedOn: PlainDate;
  decisionServedOn: PlainDate;
  duty: string;
  facts: string;
  basis: string;
  proceedings: keyof typeof proceedings;
};
type Draft = {
  court: string;
  request: string;
  owed?: Fen;
  lateFine?: Fen;
  materials: (keyof typeof applicationMaterials)[];
  opinionHeard: string;
};

/** The application with its materials, signed by the head and sealed (强制法第55条). */
export function courtApplication(matter: Matter): Paper {
  const proposal = last(matter.file, 'courtEnforcementProposed')!.particulars as Proposal;
  const draft = last(matter.file, 'courtApplicationDrafted')!.particulars as Draft;
  const { agency } = matter.registers;
  return paper(matter, 'QZ21', '强制执行申请书', 'letter', [
    flush(`申请人：${agency.name}，地址：${agency.address}，联系电话：${agency.phone}。`),
    flush('被申请人：'),
    ...partyLines(matter.party),
    heading('一、申请执行的事项'),
    paragraph('应履行的义务：', matter.states(proposal.duty)),
    paragraph('申请强制执行的标的：', matter.states(draft.request)),
    ...(draft.owed === undefined
      ? []
      : [paragraph(`金额：本金${sum(draft.owed)}${draft.lateFine ? `，加处罚款${sum(draft.lateFine)}（不超出本金）` : ''}。`)]),
    heading('二、行政决定及其事实、理由和依据'),
    paragraph(
      `申请人于${chineseDate(proposal.decidedOn)}作出${proposal.decisionNo}决定（案件编号：${proposal.decidedCase}），于${chineseDate(proposal.decisionServedOn)}送达被申请人。`,
    ),
    paragraph('违法事实和理由：', matter.states(proposal.facts)),
    paragraph(`依据：${proposal.basis}。`),
    paragraph(`复议、诉讼情况：${proceedings[proposal.proceedings]}。被申请人至今没有履行上述决定。`),
    heading('三、催告情况和被申请人的意见'),
    ...demands(matter),
    paragraph('被申请人的意见：', matter.states(draft.opinionHeard)),
    heading('四、申请依据'),
    paragraph(
      `依据${fullCite('强制法§53')}、${fullCite('强制法§54').replace(/^《.*》/, '')}、${fullCite('强制法§55').replace(/^《.*》/, '')}的规定，特申请贵院强制执行。`,
    ),
    {
      kind: 'list',
      head: ['序号', '移送材料清单'],
      widths: [1, 9],
      rows: draft.materials.map((key, i) => [runs(String(i + 1)), runs(applicationMaterials[key])]),
    },
    flush('此致'),
    flush(draft.court),
    paragraph(
      `行政机关负责人：${matter.act.by.map((id) => nameOf(matter, id)).join('、')}（签名），${chineseDate(matter.act.on)}。`,
      matter.states(matter.act.particulars.opinion),
    ),
    paragraph(contact(matter)),
    { kind: 'signLines', labels: ['行政机关负责人签名'] },
    closing(matter),
  ]);
}

const demands = (matter: Matter): Block[] =>
  allOf(matter.file, 'demandServed').map((act) =>
    paragraph(
      `申请人于${chineseDate(act.on)}送达《履行行政决定催告书》（${act.made?.numbers?.QZ11 ?? ''}），催告履行：`,
      matter.goesOn(act.particulars.demanded),
      '；催告书送达十日后被申请人仍未履行。',
    ),
  );

export const courtComposers: Partial<Record<StepId, ((matter: Matter) => Paper | undefined)[]>> = { courtApplied: [courtApplication] };
