// src/base/money.ts —— 金额:integer 分 inside, 元 for people

/** An amount in 分 (1/100 元), a safe integer. */
export type Fen = number;

/** Parses '20098.80' or '20,098.80' (元) into 分. Returns undefined for anything that is not an amount with at most two decimals. */
export function parseYuan(text: string): Fen | undefined {
  const match = /^(\d{1,3}(?:,?\d{3})*|\d+)(?:\.(\d{1,2}))?$/.exec(text.trim());
  if (!match) return undefined;
  const fen = Number(match[1]!.replaceAll(',', '')) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  return Number.isSafeInteger(fen) ? fen : undefined;
}

/** 2009880 → '20,098.80' */
export const yuan = (fen: Fen): string => {
  const [whole, cents] = [Math.floor(Math.abs(fen) / 100), Math.abs(fen) % 100];
  return `${fen < 0 ? '-' : ''}${String(whole).replace(/\B(?=(\d{3})+$)/g, ',')}.${String(cents).padStart(2, '0')}`;
};

const digits = '零壹贰叁肆伍陆柒捌玖';
const group = (value: number): string => {
  let text = '';
  let zero = false;
  for (const [unit, name] of [
    [1000, '仟'],
    [100, '佰'],
    [10, '拾'],
    [1, ''],
  ] as const) {
    const digit = Math.floor(value / unit) % 10;
    if (digit === 0) zero = text !== '';
    else {
      text += `${zero ? '零' : ''}${digits[digit]}${name}`;
      zero = false;
    }
  }
  return text;
};

/** 2009880 → 贰万零玖拾捌元捌角; as 票据法 forms write amounts. */
export function yuanInCapitals(fen: Fen): string {
  const whole = Math.floor(fen / 100);
  let text = '';
  for (const [size, name] of [
    [1e8, '亿'],
    [1e4, '万'],
    [1, ''],
  ] as const) {
    const part = Math.floor(whole / size) % (size === 1e8 ? 1e6 : 1e4);
    const below = size === 1 ? 0 : whole % size;
    if (part > 0) text += `${text !== '' && part < 1000 && !text.endsWith('零') ? '零' : ''}${group(part)}${name}`;
    else if (text !== '' && below > 0 && !text.endsWith('零')) text += '零';
  }
  text = `${text || '零'}元`;
  const [jiao, cents] = [Math.floor(fen / 10) % 10, fen % 10];
  if (jiao === 0 && cents === 0) return `${text}整`;
  if (jiao > 0) text += `${digits[jiao]}角`;
  else text += '零';
  return cents > 0 ? `${text}${digits[cents]}分` : text;
}
