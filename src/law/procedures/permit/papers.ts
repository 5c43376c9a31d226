// src/law/procedures/permit/papers.ts —— 许可文书：补正告知、受理、不予受理、延期告知、准予、不予（XK03、XK04、XK05、XK14、XK16、XK17）
import { addDays, chineseDate, type PlainDate } from '../../../base/dates.ts';
import { yuan } from '../../../base/money.ts';
import { fullCite } from '../../articles/statutes.ts';
import { allOf, last } from '../../engine.ts';
import { madeOf } from '../../facts.ts';
import { formOf } from '../../papers/form/fromCase.ts';
import { generalPaper } from '../../papers/general.ts';
import type { Block, Paper } from '../../papers/paper.ts';
import { closing, contact, type Matter, opinion, paper } from '../../papers/pieces/matter.ts';
import { nameRun, partyLines, partyRows, you } from '../../papers/pieces/party.ts';
import { cell, flush, heading, ordinal, paragraph, runs, wide } from '../../papers/pieces/words.ts';
import { reviewOpinion } from '../../papers/reviewOpinion.ts';
import { serviceReceipt } from '../../papers/serviceReceipt.ts';
import type { Computation } from '../../reckoning/days.ts';
import { remedies } from '../../reckoning/remedies.ts';
import type { StepId } from '../../vocabulary.ts';
import { acceptedOn, decisionDue, noLimit } from './clock.ts';
import { isOnTheSpot } from './examinationGates.ts';
import { permitCategories } from './words.ts';

const said = (matter: Matter, step: StepId): Record<string, unknown> => last(matter.file, step)?.particulars ?? {};
const itemName = (matter: Matter): string => (matter.item ? `“${matter.item.name}”` : '行政许可');
const day = (value: unknown): string => chineseDate(value as PlainDate);
/** Who is addressed, and which application the paper answers. */
function opening(matter: Matter): Block[] {
  const applied = last(matter.file, 'permitApplied');
  const receipt = madeOf(applied).numbers?.XK02;
  return [
    flush(nameRun(matter.party), '：'),
    paragraph(
      `${you(matter.party)}于${day(applied?.on ?? matter.act.on)}向本机关提出的${itemName(matter)}申请（`,
      matter.goesOn(matter.cause),
      receipt ? `；接收凭证：${receipt}）收悉。` : '）收悉。',
    ),
  ];
}
/** Who applies, as a letter names the party. */
const applicantLines = (matter: Matter): Block[] =>
  partyLines(matter.party).map((block) =>
    block.kind === 'paragraph'
      ? { ...block, runs: block.runs.map((run) => (run.mask ? run : { ...run, text: run.text.replace(/^当事人（/u, '申请人（') })) }
      : block,
  );
/** The last day, or that the calendar of the year is not in yet. */
const until = (due: Computation | undefined): string => (!due || due.unverified.length > 0 ? '届满日待核' : day(due.rolled));
type Rows = Extract<Block, { kind: 'list' }>['rows'];
const list = (head: string[], widths: number[], rows: Rows): Block => ({ kind: 'list', head, widths, rows });
const challenge = (matter: Matter, document: string): Block => paragraph(remedies(matter.registers.agency, { document }).text);

