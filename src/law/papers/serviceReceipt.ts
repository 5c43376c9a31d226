// src/law/papers/serviceReceipt.ts —— G07 送达回证
import { chineseDate } from '../../base/dates.ts';
import { allOf, last, type Made } from '../engine.ts';
import { madeOf } from '../facts.ts';
import { noticeNumbers } from '../procedures/penalty/service/service.ts';
import { everyWay } from '../procedures/penalty/service/serviceFields.ts';
import { serviceMethods } from '../vocabulary.ts';
import type { Block, Paper } from './paper.ts';
import { evidenceNamed } from './pieces/evidence.ts';
import { type Matter, nameMask, paper, withCertificates } from './pieces/matter.ts';
import { hasHome, nameRun } from './pieces/party.ts';
import { blank, cell, chosen, masked, minute, type Part, paragraph, wide } from './pieces/words.ts';

type Service = {
  method: keyof typeof serviceMethods;
  servedAt?: string;
  place?: string;
  system?: string;
  through?: string;
  paper?: string[];
  receivedBy?: string;
  relation?: string;
  refusal?: string;
  proof?: string[];
  witness?: string;
};

/** The receipt of service: what was handed over, to whom, where, how and when (民诉法第87至89条). */
export function serviceReceipt(matter: Matter): Paper {
  const served = matter.act.particulars as Service;
  return paper(matter, 'G07', '送达回证', 'form', [
    {
      kind: 'form',
      columns: 2,
      rows: [
        [wide('案件编号', matter.caseNo)],
        [wide('案由', matter.says(matter.cause))],
        [wide('送达文书名称及文号', documents(matter))],
        [cell('受送达人', nameRun(matter.party)), cell('送达方式', serviceMethods[served.method])],
        [wide('送达地点', ...whereServed(matter, served))],
        [wide('送达时间', whenServed(matter, served))],
        [{ ...wide('收件人签名', ...receiver(matter, served)), tall: true }],
        [{ ...wide('代收理由或者拒收事由', ...reason(matter, served)), tall: true }],
        [wide('见证人', served.witness ? masked(served.witness, nameMask(matter, served.witness)) : blank)],
        [wide('送达人', withCertificates(matter, matter.act.by))],
      ],
    },
    ...proof(matter, served),
    {
      kind: 'signLines',
      labels: ['收件人签名（捺指印）', '收件日期', '见证人签名', ...matter.act.by.map(() => '送达人签名')],
    },
  ]);
}

/** Where it arrived: a place, a system, or the places of the announcement. */
function whereServed(matter: Matter, { place, system, through }: Service): Part[] {
  const by = through ? [`（由${through}${matter.act.particulars.method === 'forwarded' ? '转交' : '代为送达'}）`] : [];
  if (system) return [masked(system, 'phone'), ...by];
  if (!place)
    return [
      ...matter.says(
        last(matter.file, 'decisionDispatched')?.particulars.where ?? last(matter.file, 'noticeDispatched')?.particulars.where ?? blank,
      ),
      ...by,
    ];
  return [...[hasHome(matter.party) ? masked(place, 'homeAddress') : matter.says(place)].flat(), ...by];
}
const whenServed = (matter: Matter, { servedAt }: Service): string =>
  servedAt ? minute(servedAt) : matter.made.servedOn ? `公告期满，${chineseDate(matter.made.servedOn)}视为送达` : blank;

/** The papers handed over: those of this act itself, otherwise the decision. */
function documents(matter: Matter): string {
  const named = (title: string, number: string | undefined) => `《${title}》${number ? `（${number}）` : ''}`;
  if (matter.law && !matter.law.actTypes.includes('penalty'))
    return numbered(matter)
      .map(([title, no]) => named(title, no))
      .join('、');
  const none = last(matter.file, 'noPenaltyDecided');
  if (matter.act.step === 'performanceDemanded') return named('履行行政决定催告书', matter.made.numbers?.QZ11);
  if (matter.act.step === 'amendmentServed')
    return named('行政处罚决定更正、变更、撤销书', madeOf(last(matter.file, 'decisionAmended')).numbers?.amendment);
  if (matter.act.step !== 'noticeServed')
    return none && !last(matter.file, 'decisionMade')
      ? named('不予行政处罚决定书', madeOf(none).numbers?.CF30)
      : named('行政处罚决定书', madeOf(last(matter.file, 'decisionMade')).numbers?.CF29);
  const { hearable } = matter.made;
  const numbers = noticeNumbers(matter.file);
  return [named('行政处罚事先告知书', numbers?.CF19), ...(hearable ? [named('行政处罚听证告知书', numbers?.CF20)] : [])].join('、');
}

/** Outside penalties: the numbered papers of the act itself, otherwise those of the step it serves, by the names of the list of forms. */
function numbered({ law, act, made, file, registers }: Matter): [title: string, number: string][] {
  const papersOf = (numbers: Made['numbers'] = {}) =>
    Object.entries(numbers).flatMap(([code, no]): [string, string][] => {
      const form = registers.form(code);
      return form ? [[form.name, no]] : [];
    });
  const own = papersOf(made.numbers);
  if (own.length > 0) return own;
  const { serves, after: priors = [] } = law?.steps[act.step] ?? {};
  if (serves) {
    // Everything decided since it was last served.
    const before = allOf(file, act.step).findLast((each) => each.n < act.n)?.n ?? 0;
    return allOf(file, ...serves).flatMap((each) => (each.n > before ? papersOf(each.made?.numbers) : []));
  }
  return papersOf(allOf(file, ...priors).findLast((each) => papersOf(each.made?.numbers).length > 0)?.made?.numbers);
}

function receiver(matter: Matter, { receivedBy, relation }: Service): Part[] {
  if (!receivedBy) return [blank];
  return [masked(receivedBy, nameMask(matter, receivedBy)), `（${chosen(everyWay, 'relation', relation)}）`];
}

/** Why somebody else took it, or why nobody did. */
function reason(matter: Matter, { refusal, relation, method }: Service): Part[] {
  if (method === 'left') return [matter.states(refusal), '已将文书留置于受送达人住所，并记录送达过程，视为送达。'];
  return relation && relation !== 'self' ? [`由${chosen(everyWay, 'relation', relation)}代收`] : [blank];
}

const proof = (matter: Matter, { proof: ids = [], paper: papers = [] }: Service): Block[] => [
  ...(ids.length > 0 ? [paragraph('送达过程的照片、录像：', evidenceNamed(matter, ids), '。')] : []),
  ...(papers.length > 0 ? [paragraph('送达的凭证：', evidenceNamed(matter, papers), '。')] : []),
];
