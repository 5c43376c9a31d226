// src/console/wire/drafts.ts —— 草稿:what a person typed, kept in this tab until it is recorded
// sessionStorage, not localStorage: a draft holds names and ID numbers, and desks are shared. It outlives a reload and an ended session,
// and is gone with the tab. Drafts of one person are never shown to another who signs in.

import { newId } from '../../base/ids.ts';
import type { Draft } from './shapes.ts';

/** A draft with the act numbers its author had seen and the key under which it is recorded once, however often it is sent. */
export type Kept = Draft & { seen: number; key: string; at: string };
type Place = { person: string; caseId: string; step: string };
type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

const nameOf = ({ person, caseId, step }: Place) => `heming.draft.${person}.${caseId}.${step}`;

/** The drafts of a tab. */
export function openDrafts(storage: Storage, now: () => Date = () => new Date()) {
  return {
    /** The kept draft, or undefined when there is none or it cannot be read. */
    read(place: Place): Kept | undefined {
      try {
        return JSON.parse(storage.getItem(nameOf(place)) ?? 'null') ?? undefined;
      } catch {
        return undefined;
      }
    },
    /** Keeps a draft under the key it had, or a new one. Returns what was kept. */
    keep(place: Place, draft: Draft & { seen: number; key?: string }): Kept {
      const kept: Kept = { ...draft, key: draft.key ?? newId(), at: now().toISOString() };
      try {
        storage.setItem(nameOf(place), JSON.stringify(kept));
      } catch {
        // A full or forbidden storage: the page still holds the draft.
      }
      return kept;
    },
    drop: (place: Place): void => storage.removeItem(nameOf(place)),
    /** Steps of a case for which the person left a draft. */
    steps(person: string, caseId: string): string[] {
      const start = `heming.draft.${person}.${caseId}.`;
      return keysOf(storage).flatMap((key) => (key.startsWith(start) ? [key.slice(start.length)] : []));
    },
    /** How many drafts a person left in this tab. */
    count: (person: string): number => keysOf(storage).filter((key) => key.startsWith(`heming.draft.${person}.`)).length,
    /** Forgets everything a person left behind; on signing out. Returns how many there were. */
    dropAll(person: string): number {
      const own = keysOf(storage).filter((key) => key.startsWith(`heming.draft.${person}.`));
      for (const key of own) storage.removeItem(key);
      return own.length;
    },
  };
}

const keysOf = (storage: Storage): string[] => Array.from({ length: storage.length }, (_, i) => storage.key(i) ?? '');
