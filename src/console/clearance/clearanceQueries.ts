// src/console/clearance/clearanceQueries.ts —— 执法人员清理的取数
import { queryOptions } from '@tanstack/react-query';
import type { ClearanceOutcome, Ground } from '../../law/clearance.ts';
import { ask } from '../wire/http.ts';

export type Run = { id: string; on: string; document: string; at: string; by: string; counts: Record<ClearanceOutcome, number> };
export type Examined = {
  person: string;
  name: string;
  unit: string;
  position: string;
  demo?: boolean;
  outcome: ClearanceOutcome;
  grounds: Ground[];
  suspended: string[];
  now?: { number: string; state: string }[];
};

export const runsQuery = queryOptions({ queryKey: ['clearances'], queryFn: () => ask<{ runs: Run[] }>('/api/clearances') });
export const runQuery = (id: string) =>
  queryOptions({ queryKey: ['clearances', id], queryFn: () => ask<{ run: Run; people: Examined[] }>(`/api/clearances/${id}`) });
export const previewQuery = queryOptions({
  queryKey: ['clearances', 'preview'],
  queryFn: () => ask<{ on: string; people: Examined[] }>('/api/clearances/preview'),
});