const faults: Record<string, string> = {
  missing: '没有提交',
  form: '不符合法定形式',
  unsigned: '没有签名或者盖章',
  unclear: '内容不全或者不清楚',
};
/** XK03 一次告知 (许可法第32条第四项) */
function supplementNotice(matter: Matter): Paper {
  const { materials, supplementBy } = matter.act.particulars as {
    materials: { material: string; fault: string; how: string; basis: string }[];
    supplementBy: PlainDate;
  };
  return paper(matter, 'XK03', '申请材料补正告知书', 'letter', [
    ...opening(matter),
    paragraph(
      `经审查，申请材料不齐全或者不符合法定形式。依据${fullCite('许可法§32')}第一款第四项的规定，现将需要补正的全部内容一次告知如下：`,
    ),
    list(
      ['序号', '材料', '问题', '怎样补正', '依据'],
      [1, 4, 3, 5, 4],
      materials.map((row, i) => [
        runs(ordinal(i)),
        matter.says(row.material),
        runs(faults[row.fault] ?? ''),
        matter.says(row.how),
        matter.says(row.basis),
      ]),
    ),
    paragraph(
      `请于${day(supplementBy)}前向本机关提交以上补正材料。全部补正的，本机关依法受理；本告知书没有列明的材料，本机关不再要求补正。`,
      `本机关收到申请材料的日期为${day(said(matter, 'permitApplied').receivedAt ? String(said(matter, 'permitApplied').receivedAt).slice(0, 10) : matter.act.on)}。`,
    ),
    paragraph(contact(matter)),
    closing(matter),
  ]);
}

/** XK04：from when, until when, and what is not counted. */
function acceptanceNotice(matter: Matter): Paper {
  const from = acceptedOn(matter.file, matter.registers) ?? matter.act.on;
  const due = decisionDue(matter.file, matter.registers);
  const { competence, joint, organs, category } = matter.act.particulars;
  const first = competence === 'first';
  return paper(matter, 'XK04', '受理通知书', 'letter', [
    ...opening(matter),
    paragraph(
      `经审查，依据${fullCite('许可法§32')}的规定，本机关决定予以受理（案件编号：${matter.caseNo}）。许可类别：${permitCategories[category as keyof typeof permitCategories]}。`,
      from === matter.act.on
        ? `受理日期为${day(from)}。`
        : `本机关没有在五个工作日内告知补正，本申请自收到申请材料之日即${day(from)}起视为受理。`,
    ),
    paragraph(
      first
        ? `本事项由本机关初步审查后报有权机关决定。本机关将自受理之日起二十个工作日内（至${until(due)}）审查完毕，将初步审查意见和全部申请材料直接报送，不要求${you(matter.party)}重复提供申请材料。`
        : `本机关将自受理之日起${due?.amount ?? 20}个工作日内（至${until(due)}）作出决定。${joint === true ? `本事项与${organs}一同办理。` : ''}`,
      `依据${fullCite('许可法§45')}的规定，依法需要听证、招标、拍卖、检验、检测、检疫、鉴定和专家评审的，所需时间不计算在内，本机关另行书面告知。`,
    ),
    paragraph(contact(matter)),
    closing(matter),
  ]);
}

const declined: Record<string, string> = {
  notNeeded: '申请事项依法不需要取得行政许可',
  notOurs: '申请事项依法不属于本机关职权范围',
  stillIncomplete: '没有按照要求提交全部补正申请材料',
  falseMaterials: '隐瞒有关情况或者提供虚假材料',
};
/** XK05：with reasons and remedies (许可法第32条、第38条). */
function nonAcceptance(matter: Matter): Paper {
  const { ground, reason, basis, rightOrgan } = matter.act.particulars as Record<string, string>;
  return paper(matter, 'XK05', '不予受理决定书', 'letter', [
    ...applicantLines(matter),
    ...opening(matter).slice(1),
    paragraph(`经审查，${declined[ground!]}。理由：`, matter.states(reason)),
    paragraph('依据', matter.goesOn(basis), `和${fullCite('许可法§32')}的规定，本机关决定不予受理。`),
    ...(rightOrgan ? [paragraph(`请${you(matter.party)}向`, matter.goesOn(rightOrgan), '申请。')] : []),
    challenge(matter, '本决定书'),
    closing(matter),
  ]);
}

