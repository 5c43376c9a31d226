// src/law/procedures/confirmation/papers.ts —— 行政确认的文书：which of QR02、QR03、CF17 a decision issues
import { chineseDate } from '../../../base/dates.ts';
import { handlersOf, last } from '../../engine.ts';
import type { Block, Paper } from '../../papers/paper.ts';
import { closing, type Matter, opinion, paper, withCertificates } from '../../papers/pieces/matter.ts';
import { nameRun, partyRows } from '../../papers/pieces/party.ts';
import { blank, cell, masked, paragraph, runs, wide } from '../../papers/pieces/words.ts';
import { serviceReceipt } from '../../papers/serviceReceipt.ts';
import type { StepId } from '../../vocabulary.ts';
import { decisionFormOf } from './gates.ts';

const said = (matter: Matter, step: StepId) => last(matter.file, step)?.particulars ?? {};
const measures = (matter: Matter): Block => ({
  kind: 'list',
  head: ['项目', '数值', '单位'],
  widths: [4, 3, 2],
  rows: ((said(matter, 'confirmationSurveyed').measures ?? []) as { what: string; value: string; unit: string }[]).map((row) => [
    matter.says(row.what),
    runs(row.value),
    runs(row.unit),
  ]),
});
const photos = (matter: Matter): Block =>
  paragraph(
    '照片：',
    ((said(matter, 'confirmationSurveyed').recording ?? []) as string[]).flatMap((id, i) => [
      ...(i > 0 ? runs('、') : []),
      ...matter.says(matter.registers.evidence(id)?.name ?? id),
    ]),
    '。',
  );
const opinions = (matter: Matter): Block[] => [
  opinion(matter, '承办人意见', undefined),
  opinion(matter, '承办机构负责人意见', last(matter.file, 'confirmationEndorsed')),
  opinion(matter, '行政机关负责人决定', matter.act),
];

/** 古树认定表(公告): place, measurements, appraisal, approval (古树名木保护条例第10条). */
function tree(matter: Matter): Paper {
  const survey = said(matter, 'confirmationSurveyed');
  return paper(matter, 'QR02', '古树认定表（公告）', 'form', [
    {
      kind: 'form',
      columns: 2,
      rows: [
        [cell('案件编号', matter.caseNo), cell('权利人', nameRun(matter.party))],
        [wide('地点', matter.says(survey.place))],
        [wide('坐标（CGCS2000）', survey.coordinates ? masked(String(survey.coordinates), 'coordinates') : blank)],
        [wide('认定的内容', matter.says(said(matter, 'confirmationConcluded').content))],
        [wide('鉴定意见', matter.says(said(matter, 'expertsAppraised').result))],
        [wide('依据', matter.says(said(matter, 'confirmationConcluded').ground))],
        [wide('公布', '本认定报本级人民政府批准后公布')],
      ],
    },
    measures(matter),
    photos(matter),
    ...opinions(matter),
    closing(matter),
  ]);
}

/** 采伐作业(更新)验收证明: permit, measurements, result, by whom (森林采伐更新管理办法第13、18条). */
function felling(matter: Matter): Paper {
  const start = said(matter, 'confirmationStarted');
  return paper(matter, 'QR03', '采伐作业（更新）验收证明', 'form', [
    {
      kind: 'form',
      columns: 2,
      rows: [
        [cell('案件编号', matter.caseNo), cell('林木采伐许可证编号', String(start.permitNo ?? blank))],
        ...partyRows(matter.party),
        [wide('地点', matter.says(said(matter, 'confirmationSurveyed').place))],
        [wide('核查结论', matter.says(said(matter, 'confirmationConcluded').content))],
        [wide('核查人员', withCertificates(matter, handlersOf(matter.file)))],
        [wide('验收日期', chineseDate(last(matter.file, 'confirmationSurveyed')?.on ?? matter.act.on))],
      ],
    },
    measures(matter),
    ...opinions(matter),
    closing(matter),
  ]);
}

/** 涉案林木、林地、野生动物价值认定书: what was asked, measured and found, under the names of the assessors (法释〔2023〕8号第18条). */
function question(matter: Matter): Paper {
  const experts = (said(matter, 'expertsAppraised').experts ?? []) as { name: string; title: string; opinion: string }[];
  return paper(matter, 'CF17', '涉案专门性问题认定意见书', 'form', [
    {
      kind: 'form',
      columns: 2,
      rows: [
        [cell('案件编号', matter.caseNo), cell('委托单位', nameRun(matter.party))],
        [wide('认定的问题', matter.says(said(matter, 'confirmationStarted').applyContent))],
        [wide('认定机构', matter.registers.agency.name)],
        [wide('鉴定意见', matter.says(said(matter, 'confirmationConcluded').content))],
      ],
    },
    measures(matter),
    {
      kind: 'list',
      head: ['鉴定人员', '单位和职称', '意见'],
      widths: [3, 5, 7],
      rows: experts.map((each) => [runs(masked(each.name, 'otherName')), matter.says(each.title), matter.says(each.opinion)]),
    },
    { kind: 'signLines', labels: [...experts.map(() => '鉴定人员签名'), '日期'] },
    closing(matter),
  ]);
}

/** The receipt names the numbered paper; an opinion without a number, or a refusal, by its name. */
function receipt(matter: Matter): Paper {
  const sheet = serviceReceipt(matter);
  const form = decisionFormOf(matter.file, matter.registers);
  const named =
    form === 'CF17'
      ? '《涉案专门性问题认定意见书》'
      : form
        ? undefined
        : `《${matter.cause}》的${said(matter, 'confirmationConcluded').outcome === 'confirmed' ? '调查评估意见' : '不予确认意见'}`;
  if (!named) return sheet;
  const blocks = sheet.blocks.map((block) =>
    block.kind === 'form'
      ? {
          ...block,
          rows: block.rows.map((row) => row.map((each) => (each.label === '送达文书名称及文号' ? { ...each, runs: runs(named) } : each))),
        }
      : block,
  );
  return { ...sheet, blocks };
}

const byForm = { QR02: tree, QR03: felling, CF17: question };
/** Papers of its own, by step: the form follows what was confirmed. */
export const composers = {
  confirmationServed: [receipt],
  confirmationDecided: [
    (matter: Matter): Paper | undefined => {
      const form = decisionFormOf(matter.file, matter.registers);
      return form && byForm[form](matter);
    },
  ],
} satisfies Partial<Record<StepId, ((matter: Matter) => Paper | undefined)[]>>;
