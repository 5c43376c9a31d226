// src/console/board/whoseTurn.ts —— 轮到谁:the actors a row waits for, told to the person who looks
import type { Post } from '../../law/registers.ts';
import { type ActorId, actorNames } from '../../law/vocabulary.ts';

const actorsOfPost: Partial<Record<Post, ActorId[]>> = {
  officer: ['officer', 'officers'],
  sectionHead: ['sectionHead', 'stater'],
  legalReviewer: ['reviewer'],
  head: ['head', 'stater'],
  hearingHost: ['host'],
  publicityOfficer: ['publicityOfficer'],
  archivist: ['archivist'],
};
const short: Partial<Record<ActorId, string>> = {
  officer: '执法人员',
  officers: '执法人员',
  sectionHead: '承办机构负责人',
  stater: '负责人',
  reviewer: '法制审核',
  head: '机关负责人',
};
const handlersAct: readonly ActorId[] = ['officer', 'officers'];

export type Turn = { mine: boolean; others: string[] };
/** Is it the viewer's turn, and who else is awaited; officers' steps wait for the case's own handlers, by name. */
export function whoseTurn(
  row: { turn: string[]; handlers: string[] },
  viewer: { id: string; posts: readonly Post[] },
  nameOf: (id: string) => string,
): Turn {
  const own = new Set(viewer.posts.flatMap((post) => actorsOfPost[post] ?? []));
  let mine = false;
  const others = new Set<string>();
  for (const actor of row.turn as ActorId[]) {
    const byHandlers = handlersAct.includes(actor) && row.handlers.length > 0;
    if (own.has(actor) && (!byHandlers || row.handlers.includes(viewer.id))) mine = true;
    else if (byHandlers) others.add(row.handlers.map(nameOf).join('、'));
    else others.add(short[actor] ?? actorNames[actor]);
  }
  return { mine, others: [...others] };
}
