// src/console/wire/queries.ts —— 取数:every question the pages ask, with how long an answer may be reused
import { infiniteQueryOptions, QueryClient, queryOptions } from '@tanstack/react-query';
import { ask, Problem } from './http.ts';
import type * as s from './shapes.ts';

const MINUTE = 60_000;

/** One client a page; refusals are answers and are never asked again by themselves. */
export const client = new QueryClient({
  defaultOptions: {
    queries: { retry: (count, error) => !(error instanceof Problem) && count < 1, staleTime: 5_000, refetchOnWindowFocus: true },
  },
});

export const meQuery = queryOptions({ queryKey: ['me'], queryFn: () => ask<s.Me>('/api/me'), staleTime: MINUTE });

/** One board of cases, page by page. */
export const casesQuery = (view: s.CaseViewName, q: string) =>
  infiniteQueryOptions({
    queryKey: ['cases', view, q],
    queryFn: ({ pageParam: after }) =>
      q
        ? ask<s.CasePage>('/api/cases/search', { method: 'POST', body: { view, q, after } })
        : ask<s.CasePage>(`/api/cases?${query({ view, after })}`),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  });
export const caseQuery = (id: string) => queryOptions({ queryKey: ['case', id], queryFn: () => ask<s.CaseView>(`/api/cases/${id}`) });
export const formQuery = (id: string, step: string) =>
  queryOptions({
    queryKey: ['case', id, 'form', step],
    queryFn: () => ask<s.Form>(`/api/cases/${id}/forms/${step}`),
    refetchOnWindowFocus: false,
  });
export const viewsQuery = (id: string) =>
  queryOptions({ queryKey: ['case', id, 'views'], queryFn: () => ask<s.Views>(`/api/cases/${id}/views`) });
export const publicationQuery = (id: string) =>
  queryOptions({ queryKey: ['case', id, 'publication'], queryFn: () => ask<s.PublicationDraft>(`/api/publications/${id}/draft`) });
export const deadlinesQuery = infiniteQueryOptions({
  queryKey: ['deadlines'],
  queryFn: ({ pageParam }) => ask<s.DeadlinePage>(`/api/deadlines?${query({ after: pageParam })}`),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.next,
});
export const itemsQuery = (q: string) =>
  queryOptions({
    queryKey: ['items', q],
    queryFn: () => ask<{ items: s.Item[] }>(`/api/items?${query({ q: q || undefined })}`),
    staleTime: 10 * MINUTE,
  });
export const articleQuery = (cite: string) =>
  queryOptions({
    queryKey: ['article', cite],
    queryFn: () => ask<s.Article>(`/api/articles/${encodeURIComponent(cite)}`),
    staleTime: Number.POSITIVE_INFINITY,
  });
export const peopleQuery = queryOptions({
  queryKey: ['people'],
  queryFn: () => ask<{ people: s.PersonListed[]; units: { id: string; name: string }[] }>('/api/people'),
});
export const refusalsQuery = infiniteQueryOptions({
  queryKey: ['oversight', 'refusals'],
  queryFn: ({ pageParam }) =>
    ask<{ refusals: s.RefusedAct[]; next?: string; names?: Record<string, string> }>(
      `/api/oversight/refusals?${query({ after: pageParam })}`,
    ),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.next,
});
/** Refusals of the week that begins on `from`, newest first: the list, begun where the week ends. */
export const weekRefusalsQuery = (from: string) =>
  queryOptions({
    queryKey: ['oversight', 'refusals', from],
    queryFn: async () => {
      const [start, end] = [0, 7].map((days) => new Date(Date.parse(`${from}T00:00:00+08:00`) + days * 86_400_000).toISOString());
      const after = `${end}~ffffffff-ffff-ffff-ffff-ffffffffffff`;
      const { refusals, next } = await ask<{ refusals: s.RefusedAct[]; next?: string }>(`/api/oversight/refusals?${query({ after })}`);
      const inside = refusals.filter((row) => new Date(row.at).toISOString() >= start!);
      return { rows: inside, more: next !== undefined && inside.length === refusals.length };
    },
  });
export const weeksQuery = queryOptions({
  queryKey: ['oversight', 'weeks'],
  queryFn: () => ask<{ weeks: s.Week[] }>('/api/oversight/weeks'),
});
export const weekActsQuery = (from: string) =>
  queryOptions({
    queryKey: ['oversight', 'acts', from],
    queryFn: () => ask<{ acts: s.WeekAct[]; more: boolean }>(`/api/oversight/acts?${query({ from })}`),
  });
export const checksQuery = queryOptions({
  queryKey: ['oversight', 'checks'],
  queryFn: () => ask<s.NightlyChecks>('/api/oversight/checks'),
});
export const notMajorQuery = queryOptions({
  queryKey: ['oversight', 'not-major'],
  queryFn: () => ask<{ cases: s.NotMajor[] }>('/api/oversight/not-major'),
});

/** Query string of the given values; empty ones are left out. */
export const query = (values: Record<string, string | undefined>): string =>
  new URLSearchParams(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== ''),
  ).toString();
