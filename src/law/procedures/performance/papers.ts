// src/law/procedures/performance/papers.ts —— QZ11 催告书、QZ14 代履行决定书、QZ17 费用缴纳通知书
import { chineseDate, type PlainDate } from '../../../base/dates.ts';
import { type Fen, yuan } from '../../../base/money.ts';
import { fullCite } from '../../articles/statutes.ts';
import { last, matterAct } from '../../engine.ts';
import type { Block, Paper } from '../../papers/paper.ts';
import { closing, contact, type Matter, paper } from '../../papers/pieces/matter.ts';
import { partyLines, you } from '../../papers/pieces/party.ts';
import { heading, paragraph, runs, sum } from '../../papers/pieces/words.ts';
import { serviceReceipt } from '../../papers/serviceReceipt.ts';
import { remedies } from '../../reckoning/remedies.ts';
import type { StepId } from '../../vocabulary.ts';
import { basisOf } from '../coercion/basis.ts';
import { lateFineOf } from '../courtEnforcement/window.ts';
import { harms, obstacles, publicPlaces } from './words.ts';

type Decided = {
  decisionNo: string;
  decidedOn: PlainDate;
  decisionServedOn: PlainDate;
  duty: string;
  dutyDue: PlainDate;
  unfulfilled: string;
};
const decidedIn = (matter: Matter) => (matterAct(matter.file)?.particulars ?? {}) as Decided;

/** Which decision binds the party, since when, and that it was not followed. */
const unmet = (matter: Matter): Block => {
  const { decisionNo, decidedOn, decisionServedOn, duty, dutyDue } = decidedIn(matter);
  return paragraph(
    `本机关于${chineseDate(decidedOn)}作出${decisionNo}决定，并于${chineseDate(decisionServedOn)}送达，要求${you(matter.party)}在${chineseDate(dutyDue)}前履行以下义务：`,
    matter.goesOn(duty),
    `。${you(matter.party)}逾期没有履行。`,
  );
};

/** The demand: term, way, sum and rights (强制法第35、54条); it says what follows when it is not met. */
export function demandLetter(matter: Matter): Paper {
  const { demanded, demandedBy, demandedWay, amount, payWay } = matter.act.particulars as {
    demanded: string;
    demandedBy: PlainDate;
    demandedWay: string;
    amount?: Fen;
    payWay?: string;
  };
  const party = you(matter.party);
  const late = lateFineOf(matter.file, matter.act.on);
  const toCourt = matter.law?.id === 'coercion.court';
  return paper(matter, 'QZ11', '履行行政决定催告书', 'letter', [
    ...partyLines(matter.party),
    unmet(matter),
    paragraph(`依据${toCourt ? fullCite('强制法§54') : fullCite('强制法§35')}的规定，现催告${party}履行下列义务：`),
    paragraph('1．应履行的义务：', matter.states(demanded)),
    paragraph(`2．履行期限：${chineseDate(demandedBy)}前。`),
    paragraph('3．履行方式：', matter.states(demandedWay)),
    ...(amount === undefined
      ? []
      : [
          paragraph(
            `4．金额：${sum(amount)}`,
            late ? `；加处罚款计至今日为${sum(late)}（每日按百分之三加处，不超出罚款本金）` : '',
            '。给付方式：',
            matter.states(payWay),
          ),
        ]),
    heading('权利和后果'),
    paragraph(`${party}收到本催告书后，有权进行陈述和申辩。本机关将充分听取，对提出的事实、理由和证据进行记录、复核；成立的，予以采纳。`),
    paragraph(
      toCourt
        ? `本催告书送达十日后仍不履行的，本机关将依法申请人民法院强制执行，执行费用由${party}承担。`
        : `逾期仍不履行且无正当理由的，本机关将依法实施代履行，费用由${party}承担。`,
    ),
    paragraph(contact(matter)),
    closing(matter),
  ]);
}

type Draft = {
  reason: string;
  way: string;
  performOn: PlainDate;
  target: string;
  performer: string;
  performerKind: string;
  costs: { what: string; how: string; amount: Fen }[];
};

