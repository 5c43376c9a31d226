// src/publication/after/redact.ts —— 隐去:what of a decision is shown, what is withheld and on what ground
// A run is shown or withheld as a whole; what is not the paper is withheld whole (案卷信息).

import type { MaskKind } from '../../law/papers/paper.ts';
import { type Entity, maskGround, publicNames, replacementFor } from '../../law/reckoning/masks.ts';
import { type Disclosure, disclose, type Segment } from '../../ledger/proof/disclose.ts';

/** The form of the decision among the papers of an act: the first that is not the receipt of its service. Undefined where it issued none. */
export function decisionFormIn(segments: Iterable<{ path: string }>): string | undefined {
  for (const { path } of segments) {
    const form = /^paper\/([A-Z]+\d+)$/.exec(path)?.[1];
    if (form && form !== 'G07') return form;
  }
  return undefined;
}
/** A row of 隐去处理 added by hand: where, what, on what ground. */
export type ExtraMask = { path: string; as: string; ground: string };
/** One withheld run. */
export type Withheld = { path: string; as: string; ground: string };
type Hiding = { as: string; ground: string; mask?: MaskKind };

const file = { as: '案卷内容', ground: '政府信息公开条例第十六条第二款' };
const rootOf = (segments: Iterable<{ path: string }>) => `paper/${decisionFormIn(segments)}`;

/** Reads the extra rows of a 隐去处理; anything malformed is left out. */
export const extrasOf = (particulars: Record<string, unknown> | undefined): ExtraMask[] =>
  ((particulars?.extra as ExtraMask[] | undefined) ?? []).filter((row) => typeof row?.path === 'string');

/** Extra rows that name no run of the decision: the reviewer must see them, since they withhold nothing. */
export const unknownExtras = (segments: readonly Segment[], extras: readonly ExtraMask[]): string[] => {
  const root = rootOf(segments);
  const runs = new Set(segments.map(({ path }) => path).filter((path) => isRun(path, root)));
  return extras.map(({ path }) => path).filter((path) => !runs.has(path));
};

const isRun = (path: string, root: string) => path.startsWith(`${root}/`);

/** Masks of the runs by path, as the paper's shape has them. */
function masksIn(shape: unknown, root: string, found = new Map<string, MaskKind>()): Map<string, MaskKind> {
  if (typeof shape !== 'object' || shape === null) return found;
  const { at, mask } = shape as { at?: unknown; mask?: MaskKind };
  if (typeof at === 'number' && mask) found.set(`${root}/${at}`, mask);
  for (const member of Object.values(shape)) masksIn(member, root, found);
  return found;
}

/** Why each withheld segment of a decision is withheld, by path. Everything that is not the paper is withheld. */
function hidingOf(segments: readonly Segment[], extras: readonly ExtraMask[], entities: readonly Entity[]): Map<string, Hiding> {
  const root = rootOf(segments);
  const masks = masksIn(segments.find(({ path }) => path === root)?.value, root);
  const known = entities.map(({ text, mask }) => ({ text: plain(text), mask }));
  const hiding = new Map<string, Hiding>();
  for (const { path, value } of segments) {
    if (path === root) continue;
    const extra = extras.find((row) => row.path === path);
    // The last line of defence: whatever still spells out somebody's data is withheld, wherever the text came from.
    const mask = masks.get(path) ?? known.find(({ text }) => plain(String(value)).includes(text))?.mask;
    if (!isRun(path, root)) hiding.set(path, file);
    else if (extra) hiding.set(path, { as: extra.as, ground: extra.ground });
    else if (mask) hiding.set(path, { ...maskGround(mask), mask });
  }
  return hiding;
}

const plain = (text: string) => text.normalize('NFKC').replace(/\s/g, '').toLowerCase();

/** The redacted disclosure of a decision, with the words that stand in place of withheld runs (非原文, by path). */
export function redact(
  segments: readonly Segment[],
  salts: Uint8Array,
  { extras, entities, places }: { extras: readonly ExtraMask[]; entities: readonly Entity[]; places: string[] },
): { disclosure: Disclosure; instead: Record<string, string>; hidden: Withheld[] } {
  const hiding = hidingOf(segments, extras, entities);
  const disclosure = disclose(segments, salts, ({ path }) => {
    const { as, ground } = hiding.get(path) ?? {};
    return as !== undefined && ground !== undefined && { as, ground };
  });
  const root = rootOf(segments);
  const runs = segments.filter(({ path }) => isRun(path, root) && hiding.has(path));
  return {
    // Which particulars the act had is nobody's business: outside the paper only the kind of the segment is named.
    disclosure: {
      segments: disclosure.segments.map((each) =>
        'h' in each && !isRun(each.path, root) ? { ...each, path: each.path.replace(/\/.*/s, '') } : each,
      ),
    },
    instead: replacements(runs, hiding, places),
    hidden: runs.map(({ path }) => ({ path, as: hiding.get(path)!.as, ground: hiding.get(path)!.ground })),
  };
}

function replacements(runs: readonly Segment[], hiding: Map<string, Hiding>, places: string[]): Record<string, string> {
  const named = runs.filter(({ path }) => hiding.get(path)?.mask === 'personName').map(({ value }) => String(value).replace(/\s/g, ''));
  const names = publicNames(named.filter((name) => name.length <= 12));
  return Object.fromEntries(
    runs.flatMap(({ path, value }) => {
      const mask = hiding.get(path)?.mask;
      const text = String(value);
      // A run that only contains a name has no replacement of its own: withheld whole.
      if (mask === 'personName' && !names.has(text.replace(/\s/g, ''))) return [];
      const shown = mask && replacementFor({ text, mask }, names, places);
      return shown ? [[path, shown]] : [];
    }),
  );
}
