// src/console/oversight/topGates.ts —— 被拒最多的理由
/** The most frequent gates of refused acts, at most `most`, ties in the order of first sight. */
export function topGates(rows: readonly { gates?: readonly string[] }[], most = 8): { gate: string; n: number }[] {
  const counts = new Map<string, number>();
  for (const gate of rows.flatMap((row) => row.gates ?? [])) counts.set(gate, (counts.get(gate) ?? 0) + 1);
  return [...counts]
    .map(([gate, n]) => ({ gate, n }))
    .sort((a, b) => b.n - a.n)
    .slice(0, most);
}