/** XK14 (许可法第42条) */
function extensionNotice(matter: Matter): Paper {
  const joint = said(matter, 'permitAccepted').joint === true;
  return paper(matter, 'XK14', '延长办理期限告知书', 'letter', [
    ...opening(matter),
    paragraph(
      `本机关于${day(acceptedOn(matter.file, matter.registers) ?? matter.act.on)}受理（案件编号：${matter.caseNo}）。因`,
      matter.goesOn(matter.act.particulars.reason),
      `，不能在${joint ? '四十五日内办结' : '二十日内作出决定'}。依据${fullCite('许可法§42')}的规定，经${joint ? '本级人民政府' : '本机关'}负责人批准，办理期限延长${joint ? '十五' : '十'}个工作日，至${until(decisionDue(matter.file, matter.registers))}届满。`,
    ),
    paragraph(contact(matter)),
    closing(matter),
  ]);
}

/** How the application was handled, as far as the file tells. */
function course(matter: Matter): Block {
  const { file } = matter;
  const ways = [
    ...allOf(file, 'siteVerified').map((act) => `于${day(act.on)}进行实地核查`),
    ...allOf(file, 'interestedNotified').map((act) => `于${day(act.on)}告知利害关系人并听取意见`),
    ...allOf(file, 'hearingHeld').map((act) => `于${day(act.on)}举行听证，并根据听证笔录作出本决定`),
    ...allOf(file, 'specialResultReceived').map((act) => `于${day(act.on)}收到${String(act.particulars.institution)}出具的结果`),
    ...allOf(file, 'legalReviewed')
      .slice(-1)
      .map((act) => `于${day(act.on)}经法制审核`),
  ];
  const accepted = acceptedOn(file, matter.registers);
  return paragraph(
    `本机关于${day(accepted ?? matter.act.on)}受理（案件编号：${matter.caseNo}）${ways.length > 0 ? `，${ways.join('，')}` : ''}${isOnTheSpot(matter.file) ? '，当场作出决定' : ''}。`,
  );
}

/** XK16 (许可法第38、39条) */
function permitGranted(matter: Matter): Paper {
  const { permitContent, validFrom, validTo, licenceName, licenceNo, fee } = matter.act.particulars as Record<string, string>;
  const category = said(matter, 'permitAccepted').category as keyof typeof permitCategories;
  return paper(matter, 'XK16', '准予行政许可决定书', 'letter', [
    ...applicantLines(matter),
    ...opening(matter).slice(1),
    course(matter),
    paragraph(`经审查，${you(matter.party)}的申请符合法定条件、标准。依据${fullCite('许可法§38')}第一款的规定，本机关决定准予行政许可：`),
    heading('一、许可内容'),
    paragraph(`许可事项：${matter.item?.name ?? ''}；许可类别：${permitCategories[category] ?? ''}。`, matter.states(permitContent)),
    heading('二、有效期'),
    paragraph(
      validTo === noLimit ? `自${day(validFrom)}起长期有效。` : `自${day(validFrom)}起至${day(validTo)}止。`,
      renewal(matter, validTo as PlainDate),
    ),
    ...(licenceName || licenceNo
      ? [
          paragraph(
            `许可证件：${licenceName ?? ''}${licenceNo ? `（编号：${licenceNo}）` : ''}，自本决定作出之日起十个工作日内颁发、送达。`,
          ),
        ]
      : []),
    ...(fee ? [paragraph(`依照法律、行政法规的规定收取${matter.item?.charge?.item ?? '费用'}${yuan(Number(fee))}元，全部上缴国库。`)] : []),
    paragraph('本决定依法公开，公众有权查阅。'),
    challenge(matter, '本决定书'),
    closing(matter),
  ]);
}
const renewal = (matter: Matter, validTo: PlainDate): string =>
  validTo === noLimit
    ? ''
    : `需要延续的，${you(matter.party)}应当在有效期届满三十日前（${day(addDays(validTo, -30))}以前）向本机关提出申请。`;

