// src/registers/signed/compose.ts —— 提出变更:the new content beside the one it replaces, and the rows an approved change writes
import { isPlainDate, type PlainDate } from '../../base/dates.ts';
import { canonicalJson } from '../../base/json.ts';
import { ChangeRefused } from '../changes.ts';
import type { Entry } from '../load.ts';
import type { ItemRecord } from '../packShapes.ts';
import type { RegisterSnapshot } from '../registers.ts';
import { readContent } from './contents.ts';
import { type ChangedList, type ChangeKind, countsFromApproval, kindsOf } from './lists.ts';
import type { ChangeRow } from './table.ts';

/** A change as it is asked for. `content` only with `set`; `from` only for lists that begin on a day of their own. */
export type AskedChange = {
  list: ChangedList;
  key: string;
  kind: ChangeKind;
  from?: string;
  content?: unknown;
  reason: string;
  document: string;
};
/** What a proposal says: `content` null ends the entry, `before` null begins it. */
export type ComposedChange = {
  list: ChangedList;
  key: string;
  kind: ChangeKind;
  from: PlainDate | null;
  before: unknown;
  content: unknown;
};

const refuse = (says: string): never => {
  throw new ChangeRefused(says);
};

/** Composes a proposal from what is in force; throws ChangeRefused where it may not be made. */
export function composeChange(snapshot: RegisterSnapshot, asked: AskedChange, today: PlainDate): ComposedChange {
  const { list, key, kind } = asked;
  if (!kindsOf[list].includes(kind)) refuse('这个名册不能这样变更，请从列表中选择');
  const from = dayOf(asked, today);
  const versions = snapshot.entryVersions(list, key);
  if (from !== null && versions.some((version) => version.from > from))
    refuse(`这一条已有自${versions.at(-1)!.from}起施行的内容，生效日期应当不早于那一天`);
  const before = versions.findLast((version) => version.from <= (from ?? today))?.content ?? null;
  const content = contentOf(snapshot, asked, before, from);
  if (canonicalJson(content) === canonicalJson(before)) refuse('内容和现行的相同，不需要变更');
  return { list, key, kind, from, before, content };
}

function dayOf({ list, from }: AskedChange, today: PlainDate): PlainDate | null {
  if (countsFromApproval(list)) return from === undefined || from === '' ? null : refuse('这个名册的变更自批准之日起生效，不填生效日期');
  if (from === undefined || !isPlainDate(from)) return refuse('没有这一天，请按“2026-03-02”的样子填写生效日期');
  if (from < today) return refuse('生效日期不能早于今天：已办的事按当时的名册，不能倒回去改');
  return from;
}

function contentOf(snapshot: RegisterSnapshot, asked: AskedChange, before: unknown, from: PlainDate | null): unknown {
  const { list, key, kind, reason } = asked;
  if (kind === 'set') return readContent(snapshot, list, key, settled(asked, before, from));
  if (before === null) return refuse('没有这一条现行的内容，请核对');
  if (kind === 'end') {
    if (list === 'unit' && snapshot.people().some(({ unitId }) => unitId === key)) refuse('这个机构里还有人员，请先调整人员的机构');
    return null;
  }
  const item = before as ItemRecord;
  if (item.usable === (kind === 'restore')) refuse(item.usable ? '这个事项现在可以使用' : '这个事项现在已经停用');
  const { whyUnusable: _, ...rest } = item;
  const now = kind === 'suspend' ? { ...rest, usable: false, whyUnusable: reason } : { ...rest, usable: true };
  return readContent(snapshot, list, key, { ...now, publishedFrom: from });
}

/** What the system itself says of a new content: its first day, and for a parameter its name and ground. */
function settled({ list, content, document }: AskedChange, before: unknown, from: PlainDate | null): unknown {
  const given = (content ?? {}) as Record<string, unknown>;
  if (list === 'parameter') return { ...(before as object | null), basis: document, mark: 'C', ...given, from };
  if (list === 'item') return { ...given, publishedFrom: from };
  return given;
}

/** 2026.1 → 2026.2 within the year of approval, else 2027.1. */
export function nextVersion(version: string, on: PlainDate): string {
  const [, year, n] = /^(\d{4})\.(\d+)$/.exec(version) ?? [];
  return year === on.slice(0, 4) ? `${year}.${Number(n) + 1}` : `${on.slice(0, 4)}.1`;
}

type Head = { version: string; source: string; notices: Record<string, string> };
/** The calendar's name and source once a change of one of its years is in force. */
export function nextHead(snapshot: RegisterSnapshot, { key, document }: Pick<ChangeRow, 'key' | 'document'>, on: PlainDate): Head {
  const held = snapshot.entryVersions('calendar', 'calendar').at(-1)!.content as Head;
  return { version: nextVersion(held.version, on), source: document, notices: { ...held.notices, [key]: document } };
}

/** The rows of an approved change, as its leaf says them. */
export function entriesOf(said: { list: string; key: string; effectiveOn: string; content: unknown; head?: unknown }): Entry[] {
  const { list, key, effectiveOn: from, content, head } = said;
  const entry: Entry = { list: list as ChangedList, key, from, content };
  return head === undefined ? [entry] : [{ list: 'calendar', key: 'calendar', from, content: head }, entry];
}
