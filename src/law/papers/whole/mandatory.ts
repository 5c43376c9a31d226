// src/law/papers/whole/mandatory.ts —— 文书必载：what the law and the agency's list demand of a paper, read from the paper itself (R17, R18)
// Asked of the text that will be committed, whoever composed it: a paper that lacks something is refused together with its act.
import type { Cite } from '../../articles/statutes.ts';
import { last, type Made } from '../../engine.ts';
import { reportOf } from '../../facts.ts';
import { labelOf } from '../../particulars/formContent.ts';
import { remedies } from '../../reckoning/remedies.ts';
import type { Form, Reason } from '../../registers.ts';
import { type Paper, runsOf } from '../paper.ts';
import { type Matter, matterOf, type Occasion } from '../pieces/matter.ts';
import { breachArticles } from '../pieces/penalty.ts';
import { sum } from '../pieces/words.ts';

/** The article a paper of the form rests on when it lacks something, in the statute's own words; others rest on our own rule. */
const articles: Record<string, { basis: Cite; says: string }> = {
  CF01: { basis: '处罚法§52', says: '前款规定的行政处罚决定书应当载明当事人的违法行为，行政处罚的种类和依据、罚款数额、时间、地点' },
  CF19: {
    basis: '处罚法§44',
    says: '应当告知当事人拟作出的行政处罚内容及事实、理由、依据，并告知当事人依法享有的陈述、申辩、要求听证等权利',
  },
  CF20: { basis: '处罚法§63', says: '应当告知当事人有要求听证的权利' },
  CF29: { basis: '处罚法§59', says: '行政处罚决定书应当载明下列事项' },
  QZ02: { basis: '强制法§24', says: '查封、扣押决定书应当载明下列事项' },
  QZ13: { basis: '强制法§37', says: '强制执行决定应当以书面形式作出，并载明下列事项' },
  QZ14: { basis: '强制法§51', says: '代履行决定书应当载明当事人的姓名或者名称、地址' },
};
/** Contents another article demands, wherever they stand. */
const articlesOfKey: Record<string, { basis: Cite; says: string }> = {
  payBank: { basis: '罚缴分离办法§7', says: '应当载明代收机构的名称、地址和当事人应当缴纳罚款的数额、期限等' },
  latePenalty: { basis: '罚缴分离办法§7', says: '并明确对当事人逾期缴纳罚款是否加处罚款' },
  reviewFirst: {
    basis: '复议法§23',
    says: '行政机关在作出行政行为时应当告知公民、法人或者其他组织先向行政复议机关申请行政复议',
  },
};
const ourRule = { basis: '本局规定§60', says: '文书应当载明法律和文书清单要求的事项' } as const;

type Check = (text: string, at: { matter: Matter; paper: Paper; form: Form; made: Made }) => boolean;
const natural = (matter: Matter) => matter.party.kind === 'person';
const holds = (text: string, words: string | undefined) => Boolean(words) && text.includes(words!);
const signature = (paper: Paper) => paper.blocks.find((block) => block.kind === 'signature');

/** How each content is read back from a paper, by its key in the list of forms; keys without a check are asked by the step's own form. */
const checks: Record<string, Check> = {
  docTitle: (_, { paper }) => paper.title.trim() !== '',
  docNo: (_, { paper, form, made }) => made.numbers === undefined || form.docNumberAbbr === null || Boolean(paper.number),
  partyName: (text, { matter }) => holds(text, matter.party.name),
  partyAddr: (text, { matter }) => holds(text, matter.party.address),
  partyPhone: (text, { matter }) => holds(text, matter.party.phone),
  partyId: (text, { matter }) => !natural(matter) || holds(text, matter.party.citizenId),
  partyUscc: (text, { matter }) => natural(matter) || holds(text, matter.party.uscc),
  legalRep: (text, { matter }) => natural(matter) || holds(text, matter.party.representative),
  facts: (text, { matter }) => !reportOf(matter.file) || /\S{5,}/.test(text),
  breachLaw: (text, { matter }) => !reportOf(matter.file) || holds(text, breachArticles(matter.item)),
  penaltyContent: (text, { matter }) => ofFine(matter, (fine) => text.includes(fine)),
  handlers: (text) => text.includes('执法证号'),
  rightsTold: (text, { form }) => !form.external || /陈述(、|和)申辩/.test(text),
  hearingTold: (text) => text.includes('要求听证'),
  payBank: (text, { matter, matter: { registers } }) =>
    !finesLater(matter) || (holds(text, registers.agency.bank.name) && holds(text, registers.agency.bank.account)),
  latePenalty: (text, { matter }) => !finesLater(matter) || text.includes('百分之三'),
  reviewOrgan: (text, { matter: { registers } }) => holds(text, remedies(registers.agency).reviewOrgan),
  reviewDays: (text) => text.includes('六十日内'),
  reviewFirst: (text) => text.includes('应当先'),
  court: (text, { matter: { registers } }) => holds(text, registers.agency.court) || text.includes('应当先'),
  suitMonths: (text) => text.includes('六个月内') || text.includes('应当先'),
  seal: (_, { paper }) => signature(paper)?.seal === true,
  date: (_, { paper }) => signature(paper)?.date !== '' && paper.date.length === 10,
};
/** Is there a fine still to be paid? A warning has none, one taken on the spot is paid. */
function finesLater(matter: Matter): boolean {
  const spot = last(matter.file, 'onSpotDecided')?.particulars;
  if (spot) return spot.fine !== undefined && spot.collection === 'bank';
  const report = reportOf(matter.file);
  return report === undefined || report.fine > 0;
}
const ofFine = (matter: Matter, check: (fine: string) => boolean): boolean => {
  const report = reportOf(matter.file);
  return !report?.fine || check(sum(report.fine));
};

/** Contents the form demands and the paper lacks, by their key in the list of forms. */
export function lackingIn(paper: Paper, form: Form, matter: Matter, made: Made): Form['fields'] {
  const text = runsOf(paper)
    .map(({ run }) => run.text)
    .join('');
  // What a person answers to the form itself was already asked there.
  const asked = new Set(matter.contentFields.map((field) => field.key));
  return form.fields.filter(
    ({ key, required }) => required && !asked.has(key) && checks[key]?.(text, { matter, paper, form, made }) === false,
  );
}

/** Why papers may not be issued as they are: one reason for each article, naming what is missing; empty when they are whole. */
export function paperFaults(at: Occasion, papers: readonly Paper[]): Reason[] {
  if (papers.length === 0) return [];
  const matter = matterOf(at);
  const reasons = new Map<string, Reason & { missing: string[] }>();
  for (const paper of papers) {
    const form = at.registers.form(paper.form);
    for (const field of form ? lackingIn(paper, form, matter, at.made) : []) {
      const { basis, says } = articlesOfKey[field.key] ?? articles[paper.form] ?? ourRule;
      const key = `${paper.form} ${basis}`;
      const reason = reasons.get(key) ?? { gate: 'paperWhole', basis, says, missing: [] };
      reason.missing.push(labelOf(field));
      reasons.set(key, { ...reason, detail: `《${paper.title}》缺少：${reason.missing.join('、')}。请补齐后再办理。` });
    }
  }
  return [...reasons.values()].map(({ missing: _missing, ...reason }) => reason);
}
