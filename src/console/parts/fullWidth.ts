// src/console/parts/fullWidth.ts —— 标点:sentences from the rules shown with the punctuation of Chinese text

const marks: Record<string, string> = { ',': '，', ';': '；', ':': '：', '(': '（', ')': '）', '?': '？' };
const wide = /[一-鿿〔〕“”《》㎡\d号日条元）】]/;

/** 同意,进入告知 → 同意，进入告知. Marks inside figures and Latin text (10,098.80; 09:30) stay. */
export function fullWidth(text: string): string {
  return [...text]
    .map((sign, i, all) => {
      const full = marks[sign];
      if (!full) return sign;
      const [before, after] = [all[i - 1] ?? '', all[i + 1] ?? ''];
      if (/[\d\w]/.test(before) && /[\d\w]/.test(after)) return sign;
      return wide.test(before) || wide.test(after) ? full : sign;
    })
    .join('');
}
