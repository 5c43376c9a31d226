// bench/measure.ts —— 量法:ratios of things measured in turn in the same run, by their medians

/** One line of the table. `ratio` is value over against (or its inverse where more is better: the line says which). */
export type Line = {
  what: string;
  value: string;
  against: string;
  ratio?: number;
  limit?: { atLeast: number } | { atMost: number };
};

/** A bench: yields its lines as it gets them; `say` tells the person waiting what is going on. */
export type Bench = (context: { args: string[]; say: (text: string) => void }) => Promise<Line[]>;

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

/** Wall time and CPU time (all threads of this process) of some work, in ms. */
export async function timed(work: () => Promise<unknown>): Promise<{ ms: number; cpu: number }> {
  const before = process.cpuUsage();
  const begin = performance.now();
  await work();
  const ms = performance.now() - begin;
  const { user, system } = process.cpuUsage(before);
  return { ms, cpu: (user + system) / 1000 };
}

/** Does the line keep its limit? A line without a limit only informs. */
export function verdictOf({ ratio, limit }: Line): '达到' | '未达到' | '—' {
  if (ratio === undefined || limit === undefined) return '—';
  return ('atLeast' in limit ? ratio >= limit.atLeast : ratio <= limit.atMost) ? '达到' : '未达到';
}

const wide = /[\u1100-\u115f\u2e80-\uffe6]/;
const widthOf = (text: string): number => [...text].reduce((sum, char) => sum + (wide.test(char) ? 2 : 1), 0);
const pad = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)));

/** The lines as a table for a terminal, Chinese characters counted double. */
export function tableOf(lines: readonly Line[]): string {
  const limitOf = ({ limit }: Line) => (limit === undefined ? '' : 'atLeast' in limit ? `≥ ${limit.atLeast}` : `≤ ${limit.atMost}`);
  const rows = [
    ['项目', '实测', '对照', '比值', '限值', '结论'],
    ...lines.map((line) => [line.what, line.value, line.against, line.ratio?.toFixed(2) ?? '', limitOf(line), verdictOf(line)]),
  ];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => widthOf(row[column]!))));
  return rows
    .map((row) =>
      row
        .map((cell, column) => pad(cell, widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
