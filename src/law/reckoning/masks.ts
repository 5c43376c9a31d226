// src/law/reckoning/masks.ts —— 脱敏:what is withheld when a document is published, cut so that it can be withheld whole
// Text is split once, when the document is made; what a run holds is then shown or withheld as a whole, and the log can prove the rest.

import type { Cite } from '../articles/statutes.ts';
import type { MaskKind, Run } from '../papers/paper.ts';

/** A text known to need a mask: a person of this case, an address, a number from the party table. */
export type Entity = { text: string; mask: MaskKind };

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
/** The entity as it may stand in typed text: blanks inside (张　伟, 6222 0212…), small or capital letters. */
const entityPattern = (text: string) => new RegExp([...text.replace(/\s/g, '')].map(escaped).join('\\s*'), 'giu');

const provinces = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼';
const degree = String.raw`\d{1,3}(?:\.\d+)?\s*[°度]`;
const minutes = String.raw`\s*\d{1,2}(?:\.\d+)?\s*[′'分](?:\s*\d{1,2}(?:\.\d+)?\s*[″"秒])?`;
const account = '(?:账号|帐号|账户|帐户|卡号|银行卡)';
// In this order: a longer kind of number is claimed before a shorter one could claim its middle.
const patterns: { mask: MaskKind; pattern: RegExp }[] = [
  { mask: 'idNumber', pattern: /(?<!\d)\d{6}[\s-]?(?:1[89]|20)\d{6}[\s-]?\d{3}[\dXxＸ](?!\d)/g },
  { mask: 'bankAccount', pattern: new RegExp(`(?<=${account}[^\\d。；]{0,20})\\d(?:[\\s-]?\\d){8,24}`, 'g') },
  { mask: 'bankAccount', pattern: /(?<!\d)62\d{2}(?:[\s-]?\d{4}){3}(?:[\s-]?\d{1,3})?(?!\d)/g },
  { mask: 'idNumber', pattern: /(?<!\d)\d{15}(?!\d)/g },
  { mask: 'phone', pattern: /(?<!\d)(?:(?:\+|00)86[\s-]?)?1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}(?!\d)/g },
  { mask: 'phone', pattern: /(?<![\d.])(?:0\d{2,3}[\s-]?|[（(]0\d{2,3}[）)]\s*)[2-8]\d{6,7}(?!\d)/g },
  { mask: 'phone', pattern: /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g },
  { mask: 'phone', pattern: /(?<=(?:QQ|微信)号?(?:码)?(?:为|是)?\s*[：:]?\s*)[A-Za-z0-9_-]{5,20}/gi },
  {
    mask: 'plate',
    pattern: new RegExp(`[${provinces}][A-HJ-Z]\\s?[·•.]?\\s?[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9警学挂港澳](?![A-Z0-9])`, 'g'),
  },
  { mask: 'coordinates', pattern: new RegExp(`(?:东经|北纬|[EN])\\s*[：:]?\\s*${degree}(?:${minutes})?|${degree}${minutes}`, 'g') }, // not 坡度25°
  { mask: 'coordinates', pattern: /(?<![\d.])\d{1,3}\.\d{4,}\s*[°度]/g },
  { mask: 'coordinates', pattern: /(?<![\d.])\d{1,3}\.\d{4,}[°度]?[EN]?\s*[,，、\s]\s*\d{1,3}\.\d{4,}[°度]?[EN]?/g },
  { mask: 'coordinates', pattern: /(?<=(?:东经|北纬|经度|纬度|坐标)(?:为|是)?\s*[：:]?\s*)\d{1,3}\.\d{2,}/g },
  { mask: 'birthDate', pattern: /(?<=(?:出生日期|出生年月|生日)(?:为|是)?\s*[：:]?\s*)\d{4}[年.-]\d{1,2}(?:[月.-]\d{1,2}日?|月)?/g },
  { mask: 'birthDate', pattern: /\d{4}年\d{1,2}月\d{1,2}日(?=(?:出)?生)/g },
];

/** Splits the runs that are still open by one pattern; runs with a mask are settled. */
function splitBy(runs: Run[], pattern: RegExp, mask: MaskKind): Run[] {
  return runs.flatMap((run) => {
    if (run.mask) return [run];
    const parts: Run[] = [];
    let from = 0;
    for (const { index, 0: found } of run.text.matchAll(pattern)) {
      parts.push({ text: run.text.slice(from, index) }, { text: found, mask });
      from = index + found.length;
    }
    return [...parts, { text: run.text.slice(from) }];
  });
}

/** Clauses keep the mark that ends them: ，。；：and a line break. */
const clauses = (text: string): Run[] => text.split(/(?<=[，。；：\n])/u).map((part) => ({ text: part }));

/**
 * Cuts free text into runs: known entities first (the longest wins), then numbers that look personal, then clauses.
 * The texts of the runs, joined, are the input exactly.
 */
export function splitEntities(text: string, entities: Entity[]): Run[] {
  const known = entities.filter((entity) => entity.text.trim() !== '').toSorted((a, b) => b.text.length - a.text.length);
  let runs: Run[] = [{ text }];
  for (const entity of known) runs = splitBy(runs, entityPattern(entity.text), entity.mask);
  for (const { mask, pattern } of patterns) runs = splitBy(runs, pattern, mask);
  return runs.flatMap((run) => (run.mask ? [run] : clauses(run.text))).filter((run) => run.text !== '');
}

