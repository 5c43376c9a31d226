// src/law/papers/form/fromCase.ts —— 案卷已经载明的：what a form of the list says that nobody is asked again
import { chineseDate, type PlainDate } from '../../../base/dates.ts';
import { fullCite } from '../../articles/statutes.ts';
import { type CaseFile, effective, last, once } from '../../engine.ts';
import { evidenceOf, madeOf, reportOf } from '../../facts.ts';
import { contentMask, labelOf } from '../../particulars/formContent.ts';
import { hearingNoticed } from '../../particulars/notice.ts';
import { publicationJudged } from '../../particulars/publication.ts';
import type { Form, Registers } from '../../registers.ts';
import { clueSources } from '../../vocabulary.ts';
import type { Block, Run } from '../paper.ts';
import { evidenceList, factParagraphs } from '../pieces/evidence.ts';
import { handlers, type Matter, nameOf, withCertificates } from '../pieces/matter.ts';
import { nameRun } from '../pieces/party.ts';
import { breachArticles, discretionParagraphs, penaltyBasis, penaltyContent } from '../pieces/penalty.ts';
import { blank, chosen, minute, runs, sum } from '../pieces/words.ts';
import { papersOf } from '../whole/issued.ts';
import type { Entry } from './values.ts';

type Said = { runs: Run[]; long?: true; list?: Entry['list'] } | undefined;
const text = (words: string | undefined): Said => (words ? { runs: runs(words) } : undefined);
const long = (found: Run[]): Said => (found.length > 0 ? { runs: found, long: true } : undefined);

/** Paragraphs as the lines of one cell. */
const lines = (blocks: Block[]): Run[] =>
  blocks.flatMap((block, i) => (block.kind === 'paragraph' ? [...(i > 0 ? runs('\n') : []), ...block.runs] : []));

const clueOf = (file: CaseFile) => last(file, 'clueRegistered')?.particulars ?? {};

/** By key of the form, what the case says; undefined where it says nothing yet. */
const sayings: Record<string, (matter: Matter) => Said> = {
  caseCause: (matter) => (matter.cause ? { runs: matter.says(matter.cause) } : undefined),
  handlers: (matter) => text(handlers(matter)),
  checkers: (matter) => text(withCertificates(matter, matter.act.by)),
  permitNo: ({ file }) => {
    const granted = last(file, 'decisionMade');
    return text((granted?.particulars.licenceNo as string | undefined) ?? madeOf(granted).numbers?.XK16);
  },
  partyName: (matter) => (matter.party.name ? { runs: [nameRun(matter.party)] } : undefined),
  itemCode: ({ item }) => text(item?.code),
  applyItem: ({ item }) => text(item?.name),
  caseSource: ({ file }) => text(clueSources[clueOf(file).source as keyof typeof clueSources]),
  clueTime: ({ file }) => text(clueOf(file).receivedAt ? minute(clueOf(file).receivedAt as string) : undefined),
  occurPlace: (matter) => (clueOf(matter.file).place ? { runs: matter.says(clueOf(matter.file).place) } : undefined),
  briefFacts: (matter) => long(matter.says(last(matter.file, 'filingProposed')?.particulars.facts ?? clueOf(matter.file).summary ?? '')),
  filingBasis: ({ item }) => text(item && `${fullCite('处罚法§54')}；涉嫌违反${breachArticles(item)}`),
  facts: (matter) => long(lines(factParagraphs(matter, reportOf(matter.file)?.facts ?? []))),
  breachLaw: ({ item }) => text(breachArticles(item)),
  penaltyLaw: (matter) => (matter.item?.penalty.length ? text(penaltyBasis(matter)) : undefined),
  discretionReason: (matter) => ofReport(matter, (report) => long(lines(discretionParagraphs(matter, report)))),
  penaltyContent: (matter) => ofReport(matter, (report) => long(lines(penaltyContent(matter, report)))),
  fineAmount: (matter) => ofReport(matter, (report) => text(sum(report.fine))),
  evidenceList: (matter) => {
    const ids = evidenceOf(matter.file);
    return { runs: runs(`共${ids.length}份`), list: evidenceList(matter, ids, 'origin') as Entry['list'] };
  },
  hearTime: ({ file }) => {
    const notice = last(file, 'hearingNoticed')?.particulars;
    return text(notice && `${chineseDate(notice.hearingOn as PlainDate)}${notice.hearingAt}`);
  },
  hearPlace: (matter) => {
    const place = last(matter.file, 'hearingNoticed')?.particulars.hearingPlace;
    return place ? { runs: matter.says(place) } : undefined;
  },
  hearHost: (matter) => text(nameOf(matter, last(matter.file, 'hearingNoticed')?.particulars.host)),
  hearPublic: ({ file }) => {
    const notice = last(file, 'hearingNoticed')?.particulars;
    if (!notice) return undefined;
    return text(notice.isPublic ? '公开' : `不公开（${chosen(hearingNoticed, 'whyClosed', notice.whyClosed)}）`);
  },
  statement: (matter) => long(matter.says(last(matter.file, 'statementReceived')?.particulars.content ?? '')),
  reCheck: (matter) =>
    matter.act.step === 'statementRechecked'
      ? undefined
      : long(matter.says(last(matter.file, 'statementRechecked')?.particulars.finding ?? '')),
  appraisalResult: (matter) => long(matter.says(last(matter.file, 'appraisalReceived')?.particulars.opinion ?? '')),
  execResult: (matter) => long(matter.says(last(matter.file, 'closingProposed')?.particulars.result ?? '')),
  closeKind: ({ file }) => text(once(file, 'performanceSettled') ? '执行完毕' : once(file, 'enforcementEnded') ? '终结执行' : undefined),
  closeDate: ({ file }) => {
    const closed = last(file, 'caseClosed');
    return text(closed && chineseDate(closed.on));
  },
  pubScope: ({ file }) => {
    const judged = last(file, 'publicationJudged')?.particulars;
    return text(judged && (judged.publish ? '摘要公开（隐去依法不公开的内容）' : '不公示'));
  },
  pubReason: ({ file }) => text(chosen(publicationJudged, 'ground', last(file, 'publicationJudged')?.particulars.ground)),
  redaction: ({ file }) => text(once(file, 'publicationRedacted') ? '个人信息、商业秘密等依法隐去的内容，已逐字核对' : undefined),
  pubDate: ({ act }) => text(chineseDate(act.on)),
  dirTable: (matter) => ({ runs: runs('见下列目录'), list: contentsOf(matter) }),
  lab: (matter) => text(last(matter.file, 'appraisalReceived')?.particulars.institution as string | undefined),
};

