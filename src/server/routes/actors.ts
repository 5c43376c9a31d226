// src/server/routes/actors.ts —— 岗位能办哪些环节:posts × actors on steps is the permission model

import { procedures } from '../../law/procedures/inForce.ts';
import type { Post } from '../../law/registers.ts';
import type { ActorId } from '../../law/vocabulary.ts';

/** The actors a holder of these posts may be, over all procedures; facts (party, authority) are nobody's turn. */
export function actorsOf(posts: readonly Post[]): ActorId[] {
  const found = new Set<ActorId>();
  for (const procedure of procedures)
    for (const [actor, rule] of Object.entries(procedure.actors) as [ActorId, (typeof procedure.actors)[ActorId]][])
      if (rule.posts.some((post) => posts.includes(post))) found.add(actor);
  found.delete('party');
  found.delete('authority');
  return [...found];
}
