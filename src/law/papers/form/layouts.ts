// src/law/papers/form/layouts.ts —— 通用文书的三种样子：letter, form and record, from the same entries
import type { Form } from '../../registers.ts';
import type { Block, Cell, Run } from '../paper.ts';
import { closing, contact, handlers, type Matter } from '../pieces/matter.ts';
import { nameRun, partyLines, partyRows, you } from '../pieces/party.ts';
import { blank, cell, flush, heading, openEnded, ordinal, paragraph, wide } from '../pieces/words.ts';
import { demandedSentences } from './sentences.ts';
import type { Entry } from './values.ts';

/** What a general paper is made of. */
export type Sheet = { matter: Matter; form: Form; keys: Set<string>; entries: Entry[]; opinions: Block[]; basis?: string };

/** Forms that name the party with all its data, by their own list of contents. */
const namesParty = ({ keys, matter }: Sheet) =>
  matter.party.name !== '' && ['partyType', 'partyId', 'applicant'].some((key) => keys.has(key));
const addressee = ['receiver', 'thirdParty', 'agency', 'transferTo', 'lab'];

/** Long text in paragraphs, its line ends kept. */
function paragraphs(said: Run[]): Block[] {
  const lines: Run[][] = [[]];
  for (const run of said)
    for (const [i, text] of run.text.split('\n').entries()) {
      if (i > 0) lines.push([]);
      if (text) lines.at(-1)!.push({ ...run, text });
    }
  return lines.filter((line) => line.length > 0).map((line) => paragraph(ended(line)));
}
/** One full stop at the end, whatever was typed. */
function ended(line: Run[]): Run[] {
  const final = line.at(-1)!;
  if (final.mask) return [...line, { text: '。' }];
  return [...line.slice(0, -1), { ...final, text: /[？！：”」]$/u.test(final.text) ? final.text : `${openEnded(final.text)}。` }];
}

const verbs: [RegExp, string][] = [
  [/决定书|裁决书/, '作出如下决定'],
  [/催告|拆除公告/, '催告如下'],
  [/公告/, '公告如下'],
  [/告知|答复|反馈/, '告知如下'],
  [/函|移送书/, '函告如下'],
  [/委托/, '委托如下'],
  [/申请书/, '申请如下'],
  [/协议/, '约定如下'],
  [/证明|凭证/, '证明如下'],
];
const verbOf = ({ name }: Form): string => verbs.find(([pattern]) => pattern.test(name))?.[1] ?? '通知如下';

function opening(sheet: Sheet): Block[] {
  const { matter, entries, keys } = sheet;
  const to = entries.find((entry) => addressee.includes(entry.key));
  const who = namesParty(sheet)
    ? partyLines(matter.party)
    : to
      ? [flush(to.runs, '：')]
      : keys.has('partyName') && matter.party.name
        ? [flush(nameRun(matter.party), '：')]
        : [];
  const about = matter.cause ? [matter.goesOn(matter.cause), `一案${matter.caseNo ? `（案件编号：${matter.caseNo}）` : ''}，`] : [];
  const basis = sheet.basis ? `依据${sheet.basis}的规定，` : '';
  // To a court one speaks about the party, to everyone else's address with him.
  const toCourt = keys.has('court') && !keys.has('reviewOrgan');
  const subject = toCourt ? '当事人' : you(matter.party);
  return [
    ...(toCourt ? [flush(`${matter.registers.agency.court}：`)] : []),
    ...who,
    paragraph(namesParty(sheet) && about.length > 0 ? subject : '', ...about, basis, `本机关${verbOf(sheet.form)}：`),
  ];
}

/** 公文式: opening, each statement under its heading or label, what the law demands, contact, signature and seal, lists behind. */
export function asLetter(sheet: Sheet): Block[] {
  const { matter, form, entries } = sheet;
  const to = entries.find((entry) => addressee.includes(entry.key) && !namesParty(sheet));
  const said = entries.filter((entry) => entry !== to);
  let section = 0;
  const body = said.flatMap((entry): Block[] => {
    if (entry.list) return [paragraph(`${entry.label}：见后附清单。`)];
    if (!entry.long) return [paragraph(`${entry.label}：`, ...ended(entry.runs))];
    section += 1;
    return [heading(`${ordinal(section - 1)}、${entry.label}`), ...paragraphs(entry.runs)];
  });
  const lists = said.flatMap((entry): Block[] => (entry.list ? [heading(entry.label), entry.list] : []));
  const toPublic = form.external && form.sealRequired;
  return [
    ...opening(sheet),
    ...body,
    ...demandedSentences(matter, form),
    ...(toPublic && matter.party.name ? [paragraph(contact(matter))] : []),
    closing(matter),
    ...lists,
    // Opinions are the agency's inner matter; where the form wants the head's own hand, there is a line for it.
    ...signing(sheet, true),
  ];
}