/** The papers of the volume in the order they were made, then its evidence (卷内目录). */
export function contentsOf(matter: Matter): NonNullable<Entry['list']> {
  const { file, law, registers } = matter;
  const papers = (law ? effective(file) : []).flatMap((act) =>
    papersOf(law!, act).map((form) => ({ number: madeOf(act).numbers?.[form], name: registers.form(form)?.name ?? form, on: act.on })),
  );
  const evidence = evidenceOf(file).map((id) => matter.says(registers.evidence(id)?.name ?? id));
  const rows = [
    ...papers.map(({ number, name, on }) => [runs(number ?? blank), runs(name), runs(chineseDate(on))]),
    ...evidence.map((name, i) => [runs(`证${i + 1}`), name, runs(blank)]),
  ];
  return {
    kind: 'list',
    head: ['序号', '文号', '题名', '日期', '页号', '备注'],
    widths: [2, 7, 7, 6, 2, 2],
    rows: rows.map((row, i) => [runs(String(i + 1)), ...row, runs(''), runs('')]),
  };
}

function ofReport(matter: Matter, say: (report: NonNullable<ReturnType<typeof reportOf>>) => Said): Said {
  const report = reportOf(matter.file);
  return report && say(report);
}

/** What the case itself states under a key of the form; undefined where it states nothing. */
export function saidByCase(matter: Matter, field: Form['fields'][number]): Entry | undefined {
  const said = sayings[field.key]?.(matter);
  return said && { key: field.key, label: labelOf(field), ...said };
}

/** Answers the case already has for what a form would ask, so that nobody types them again; personal data is left to the papers. */
export function knownFor(form: Form, matter: Matter): Record<string, string> {
  const worth = form.fields.filter(({ key, type }) => ['longtext', 'text', 'geo'].includes(type) && !contentMask(key));
  return Object.fromEntries(
    worth.flatMap((field): [string, string][] => {
      const found = saidByCase(matter, field);
      return found ? [[field.key, found.runs.map((run) => run.text).join('')]] : [];
    }),
  );
}
/** What the law calls a form that is not in the agency's list. */
export const formOf = (registers: Pick<Registers, 'form'>, code: string): Form => {
  const form = registers.form(code);
  if (!form) throw new RangeError(`文书清单中没有“${code}”，请在机关数据包的 forms.json 中补上`);
  return form;
};
