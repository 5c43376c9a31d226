// src/server/routes/actors.ts —— 岗位能办哪些环节:posts × actors on steps is the permission model

import { procedures } from '../../law/procedures/inForce.ts';
import type { Post } from '../../law/registers.ts';
import type { ActorId } from '../../law/vocabulary.ts';

/** The actors a holder of these posts may be, over all procedures; facts (party, authority) are nobody's turn. */
export const actorsOf = (posts: readonly Post[]): ActorId[] => [...new Set(posts.flatMap((post) => actorsOfPost.get(post) ?? []))];

/** The procedures are many and do not change while the server runs: each board asks this. */
const actorsOfPost = new Map<Post, ActorId[]>();
for (const procedure of procedures)
  for (const [actor, rule] of Object.entries(procedure.actors) as [ActorId, (typeof procedure.actors)[ActorId]][])
    if (actor !== 'party' && actor !== 'authority')
      for (const post of rule.posts) {
        const known = actorsOfPost.get(post) ?? [];
        actorsOfPost.set(post, known.includes(actor) ? known : [...known, actor]);
      }
