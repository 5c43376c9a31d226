// src/store/queryTimes.ts —— 数据库用时:how many statements were answered and how long they took, queueing included
import type { KyselyPlugin, QueryId } from 'kysely';

/** Sums since the database was opened. */
export type QueryTimes = { count: number; seconds: number };

/** A plugin that adds every answered statement to the sums. */
export function timing(times: QueryTimes): KyselyPlugin {
  const begun = new WeakMap<QueryId, number>();
  return {
    transformQuery({ node, queryId }) {
      begun.set(queryId, performance.now());
      return node;
    },
    async transformResult({ result, queryId }) {
      times.count += 1;
      times.seconds += (performance.now() - (begun.get(queryId) ?? performance.now())) / 1000;
      return result;
    },
  };
}
