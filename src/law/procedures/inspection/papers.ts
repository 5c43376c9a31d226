// src/law/procedures/inspection/papers.ts —— 行政检查的文书：JC03、JC04、JC05、JC09、G09、JC11
import { chineseDate, type PlainDate } from '../../../base/dates.ts';
import { fullCite } from '../../articles/statutes.ts';
import { allOf, handlersOf, last } from '../../engine.ts';
import type { Block, Paper, Run } from '../../papers/paper.ts';
import { closing, contact, type Matter, nameMask, nameOf, opinion, paper, withCertificates } from '../../papers/pieces/matter.ts';
import { nameRun, partyLines, partyRows, you } from '../../papers/pieces/party.ts';
import { blank, cell, fromTo, heading, masked, minute, paragraph, runs, wide } from '../../papers/pieces/words.ts';
import { serviceReceipt } from '../../papers/serviceReceipt.ts';
import { remedies } from '../../reckoning/remedies.ts';
import type { StepId } from '../../vocabulary.ts';
import { conclusionOf, frequencyOf, proposalOf } from './gates.ts';
import {
  fiveProhibitions,
  type InspectionSource,
  inspectionModes,
  inspectionOutcomes,
  inspectionSources,
  pointFindings,
  recheckOutcomes,
} from './words.ts';

type Point = { text: string; finding?: keyof typeof pointFindings; note?: string };
const said = (matter: Matter, step: StepId) => last(matter.file, step)?.particulars ?? {};
const day = (text: unknown): string => (typeof text === 'string' ? chineseDate(text.slice(0, 10) as PlainDate) : blank);
const pointsOf = (matter: Matter): string =>
  (proposalOf(matter.file)?.points ?? []).map((point, i) => `${i + 1}．${point.text}`).join('；');
/** 《中华人民共和国森林法》第六十六、六十七条 … as the item list has them. */
const basisOf = (matter: Matter): string =>
  ((matter.item?.basis ?? []) as { law: string; article?: string }[]).map(({ law, article }) => `《${law}》${article ?? ''}`).join('、') ||
  blank;
const frequency = (matter: Matter, on: PlainDate): string => {
  const { done, cap } = frequencyOf(matter.file, matter.registers, on);
  return `本年度已检查${done}次，上限${cap}次（个案检查不计入上限）`;
};
const plannedDay = (matter: Matter): PlainDate => (proposalOf(matter.file)?.plannedOn as PlainDate | undefined) ?? matter.act.on;

/** 行政检查审批表: what is inspected, whom, why, how often this year, by whom; signed by the head (本局规定§23). */
function approval(matter: Matter): Paper {
  const proposal = said(matter, 'inspectionProposed');
  return paper(matter, 'JC03', '行政检查审批表', 'form', [
    {
      kind: 'form',
      columns: 2,
      rows: [
        [cell('检查编号', matter.caseNo), cell('任务来源', inspectionSources[proposal.source as InspectionSource] ?? blank)],
        [cell('检查计划编号', String(proposal.planNo ?? blank)), cell('检查方式', inspectionModes[proposal.mode as 'onSite'] ?? blank)],
        ...partyRows(matter.party),
        [wide('检查事项', matter.item?.name ?? blank)],
        [wide('检查内容', matter.says(pointsOf(matter)))],
        [wide('引起检查的情况', matter.says(proposal.trigger ?? '按检查计划进行'))],
        [wide('依据', basisOf(matter))],
        [wide('检查地点', matter.says(proposal.place))],
        [cell('拟检查日期', day(proposal.plannedOn)), cell('本年度已检次数和上限', frequency(matter, plannedDay(matter)))],
        [
          wide(
            '通知方式',
            matter.says(proposal.announced === 'before' ? '事先通知' : `到场时通知：${String(proposal.whyUnannounced ?? '')}`),
          ),
        ],
        [wide('检查人员及执法证号', withCertificates(matter, handlersOf(matter.file)))],
        [wide('协助人员', proposal.assistants ? masked(String(proposal.assistants), 'otherName') : blank)],
      ],
    },
    opinion(matter, '承办人意见', last(matter.file, 'inspectionProposed')),
    opinion(matter, '行政机关负责人决定', matter.act),
  ]);
}