/** XK17：reasons and remedies, as 许可法第38条 demands. */
function permitRefused(matter: Matter): Paper {
  const { reason, basis, standard } = matter.act.particulars as Record<string, string>;
  const unmet = ((said(matter, 'examinationConcluded').conditions ?? []) as { condition: string; met: boolean; ground: string }[]).filter(
    (row) => !row.met,
  );
  return paper(matter, 'XK17', '不予行政许可决定书', 'letter', [
    ...applicantLines(matter),
    ...opening(matter).slice(1),
    course(matter),
    heading('一、理由'),
    paragraph(matter.states(reason)),
    ...unmet.map((row, i) => paragraph(`（${ordinal(i)}）不符合：`, matter.goesOn(row.condition), '。', matter.states(row.ground))),
    ...(standard ? [paragraph('所依据的技术标准、技术规范：', matter.states(standard))] : []),
    heading('二、决定'),
    paragraph('依据', matter.goesOn(basis), `和${fullCite('许可法§38')}第二款的规定，本机关决定不予行政许可。`),
    heading('三、救济途径'),
    challenge(matter, '本决定书'),
    closing(matter),
  ]);
}

/** The general paper, where only some outcomes issue it. */
const general = (matter: Matter, code: string): Paper =>
  generalPaper(matter, formOf(matter.registers, code), matter.law?.steps[matter.act.step]);

/** XK15：the conditions one by one, and everybody's opinion under his name. */
function approvalForm(matter: Matter): Paper {
  const { conditions = [], proposed } = said(matter, 'examinationConcluded') as {
    conditions?: { condition: string; met: boolean; ground: string }[];
    proposed?: string;
  };
  const rows = conditions.map((row, i) => [
    runs(ordinal(i)),
    matter.says(row.condition),
    runs(row.met ? '符合' : '不符合'),
    matter.says(row.ground),
  ]);
  return paper(matter, 'XK15', '行政许可决定审批表', 'form', [
    {
      kind: 'form',
      columns: 2,
      rows: [
        [cell('案件编号', matter.caseNo), cell('案由', matter.says(matter.cause))],
        ...partyRows(matter.party),
        [wide('申请许可事项', matter.item?.name ?? '')],
        [wide('申请内容', matter.says(said(matter, 'permitApplied').applyContent))],
        [wide('核查结论', matter.says(said(matter, 'siteVerified').result ?? '不需要实地核查'))],
        [wide('审查建议', proposed === undefined ? '材料齐全、符合法定形式，当场作出决定' : proposed === 'granted' ? '准予' : '不予')],
      ],
    },
    ...(rows.length > 0 ? [list(['序号', '法定条件、标准', '结论', '材料和理由'], [1, 5, 2, 5], rows)] : []),
    opinion(matter, '承办人意见', last(matter.file, 'examinationConcluded')),
    opinion(matter, '承办机构负责人意见', last(matter.file, 'examinationEndorsed')),
    opinion(matter, '法制机构意见', last(matter.file, 'legalReviewed')),
    opinion(matter, '行政机关负责人决定', matter.act),
  ]);
}

/** What the steps of a permit issue beside what the general template sets. */
export const permitComposers: Partial<Record<StepId, ((matter: Matter) => Paper | undefined)[]>> = {
  supplementNoticed: [supplementNotice],
  permitAccepted: [acceptanceNotice],
  permitDeclined: [nonAcceptance],
  extensionTold: [extensionNotice],
  siteVerified: [(matter) => (/林地/u.test(matter.item?.name ?? '') ? general(matter, 'XK22') : undefined)],
  revocationReviewed: [reviewOpinion],
  holdingServed: [serviceReceipt],
  revocationDecided: [(matter) => (matter.act.particulars.outcome === 'kept' ? undefined : general(matter, 'XK19'))],
  firstReviewForwarded: [approvalForm],
  decisionMade: [approvalForm, (matter) => (matter.act.particulars.outcome === 'granted' ? permitGranted(matter) : permitRefused(matter))],
};
/** Forms the case has only in one of its outcomes. */
export const permitEither: Partial<Record<StepId, readonly string[]>> = {
  siteVerified: ['XK22'],
  decisionMade: ['XK16', 'XK17'],
  revocationDecided: ['XK19'],
};
