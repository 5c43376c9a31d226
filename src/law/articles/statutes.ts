// src/law/articles/statutes.ts —— 法律依据:short name → title, version in force, how it counts days
// What a "day" is belongs to the statute, never to the point of use.
import type { PlainDate } from '../../base/dates.ts';

type Statute = {
  title: string;
  inForceFrom: string;
  /** Are `days` of this statute working days? */
  workingDays: (days: number) => boolean;
  /** The article that says how days are counted, if the statute has one. */
  daysArticle?: number;
};

const none = () => false;
const all = () => true;

export const statutes = {
  处罚法: { title: '中华人民共和国行政处罚法', inForceFrom: '2021-07-15', workingDays: (n) => [2, 3, 5, 7].includes(n), daysArticle: 85 },
  强制法: { title: '中华人民共和国行政强制法', inForceFrom: '2012-01-01', workingDays: (n) => n <= 10, daysArticle: 69 },
  许可法: { title: '中华人民共和国行政许可法', inForceFrom: '2019-04-23', workingDays: all, daysArticle: 82 },
  复议法: { title: '中华人民共和国行政复议法', inForceFrom: '2024-01-01', workingDays: (n) => [3, 5, 7, 10].includes(n), daysArticle: 88 },
  诉讼法: { title: '中华人民共和国行政诉讼法', inForceFrom: '2017-07-01', workingDays: none },
  民诉法: { title: '中华人民共和国民事诉讼法', inForceFrom: '2024-01-01', workingDays: none, daysArticle: 85 },
  森林法: { title: '中华人民共和国森林法', inForceFrom: '2020-07-01', workingDays: none },
  湿地法: { title: '中华人民共和国湿地保护法', inForceFrom: '2022-06-01', workingDays: none },
  森林法条例: { title: '中华人民共和国森林法实施条例', inForceFrom: '2018-03-19', workingDays: none },
  湿地恢复费办法: { title: '湿地恢复费缴纳和使用管理暂行办法（财税〔2024〕15号）', inForceFrom: '2024-07-01', workingDays: all },
  个保法: { title: '中华人民共和国个人信息保护法', inForceFrom: '2021-11-01', workingDays: none },
  档案法: { title: '中华人民共和国档案法', inForceFrom: '2021-01-01', workingDays: none },
  公开条例: { title: '中华人民共和国政府信息公开条例', inForceFrom: '2019-05-15', workingDays: all },
  移送规定: { title: '行政执法机关移送涉嫌犯罪案件的规定', inForceFrom: '2020-08-07', workingDays: none },
  营商环境条例: { title: '优化营商环境条例', inForceFrom: '2020-01-01', workingDays: none },
  古树条例: { title: '古树名木保护条例', inForceFrom: '2025-03-15', workingDays: none },
  防火条例: { title: '森林防火条例', inForceFrom: '2009-01-01', workingDays: none },
  采伐更新办法: { title: '森林采伐更新管理办法', inForceFrom: '2011-01-08', workingDays: none },
  罚缴分离办法: { title: '罚款决定与罚款收缴分离实施办法', inForceFrom: '1998-01-01', workingDays: none },
  破坏森林资源解释: {
    title: '最高人民法院关于审理破坏森林资源刑事案件适用法律若干问题的解释（法释〔2023〕8号）',
    inForceFrom: '2023-08-15',
    workingDays: none,
  },
  三项制度意见: {
    title: '国务院办公厅关于全面推行行政执法公示制度执法全过程记录制度重大执法决定法制审核制度的指导意见（国办发〔2018〕118号）',
    inForceFrom: '2018-12-05',
    workingDays: all,
  },
  涉企检查意见: {
    title: '国务院办公厅关于严格规范涉企行政检查的意见（国办发〔2024〕54号）',
    inForceFrom: '2025-01-03',
    workingDays: all,
  },
  双公示通知: {
    title: '国家发展改革委办公厅关于进一步完善行政许可和行政处罚等信用信息公示工作的指导意见（发改办财金〔2018〕424号）',
    inForceFrom: '2018-07-01',
    workingDays: all,
  },
  信用修复办法: { title: '信用修复管理办法（国家发展改革委令第36号）', inForceFrom: '2026-04-01', workingDays: none },
  辽宁审核办法: { title: '辽宁省重大行政执法决定法制审核办法', inForceFrom: '2019-07-01', workingDays: all },
  本局规定: { title: '本局行政执法程序规定（可配置的缺省规则）', inForceFrom: '2021-07-15', workingDays: none },
} as const satisfies Record<string, Statute>;

export type StatuteName = keyof typeof statutes;
/** Documents without articles, or whose articles are not at hand: cited whole, never with a number of our own. */
export type WholeDocument = '三项制度意见' | '涉企检查意见' | '双公示通知' | '辽宁审核办法';
/** A typed citation: a misspelt statute does not compile, and searching for the article finds the rule. */
export type Cite = `${Exclude<StatuteName, WholeDocument>}§${number}` | WholeDocument;

/** Splits '处罚法§58' into its parts; a document cited whole has no article. */
export function parseCite(cite: Cite): { statute: StatuteName; article?: number } {
  const [statute, article] = cite.split('§') as [StatuteName, string | undefined];
  return article === undefined ? { statute } : { statute, article: Number(article) };
}

/** 处罚法§58 → 处罚法第58条; a document cited whole → its short name */
export const shortCite = (cite: Cite): string => (cite.includes('§') ? `${cite.replace('§', '第')}条` : cite);

const numerals = '零一二三四五六七八九';
/** 58 → 五十八, 108 → 一百零八; for 1 to 999 as statutes write article numbers. */
export function chineseNumber(n: number): string {
  const [h, t, u] = [Math.floor(n / 100), Math.floor(n / 10) % 10, n % 10];
  const hundreds = h > 0 ? `${numerals[h]}百` : '';
  const tens = t > 0 ? `${t === 1 && h === 0 ? '' : numerals[t]}十` : h > 0 && u > 0 ? '零' : '';
  return `${hundreds}${tens}${u > 0 ? numerals[u] : ''}`;
}

/** 处罚法§58 → 《中华人民共和国行政处罚法》第五十八条 */
export function fullCite(cite: Cite): string {
  const { statute, article } = parseCite(cite);
  return `《${statutes[statute].title}》${article === undefined ? '' : `第${chineseNumber(article)}条`}`;
}

/** Is the statute in force on the date? */
export const inForce = (statute: StatuteName, on: PlainDate): boolean => on >= statutes[statute].inForceFrom;