/** 行政检查通知书: item, basis, time, people, discipline and rights (本局规定§24). */
function notice(matter: Matter): Paper {
  const party = you(matter.party);
  const at = String(matter.act.particulars.inspectAt ?? '');
  return paper(matter, 'JC04', '行政检查通知书', 'letter', [
    ...partyLines(matter.party),
    paragraph(`依据${basisOf(matter)}的规定，本机关决定对${party}进行行政检查（检查编号：${matter.caseNo}），现将有关事项通知如下：`),
    paragraph(`一、检查事项：${matter.item?.name ?? blank}。检查内容：`, matter.says(pointsOf(matter)), '。'),
    paragraph(`二、检查时间：${at ? minute(at) : blank}。检查地点：`, matter.says(said(matter, 'inspectionProposed').place), '。'),
    paragraph(`三、检查人员：${withCertificates(matter, handlersOf(matter.file))}。`),
    paragraph(`四、检查次数：${frequency(matter, (at.slice(0, 10) as PlainDate) || matter.act.on)}。`),
    paragraph(
      `五、检查纪律“五个严禁”：${fiveProhibitions.join('；')}。发现检查人员违反纪律的，请拨打${matter.registers.agency.phone}举报。`,
    ),
    paragraph(
      `六、${party}的权利和义务：检查人员不足两人、不出示执法证件的，有权拒绝检查；有权陈述、申辩，有权申请检查人员回避；应当如实提供有关情况和资料，不得拒绝、阻碍检查。`,
    ),
    paragraph(contact(matter)),
    closing(matter),
  ]);
}

/** 现场检查笔录: who, when, where, certificates shown, code scanned, each approved point and what was found (处罚法第55条). */
function record(matter: Matter): Paper {
  const site = matter.act.particulars as {
    startedAt: string;
    endedAt: string;
    place: string;
    recorder: string;
    findings: string;
    points: Point[];
  } & {
    witness?: string;
    signed: string;
    refusalNote?: string;
    recording?: string[];
    whyNoRecording?: string;
  };
  const shown = said(matter, 'identityShown');
  return paper(matter, 'JC05', '现场检查笔录', 'record', [
    {
      kind: 'form',
      columns: 2,
      rows: [
        [cell('检查编号', matter.caseNo), cell('检查对象', nameRun(matter.party))],
        [wide('检查时间', fromTo(site.startedAt, site.endedAt))],
        [wide('检查地点', matter.says(site.place))],
        [wide('检查人员及执法证号', withCertificates(matter, matter.act.by))],
        [cell('记录人', nameOf(matter, site.recorder)), cell('扫码登记', scanned(shown))],
        [wide('见证人', site.witness ? masked(site.witness, nameMask(matter, site.witness)) : blank)],
        [wide('检查事项', matter.item?.name ?? blank)],
      ],
    },
    paragraph(...entrance(matter, shown)),
    heading('检查内容和结果'),
    {
      kind: 'list',
      head: ['序号', '检查内容', '结果', '问题'],
      widths: [1, 6, 2, 6],
      rows: site.points.map((point, i) => [
        runs(String(i + 1)),
        matter.says(point.text),
        runs(pointFindings[point.finding ?? 'none']),
        point.note ? matter.says(point.note) : runs(blank),
      ]),
    },
    heading('检查情况'),
    ...site.findings
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => paragraph(matter.states(line))),
    paragraph('照片和音像记录：', media(matter, site.recording, site.whyNoRecording), '。'),
    ...(site.signed === 'signed'
      ? [paragraph('以上笔录已交检查对象核对，与现场情况一致。')]
      : [paragraph(`检查对象${site.signed === 'refused' ? '拒绝签名' : '未到场'}：`, matter.states(site.refusalNote))]),
    { kind: 'signLines', labels: ['检查对象签名（盖章）', '见证人签名', ...matter.act.by.map(() => '检查人员签名'), '日期'] },
  ]);
}
const scanned = (shown: Record<string, unknown>): string =>
  shown.scan === 'scanned'
    ? `已扫描检查码：${String(shown.scanCode)}`
    : shown.scan === 'unable'
      ? `不能扫码：${String(shown.whyNoScan)}`
      : blank;
const entrance = (matter: Matter, shown: Record<string, unknown>): string[] =>
  shown.arrivedAt
    ? [
        `检查人员${withCertificates(matter, matter.act.by)}于${minute(String(shown.arrivedAt))}到达，已主动出示执法证件，告知正在录音录像和陈述、申辩、申请回避的权利。`,
      ]
    : ['本次检查没有进入检查对象的场所。'];
const media = (matter: Matter, ids: string[] | undefined, why: string | undefined): Run[] =>
  ids && ids.length > 0
    ? ids.flatMap((id, i) => [...(i > 0 ? runs('、') : []), ...matter.says(matter.registers.evidence(id)?.name ?? id)])
    : runs('无', why ? '，' : '', why ? matter.goesOn(why) : '');

/** 责令改正通知书: fact, breach, what to do by when, remedies; no penalty (处罚法第28条). */
function rectification(matter: Matter): Paper {
  const conclusion = conclusionOf(matter.file);
  const party = you(matter.party);
  return paper(matter, 'G09', '责令改正通知书', 'letter', [
    ...partyLines(matter.party),
    paragraph(`经检查（检查编号：${matter.caseNo}），${party}存在以下问题：`, matter.states(conclusion?.problems)),
    paragraph(
      '以上行为违反了',
      matter.goesOn(conclusion?.breach),
      `的规定。现责令${party}于${day(conclusion?.orderBy)}以前改正，改正的内容：`,
      matter.states(conclusion?.demand),
    ),
    paragraph('改正期限届满，本机关将进行复查；逾期没有改正的，依法处理。'),
    paragraph(remedies(matter.registers.agency, { document: '本通知书' }).text),
    paragraph(contact(matter)),
    closing(matter),
  ]);
}

