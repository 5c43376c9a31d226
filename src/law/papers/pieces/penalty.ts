// src/law/papers/pieces/penalty.ts —— 依据、裁量和处罚内容:the same words in report, notice and decision
import { chineseDate } from '../../../base/dates.ts';
import { type Fen, yuan } from '../../../base/money.ts';
import { fullCite } from '../../articles/statutes.ts';
import { boundsOf, measuredArea, type Report } from '../../facts.ts';
import { gainsOf, type OtherSanction } from '../../procedures/penalty/sanctions/sanctions.ts';
import { sanctionKinds } from '../../procedures/penalty/words.ts';
import type { FineRange } from '../../reckoning/fines.ts';
import type { Item, Tier } from '../../registers.ts';
import { lighteningFacts } from '../../vocabulary.ts';
import type { Block, Run } from '../paper.ts';
import { evidenceNamed } from './evidence.ts';
import type { Matter } from './matter.ts';
import { openEnded, paragraph, runs, squareMetres, sum, tight } from './words.ts';

const titled = (law: string) => (law.startsWith('《') ? law : `《${law}》`);
/** 《中华人民共和国森林法》第三十七条第一款 */
const cited = (clauses: Item['breach']): string => clauses.map(({ law, article }) => `${titled(law)}${article}`).join('、');
/** Articles of the item that were broken. */
export const breachArticles = (item: Item | undefined): string => cited(item?.breach ?? []);
const penaltyArticles = (item: Item | undefined): string => cited(item?.penalty ?? []);
const gists = (clauses: Item['breach']): string => [...new Set(clauses.map(({ gist }) => openEnded(gist)))].join('；');

/** Which articles were broken, and what they demand. */
export const breachParagraph = ({ item }: Matter, who: string): Block =>
  paragraph(`${who}的行为违反了${breachArticles(item)}的规定（${gists(item?.breach ?? [])}）。`);

/** Which articles the penalty rests on, and what they provide. */
export const penaltyBasis = ({ item }: Matter): string => `${penaltyArticles(item)}的规定（${gists(item?.penalty ?? [])}）`;

/** How the fine was reached: cost, range of the article, range of the tier, reasons, facts that lighten. */
export function discretionParagraphs(matter: Matter, report: Report): Block[] {
  const bounds = boundsOf(matter.file, matter.registers, report.sanction, report.tier);
  const lines: Block[] = reckoned(matter, report);
  const area = measuredArea(matter.file);
  if (area) lines.push(paragraph(`涉案面积：${squareMetres(area.value)}，依据${area.source}认定。`));
  const base = bounds?.sanction.base;
  if (bounds?.costFormula && base) lines.push(paragraph(`${base}：${tight(bounds.costFormula)}。`));
  if (bounds?.article) lines.push(paragraph(`法定幅度：${rangeText(bounds.article)}。`));
  if (bounds?.tier && bounds.tierRange) lines.push(paragraph(`裁量档次：${tierText(bounds.tier, bounds.tierRange)}。`));
  else if (report.tier) lines.push(paragraph(`裁量档次：${report.tier}。`));
  lines.push({ kind: 'paragraph', runs: runs('裁量理由：', matter.states(report.tierReason)) });
  const facts = report.lightening.map((key) => lighteningFacts[key as keyof typeof lighteningFacts]).filter((fact) => fact !== undefined);
  if (facts.length > 0)
    lines.push(paragraph(`从轻、减轻情节：${facts.map((fact) => `${fact.name}（${fullCite(fact.basis)}）`).join('；')}。`));
  if (report.lighteningReason) lines.push({ kind: 'paragraph', runs: runs('从轻、减轻的体现：', matter.states(report.lighteningReason)) });
  if (bounds?.tierRange) lines.push(placed(report.fine, bounds.tierRange));
  return lines;
}

/** The tier with its range, and the published standard it stands in; a sample standard of the pack is no authority and is not cited. */
const tierText = ({ tier, source }: Tier, range: FineRange): string =>
  `${tier}${source.includes('示例') ? '' : `（${source}）`}，即${amountText(range)}`;
const amountText = ({ min, max, formula }: FineRange): string =>
  `${tight(formula)}${min === 0 && max > 0 && !formula.startsWith('不超过') ? '以下' : ''}`;
const rangeText = (range: FineRange): string => `${range.basis}，即${amountText(range)}`;

/** Where the fine lies in the range of its tier. */
function placed(fine: Fen, range: FineRange): Block {
  const where = fine < range.min ? '低于上述裁量幅度的下限，因当事人具有从轻、减轻情节' : '在上述裁量幅度以内';
  return paragraph(`罚款￥${yuan(fine)}${where}。`);
}

/** What is to be done, without the order to do it: 责令限期恢复植被 → 恢复植被 */
export const deedOf = (text: string): string =>
  text
    .split('；')
    .map((part) => part.trim().replace(/^(责令)?(当事人)?(限期)?/, ''))
    .filter((part) => part !== '')
    .join('，');
const ordering = (text: string): string => (text.startsWith('责令') ? text : `责令${text}`);
/** One sanction beside the fine, in the words of a decision. */
function otherSanction(matter: Matter, sanction: OtherSanction): Run[] {
  const { kind, object = '', value, refunded, until } = sanction;
  const name = sanctionKinds[kind];
  switch (kind) {
    case 'warning':
    case 'criticism':
      return runs(name);
    case 'gains':
      return runs(
        `${name}${sum(gainsOf(sanction))}${refunded ? `（取得的款项${sum(sanction.received ?? 0)}，扣除依法应当退赔的${sum(refunded)}）` : ''}`,
      );
    case 'goods':
      return runs(`${name}：`, matter.goesOn(object), value ? `（价值${sum(value)}）` : '');
    default:
      return runs(`${name}：`, matter.goesOn(object), until ? `，期限至${chineseDate(until)}` : '');
  }
}
/** How money and goods confiscated were reckoned, and on what evidence. */
const reckoned = (matter: Matter, report: Report): Block[] =>
  (report.others ?? []).flatMap((each) =>
    each.how
      ? [
          paragraph(
            `${sanctionKinds[each.kind]}的认定：`,
            matter.states(each.how),
            ...((each.evidence ?? []).length > 0 ? ['证据：', evidenceNamed(matter, each.evidence!), '。'] : []),
          ),
        ]
      : [],
  );

/** What is ordered and imposed, numbered: the correction with its date, the sanctions in the order of 处罚法§9, the fine in words and figures. */
export function penaltyContent(matter: Matter, report: Report): Block[] {
  const until = report.restoreBy ? `，期限至${chineseDate(report.restoreBy)}` : '';
  const correction = report.correction ? [runs(matter.goesOn(ordering(openEnded(report.correction))), until)] : [];
  const imposed = (light: boolean) =>
    (report.others ?? [])
      .filter(({ kind }) => ['warning', 'criticism'].includes(kind) === light)
      .map((each) => otherSanction(matter, each));
  const fine = report.fine > 0 ? [runs(`罚款${sum(report.fine)}`)] : [];
  const all = [...correction, ...imposed(true), ...fine, ...imposed(false)];
  return all.map((content, i) => paragraph(all.length > 1 ? `${i + 1}．` : '', content, i === all.length - 1 ? '。' : '；'));
}