/** The decision on substitute performance with the contents of 强制法第51条第一款第一项. */
export function performanceDecision(matter: Matter): Paper {
  const draft = last(matter.file, 'performanceDrafted')!.particulars as Draft;
  const proposed = matterAct(matter.file)!.particulars;
  const demand = last(matter.file, 'demandServed');
  const budget = draft.costs.reduce((all, row) => all + row.amount, 0);
  const party = you(matter.party);
  return paper(matter, 'QZ14', '代履行决定书', 'letter', [
    ...partyLines(matter.party),
    heading('一、代履行的理由和依据'),
    unmet(matter),
    paragraph(
      demand ? `经${chineseDate(demand.on)}催告（${demand.made?.numbers?.QZ11 ?? ''}），${party}仍不履行。` : '',
      `${harms[proposed.harm as keyof typeof harms]}：`,
      matter.states(proposed.harmReason),
      matter.states(draft.reason),
    ),
    paragraph(
      `依据${basisOf(matter)}和${fullCite('强制法§50')}、${fullCite('强制法§51').replace(/^《.*》/, '')}的规定，本机关决定代履行。`,
    ),
    heading('二、方式、时间和标的'),
    paragraph('方式：', matter.states(draft.way)),
    paragraph(`时间：${chineseDate(draft.performOn)}。实施三日前将再次催告，${party}自行履行的，停止代履行。`),
    paragraph('标的：', matter.states(draft.target)),
    heading('三、代履行人和费用预算'),
    paragraph(`代履行人：${draft.performer}${draft.performerKind === 'third' ? '（与本案没有利害关系的第三人）' : '（本机关）'}。`),
    costTable(matter, draft.costs),
    paragraph(`费用预算合计${sum(budget)}。费用按照成本合理确定，由${party}承担，法律另有规定的除外。`),
    heading('四、救济途径'),
    paragraph(remedies(matter.registers.agency, { document: '本决定书' }).text),
    paragraph(contact(matter)),
    closing(matter),
  ]);
}
const costTable = (matter: Matter, costs: Draft['costs']): Block => ({
  kind: 'list',
  head: ['序号', '名称', '怎样计算', '金额（元）'],
  widths: [1, 4, 6, 3],
  rows: costs.map(({ what, how, amount }, i) => [runs(String(i + 1)), matter.says(what), matter.says(how), runs(yuan(amount))]),
});

/** What the work cost, how it was reckoned, one day to pay by and where, and the remedies (强制法第51条; at once, 第52条). */
export function costNotice(matter: Matter): Paper {
  const { costs, payBy, overrunReason, exempt, exemptBasis } = matter.act.particulars as {
    costs: Draft['costs'];
    payBy: PlainDate;
    overrunReason?: string;
    exempt?: boolean;
    exemptBasis?: string;
  };
  const total = sum(costs.reduce((all, row) => all + row.amount, 0));
  const { bank } = matter.registers.agency;
  const party = you(matter.party);
  const immediate = last(matter.file, 'immediatePerformanceProposed') !== undefined;
  return paper(matter, 'QZ17', '代履行费用缴纳通知书', 'letter', [
    ...partyLines(matter.party),
    heading('一、代履行的情况'),
    paragraph(...workDone(matter, immediate)),
    heading('二、费用'),
    costTable(matter, costs),
    paragraph(`费用合计${total}，按照成本确定。`, ...(overrunReason ? ['超过预算的原因：', matter.states(overrunReason)] : [])),
    paragraph(
      `依据${immediate ? `${fullCite('强制法§52')}、${fullCite('强制法§51').replace(/^《.*》/, '')}` : fullCite('强制法§51')}的规定，`,
      exempt === true ? '费用不由当事人承担，法律依据：' : `上述费用由${party}承担。`,
      ...(exempt === true ? [matter.states(exemptBasis)] : []),
    ),
    ...(exempt === true
      ? []
      : [
          heading('三、缴款'),
          paragraph(
            `请${party}于${chineseDate(payBy)}前（含当日）将代履行费用${total}缴至代收机构${bank.name}（地址：${bank.address}；账号：${bank.account}）。逾期不缴纳的，本机关将依法申请人民法院强制执行。`,
          ),
        ]),
    heading(exempt === true ? '三、救济途径' : '四、救济途径'),
    paragraph(remedies(matter.registers.agency, { document: '本通知书' }).text),
    paragraph(contact(matter)),
    closing(matter),
  ]);
}
function workDone(matter: Matter, immediate: boolean): Parameters<typeof paragraph> {
  if (immediate) {
    const proposed = matterAct(matter.file)!.particulars as { placeKind: keyof typeof publicPlaces; obstacle: keyof typeof obstacles };
    const done = last(matter.file, 'immediatelyPerformed');
    return [
      `因需要立即清除${publicPlaces[proposed.placeKind]}的${obstacles[proposed.obstacle]}，${you(matter.party)}不能清除，本机关决定立即实施代履行（案件编号：${matter.caseNo}），`,
      done ? `已于${chineseDate(done.on)}由` : '已由',
      matter.goesOn(done?.particulars.performer),
      '实施完毕并经验收。',
    ];
  }
  const decided = last(matter.file, 'performanceDecided');
  const done = last(matter.file, 'performanceCarriedOut');
  return [
    decided
      ? `本机关于${chineseDate(decided.on)}作出《代履行决定书》（${decided.made?.numbers?.QZ14 ?? ''}，案件编号：${matter.caseNo}），`
      : '',
    done ? `已于${chineseDate(done.on)}由` : '已由',
    matter.goesOn(done?.particulars.performer),
    '实施完毕并经验收。',
  ];
}

export const performanceComposers: Partial<Record<StepId, ((matter: Matter) => Paper | undefined)[]>> = {
  demandServed: [demandLetter, serviceReceipt],
  performanceDecided: [performanceDecision],
  performanceReminded: [serviceReceipt],
  costCharged: [costNotice],
  costNoticed: [serviceReceipt],
  absentPartyNoticed: [serviceReceipt],
};
