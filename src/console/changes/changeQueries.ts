// src/console/changes/changeQueries.ts —— 名册变更的取数
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { ChangedList, ChangeKind } from '../../registers/signed/lists.ts';
import { ask } from '../wire/http.ts';
import { query } from '../wire/queries.ts';

export type ChangeState = 'proposed' | 'approved' | 'rejected' | 'withdrawn';
export const stateNames: Record<ChangeState, string> = { proposed: '待批准', approved: '已批准', rejected: '已退回', withdrawn: '已撤回' };

export type ChangeListed = {
  id: string;
  list: ChangedList;
  listName: string;
  key: string;
  name: string;
  kind: ChangeKind;
  state: ChangeState;
  reason: string;
  document: string;
  version: string | null;
  from: string | null;
  proposedAt: string;
  proposedBy: string;
  own: boolean;
  decidedAt: string | null;
  decidedBy: string;
  decidedWhy: string | null;
  checked: number | null;
  moved: number;
};
export type Moved = {
  case?: string;
  step: string;
  stepName: string;
  says: string;
  number?: string | null;
  cause?: string;
  old: { strict: string; rolled: string };
  new: { strict: string; rolled: string };
};
export type ChangeOpened = {
  change: Omit<ChangeListed, 'moved'> & { before: unknown; content: unknown };
  moved: Moved[];
  checked: number;
  obstacle?: string;
};
export type EntryListed = { key: string; content: Record<string, unknown> | null; from: string | null; versions: { from: string }[] };

export const changesQuery = (state: ChangeState | undefined) =>
  infiniteQueryOptions({
    queryKey: ['register-changes', state],
    queryFn: ({ pageParam }) =>
      ask<{ changes: ChangeListed[]; next?: string }>(`/api/register-changes?${query({ state, after: pageParam })}`),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  });
export const changeQuery = (id: string) =>
  queryOptions({ queryKey: ['register-changes', 'one', id], queryFn: () => ask<ChangeOpened>(`/api/register-changes/${id}`) });
export const entriesQuery = (list: ChangedList) =>
  queryOptions({ queryKey: ['registers', list], queryFn: () => ask<{ on: string; entries: EntryListed[] }>(`/api/registers/${list}`) });