const surnames = new Set(
  `欧阳 上官 司马 诸葛 司徒 东方 夏侯 皇甫 尉迟 公孙 慕容 令狐 长孙 宇文 鲜于 端木 申屠 万俟 闻人 赫连 澹台 濮阳 淳于 太史 公冶 轩辕 钟离
  闾丘 南宫 司空 亓官 丌官 司寇 仉督 子车 颛孙 巫马 公西 漆雕 壤驷 公良 拓跋 夹谷 宰父 百里 呼延 东郭 南门 西门 东门 羊舌 微生 独孤 南荣
  即墨 达奚 褚师 纳兰 完颜 耶律 哥舒 太叔 仲孙 公羊 归海 伯赏 第五 叶赫 爱新觉罗 叶赫那拉`.split(/\s+/),
  // Not here: 段干 梁丘 左丘 单于 乐正 宗政 谷梁. Their first character is a common surname by itself, and keeping two would give away a given name.
);

/** The surname: a compound one whole, else the first character. A name that is nothing but a compound surname counts as single. */
export function surnameOf(name: string): string {
  const characters = [...name.replace(/[\s　]/g, '')];
  const compound = [4, 2].find((length) => characters.length > length && surnames.has(characters.slice(0, length).join('')));
  return characters.slice(0, compound ?? 1).join('');
}

const stems = '甲乙丙丁戊己庚辛壬癸';

/** 张伟 → 张某; with an index among the same surname of one file, 张某甲, 张某乙 … (张某11 after the tenth). */
export function publicName(name: string, index?: number): string {
  return `${surnameOf(name)}某${index === undefined ? '' : (stems[index] ?? String(index + 1))}`;
}

/** Public names of all persons of one file, in order of first mention; a surname borne by two or more is numbered. */
export function publicNames(names: string[]): Map<string, string> {
  const bearers = Map.groupBy(new Set(names), surnameOf);
  return new Map(
    [...new Set(names)].map((name) => {
      const same = bearers.get(surnameOf(name))!;
      return [name, publicName(name, same.length > 1 ? same.indexOf(name) : undefined)];
    }),
  );
}

export type MaskGround = { as: string; ground: string; cites: Cite[] };
const personal = '个人信息保护法第六条、第三十四条';
const personalCites: Cite[] = ['个保法§6', '个保法§34'];
const grounds: Record<MaskKind, MaskGround> = {
  personName: { as: '自然人姓名', ground: personal, cites: personalCites },
  otherName: { as: '其他自然人姓名', ground: personal, cites: personalCites },
  idNumber: { as: '身份证件号码', ground: personal, cites: personalCites },
  phone: { as: '联系方式', ground: personal, cites: personalCites },
  homeAddress: { as: '家庭住址', ground: personal, cites: personalCites },
  birthDate: { as: '出生日期', ground: personal, cites: personalCites },
  plate: { as: '车辆号牌', ground: personal, cites: personalCites },
  bankAccount: {
    as: '银行账号',
    ground: '个人信息保护法第六条、第二十八条、第三十四条',
    cites: ['个保法§6', '个保法§28', '个保法§34'],
  },
  coordinates: { as: '精确位置', ground: '政府信息公开条例第十五条、第十七条', cites: ['公开条例§15', '公开条例§17'] },
};

/** What was withheld, and the articles it is withheld under. */
export const maskGround = (mask: MaskKind): MaskGround => grounds[mask];

const part = (most: number) => `[^省市区县旗州盟镇乡村街路道巷号栋\\d\\s]{1,${most}}?`;
const province = `(?:${part(6)}(?:省|自治区))`;
const city = `(?:${part(9)}(?:自治州|地区|盟|市))`;
const county = `(?:${part(9)}(?:自治县|自治旗|县|旗|市|(?<![小社园院厂矿景校住宅发])区))`;
const toCounty = new RegExp(`^(?:${province}?${city}${county}?|${province}${county}?)`, 'u');

/**
 * The address cut to its county or district: 盘锦市大洼区. `places` are names the agency's gazetteer knows (大洼区), for addresses
 * that begin with one; without a province or city, an unknown beginning gives undefined: a housing estate is also a 区.
 */
export function cutAddress(address: string, places: string[] = []): string | undefined {
  const text = address.replace(/\s/g, '');
  const known = places.filter((place) => text.startsWith(place)).toSorted((a, b) => b.length - a.length)[0];
  return toCounty.exec(text)?.[0] ?? known;
}

/** What stands in place of a withheld run, to be marked 非原文; undefined when nothing may be shown. */
export function replacementFor(run: Run, names: ReadonlyMap<string, string>, places: string[] = []): string | undefined {
  const name = run.text.replace(/\s/g, '');
  switch (run.mask) {
    case 'personName':
      return names.get(name) ?? publicName(name);
    case 'otherName':
      return names.get(name); // only a role the caller gives (证人A, 举报人); never a surname
    case 'homeAddress':
      return cutAddress(run.text, places);
    case 'plate':
      return `${name.slice(0, 2)}*****`;
    default:
      return undefined;
  }
}