const width = (entry: Entry) => entry.runs.reduce((sum, run) => sum + run.text.length, 0);
const isShort = (entry: Entry) => !entry.long && !entry.list && width(entry) <= 15 && entry.label.length <= 10;

/** Short statements two in a row, long ones across, those in paragraphs with room to grow. */
function rowsOf(entries: Entry[]): Cell[][] {
  const rows: Cell[][] = [];
  let open: Cell[] = [];
  const close = () => {
    if (open.length === 1) rows.push([{ ...open[0]!, span: 2 }]);
    else if (open.length > 1) rows.push(open);
    open = [];
  };
  for (const entry of entries.filter((each) => !each.list)) {
    if (isShort(entry)) {
      open.push(cell(entry.label, entry.runs));
      if (open.length === 2) close();
      continue;
    }
    close();
    rows.push([{ ...wide(entry.label, entry.runs), ...(entry.long ? { tall: true } : {}) }]);
  }
  close();
  return rows;
}

function headRows(sheet: Sheet): Cell[][] {
  const { matter, keys } = sheet;
  const party = namesParty(sheet)
    ? partyRows(matter.party)
    : keys.has('partyName')
      ? [[wide('当事人', matter.party.name ? nameRun(matter.party) : blank)]]
      : [];
  return [
    [cell('案件编号', matter.caseNo || blank), cell('案由', matter.cause ? matter.says(matter.cause) : blank)],
    ...party,
    ...(keys.has('handlers') ? [[wide('承办人', handlers(matter) || blank)]] : []),
  ];
}

/** The name of a list that follows, across the form. */
const captioned = (label: string): Block => ({ kind: 'form', columns: 2, rows: [[{ label, span: 2 }]] });

/** 表格式: the case, the party, each statement in its cell, lists, opinions with their signers, lines to sign on. */
export function asForm(sheet: Sheet): Block[] {
  const { matter, form, entries } = sheet;
  const lists = entries.flatMap((entry): Block[] => (entry.list ? [captioned(entry.label), entry.list] : []));
  const demanded = demandedSentences(matter, form);
  return [
    { kind: 'form', columns: 2, rows: [...headRows(sheet), ...rowsOf(entries)] },
    ...lists,
    ...sheet.opinions,
    ...demanded,
    ...signing(sheet),
    ...(form.sealRequired ? [closing(matter)] : []),
  ];
}

/** 笔录式: short statements in the head, what was seen and said in paragraphs, every page signed. */
export function asRecord(sheet: Sheet): Block[] {
  const { entries, opinions, matter, form } = sheet;
  const long = entries.filter((entry) => entry.long && !entry.list);
  const head = entries.filter((entry) => !long.includes(entry) && !entry.list);
  return [
    { kind: 'form', columns: 2, rows: [...headRows(sheet), ...rowsOf(head)] },
    ...long.flatMap((entry) => [heading(entry.label), ...paragraphs(entry.runs)]),
    ...entries.flatMap((entry): Block[] => (entry.list ? [heading(entry.label), entry.list] : [])),
    ...demandedSentences(matter, form),
    ...(sheet.keys.has('signParty') ? [paragraph('以上内容已交当事人核对（向当事人宣读），与事实一致。')] : []),
    ...opinions,
    ...signing(sheet),
  ];
}

/** Lines for those who sign by hand, as the form lists them. */
function signing({ keys, matter }: Sheet, letter = false): Block[] {
  const officers = matter.act.by.length;
  const labels = [
    ...(keys.has('leaderDecision') && letter ? ['行政机关负责人签名'] : []),
    ...(keys.has('signParty') ? ['当事人签名（捺指印）'] : []),
    ...(keys.has('signWitness') ? ['见证人签名'] : []),
    ...(keys.has('signOfficer') ? Array<string>(Math.max(2, officers)).fill('执法人员签名') : []),
    ...(keys.has('receiverSign') ? ['收件人签名'] : []),
    ...(keys.has('serverSign') ? Array<string>(2).fill('送达人签名') : []),
  ];
  return labels.length > 0 ? [{ kind: 'signLines', labels: [...labels, '日期'] }] : [];
}
