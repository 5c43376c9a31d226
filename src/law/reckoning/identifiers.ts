// src/law/reckoning/identifiers.ts —— 号码核验:check digits and form of the numbers people type, with what to do when one is wrong
import type { PlainDate } from '../../base/dates.ts';

export type Checked<Facts = unknown> = ({ ok: true } & Facts) | { ok: false; says: string };
const wrong = (says: string): { ok: false; says: string } => ({ ok: false, says });

const usccCharacters = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const usccWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** Check character of the first 17 characters of a 统一社会信用代码 (GB 32100-2015). */
export function usccCheckCharacter(first17: string): string {
  const sum = usccWeights.reduce((total, weight, i) => total + weight * usccCharacters.indexOf(first17[i]!), 0);
  return usccCharacters[(31 - (sum % 31)) % 31]!;
}

/** Checks a 统一社会信用代码 (GB 32100-2015). `region` is the six-digit division code of the registering authority. */
export function checkUscc(value: string): Checked<{ region: string }> {
  if (value.length !== 18) return wrong(`统一社会信用代码应为18位，现为${value.length}位，请对照营业执照补全`);
  if (/[a-z]/.test(value)) return wrong('统一社会信用代码中的字母请用大写');
  if (/[IOSVZ]/.test(value)) return wrong('统一社会信用代码不用字母I、O、S、V、Z，请核对是否应为1、0、5、U、2');
  if (!/^[0-9A-Y]{2}\d{6}[0-9A-Y]{10}$/.test(value)) return wrong('统一社会信用代码只用数字和大写字母，第3至8位是数字，请重新输入');
  if (usccCheckCharacter(value.slice(0, 17)) !== value[17]) {
    return wrong('统一社会信用代码的校验位不符，请对照营业执照逐位核对；如执照所载确是如此，请附执照照片并注明');
  }
  return { ok: true, region: value.slice(2, 8) };
}

const citizenWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
// The first two digits: provinces, then 71 台湾 and 81–83 港澳台居民居住证; a leading 9 is the 外国人永久居留身份证.
const provinces = /^(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|9\d)/;

/** Check character of the first 17 digits of a 公民身份号码 (GB 11643-1999). */
export function citizenCheckCharacter(first17: string): string {
  const sum = citizenWeights.reduce((total, weight, i) => total + weight * Number(first17[i]), 0);
  return '10X98765432'[sum % 11]!;
}

/** Is there such a day? Older than `isPlainDate` allows: the standard's own sample was born in 1880. */
function isRealDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/**
 * Checks an 18-digit 公民身份号码 (GB 11643-1999); 港澳台居民居住证 and 外国人永久居留身份证 follow the same rule.
 * With `on`, the birth date must not lie after it, nor more than 150 calendar years before it.
 */
export function checkCitizenId(value: string, on?: PlainDate): Checked<{ birth: PlainDate; sex: '男' | '女'; region: string }> {
  if (/^\d{15}$/.test(value)) return wrong('这是15位旧号码，请按现行居民身份证填写18位号码');
  if (value.length !== 18) return wrong(`公民身份号码应为18位，现为${value.length}位，请对照证件补全`);
  if (value.endsWith('x')) return wrong('公民身份号码末位的X请用大写');
  if (!/^\d{17}[\dX]$/.test(value)) return wrong('公民身份号码前17位应为数字，末位为数字或大写X，请重新输入');
  if (!provinces.test(value)) return wrong('公民身份号码前两位不是省级区划代码，请对照证件核对');
  const birth = `${value.slice(6, 10)}-${value.slice(10, 12)}-${value.slice(12, 14)}`;
  if (!isRealDay(birth)) return wrong(`公民身份号码中的出生日期${birth}不存在，请核对第7至14位`);
  if (on && (birth > on || Number(on.slice(0, 4)) - Number(birth.slice(0, 4)) > 150)) {
    return wrong(`公民身份号码中的出生日期${birth}不合常理，请核对第7至14位`);
  }
  if (citizenCheckCharacter(value) !== value[17]) return wrong('公民身份号码的校验位不符，请对照证件逐位核对');
  return { ok: true, birth: birth as PlainDate, sex: Number(value[16]) % 2 === 1 ? '男' : '女', region: value.slice(0, 6) };
}

/** Checks a mainland mobile number or a landline with its area code. */
export function checkPhone(value: string): Checked<{ mobile: boolean }> {
  if (/^1[3-9]\d{9}$/.test(value)) return { ok: true, mobile: true };
  if (/^0\d{2,3}-?\d{7,8}$/.test(value)) return { ok: true, mobile: false };
  if (/^\d{7,8}$/.test(value)) return wrong('座机请加区号，如0427-1234567');
  if (/^1\d*$/.test(value)) return wrong(`手机号码应为11位，以13至19开头，现为${value.length}位，请核对`);
  return wrong('电话号码有误：手机填11位数字，座机填区号加号码，如0427-1234567');
}

const plateProvinces = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼';
const plate = new RegExp(
  `^[${plateProvinces}][A-HJ-Z](?:[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9警学挂港澳]|[A-HJK][A-HJ-NP-Z0-9]\\d{4}|\\d{5}[A-HJK])$`,
);

/** Checks a civil number plate (GA 36): five characters after the letter, or six for new-energy vehicles. */
export function checkPlate(value: string): Checked<{ newEnergy: boolean }> {
  if (/[\s·•.-]/.test(value)) return wrong('号牌号码不填间隔点和空格，如辽L12345');
  if (/[a-z]/.test(value)) return wrong('号牌号码中的字母请用大写');
  if (!plateProvinces.includes(value[0] ?? ' ')) return wrong('号牌号码应以省级简称开头，如辽L12345');
  if (/[IO]/.test(value.slice(2))) return wrong('号牌序号不用字母I、O，请核对是否应为数字1、0');
  if (!plate.test(value)) return wrong('号牌号码有误：省级简称加字母后为5位，新能源汽车为6位，请核对');
  return { ok: true, newEnergy: value.length === 8 };
}