/** 森林火灾隐患整改通知书: what must be cleared away, by when (森林防火条例第24条). */
function hazard(matter: Matter): Paper {
  const conclusion = conclusionOf(matter.file);
  const party = you(matter.party);
  return paper(matter, 'JC10', '森林火灾隐患整改通知书', 'letter', [
    ...partyLines(matter.party),
    paragraph(`经检查（检查编号：${matter.caseNo}），${party}存在以下森林火灾隐患：`, matter.states(conclusion?.problems)),
    paragraph(
      '以上情况违反了',
      matter.goesOn(conclusion?.breach),
      `的规定。依据${fullCite('防火条例§24')}的规定，责令${party}于${day(conclusion?.orderBy)}以前整改，消除隐患，整改的内容：`,
      matter.states(conclusion?.demand),
    ),
    paragraph('逾期不消除火灾隐患的，依照《森林防火条例》第四十九条的规定处理。'),
    paragraph(remedies(matter.registers.agency, { document: '本通知书' }).text),
    paragraph(contact(matter)),
    closing(matter),
  ]);
}

/** 行政检查结果告知书: what was found and what follows (本局规定§26). */
function result(matter: Matter): Paper {
  const conclusion = conclusionOf(matter.file);
  const inspected = allOf(matter.file, 'siteInspected').at(-1);
  const party = you(matter.party);
  return paper(matter, 'JC09', '行政检查结果告知书', 'letter', [
    ...partyLines(matter.party),
    paragraph(
      `本机关对${party}进行了“${matter.item?.name ?? ''}”的行政检查（检查编号：${matter.caseNo}），检查时间是${day(inspected?.on ?? said(matter, 'identityShown').arrivedAt)}。现将检查结果告知如下：`,
    ),
    paragraph('一、检查情况：', matter.states(inspected?.particulars.findings ?? said(matter, 'identityShown').refusal)),
    paragraph(
      `二、检查结果：${inspectionOutcomes[conclusion?.outcome ?? 'fine']}。`,
      conclusion?.problems ? matter.states(conclusion.problems) : '',
    ),
    ...duty(matter, conclusion),
    paragraph(`${party}对检查结果有异议的，可以向本机关陈述、申辩。`),
    paragraph(contact(matter)),
    closing(matter),
  ]);
}
const duty = (matter: Matter, conclusion: ReturnType<typeof conclusionOf>): Block[] =>
  conclusion?.demand
    ? [
        paragraph(
          `三、应当履行的义务：于${day(conclusion.orderBy)}以前`,
          matter.goesOn(conclusion.demand),
          '，详见随本告知书送达或者此前送达的通知书。',
        ),
      ]
    : [paragraph('三、应当履行的义务：无。')];

/** 整改复查意见书: whether it was put right within the time set (处罚法第28条). */
function recheck(matter: Matter): Paper {
  const { findings, outcome, newBy, signed, refusalNote, evidence } = matter.act.particulars as {
    findings: string;
    outcome: keyof typeof recheckOutcomes;
    newBy?: string;
    signed: string;
    refusalNote?: string;
    evidence?: string[];
  };
  return paper(matter, 'JC11', '整改复查意见书', 'record', [
    {
      kind: 'form',
      columns: 2,
      rows: [
        [cell('检查编号', matter.caseNo), cell('检查对象', nameRun(matter.party))],
        [cell('改正期限', day(conclusionOf(matter.file)?.orderBy)), cell('复查日期', day(matter.act.on))],
        [wide('责令改正的内容', matter.says(conclusionOf(matter.file)?.demand ?? blank))],
        [wide('复查人员及执法证号', withCertificates(matter, matter.act.by))],
      ],
    },
    heading('复查情况'),
    paragraph(matter.states(findings)),
    paragraph('照片：', media(matter, evidence, undefined), '。'),
    heading('复查意见'),
    paragraph(`${recheckOutcomes[outcome]}${newBy ? `，延长至${day(newBy)}` : ''}。`),
    ...(signed === 'refused' ? [paragraph('检查对象拒绝签名：', matter.states(refusalNote))] : []),
    { kind: 'signLines', labels: ['检查对象签名（盖章）', ...matter.act.by.map(() => '复查人员签名'), '日期'] },
  ]);
}

/** Papers of its own, by step; every other form of the table comes from the general template. */
export const composers = {
  inspectionApproved: [approval],
  urgentEntryRatified: [approval],
  inspectionNoticed: [notice, serviceReceipt],
  siteInspected: [record],
  rectificationOrdered: [rectification, serviceReceipt],
  hazardOrdered: [hazard, serviceReceipt],
  inspectionResultNoticed: [result, serviceReceipt],
  rectificationRechecked: [recheck],
} satisfies Partial<Record<StepId, ((matter: Matter) => Paper | undefined)[]>>;
