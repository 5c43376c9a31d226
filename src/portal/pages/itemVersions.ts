// src/portal/pages/itemVersions.ts —— 事项的版本:which version of an item a day sees, and all of them with what they rest on
import { html } from 'hono/html';
import { isPlainDate, type PlainDate } from '../../base/dates.ts';
import type { ItemRecord } from '../../registers/packShapes.ts';
import { changeKinds } from '../../registers/signed/lists.ts';
import { type ChangeRow, changeTables } from '../../registers/signed/table.ts';
import type { Visit } from '../deps.ts';
import type { Html } from '../frame/page.ts';

/** An item as a day saw it; an ended one is shown as it last was. */
export type ItemShown = { item: ItemRecord; on: PlainDate; ended?: string };

/** The version in force on the asked day (today, where none is asked); undefined for a code the list never had by then. */
export function itemShown({ registers, today }: Visit, code: string, asked: string | undefined): ItemShown | undefined {
  const on = isPlainDate(asked) ? asked : today;
  const item = registers.item(code, on);
  if (item) return { item, on };
  const versions = registers.entryVersions('item', code).filter(({ from }) => from <= on);
  const last = versions.findLast(({ content }) => content !== null)?.content as ItemRecord | undefined;
  return last && { item: last, on, ended: versions.at(-1)!.from };
}

/** What the reader must know when he does not see today's list. */
export function versionNote({ today }: Visit, { on, ended }: ItemShown): Html | string {
  if (ended) return html`<p class="note warn">这个事项自${ended}起取消，本局不再依它办案。下面是取消以前的内容。</p>`;
  return on === today ? '' : html`<p class="note">这是${on}有效的内容，不一定是现行的。<a href="?">看现行的内容</a></p>`;
}

/** Every version with its first day and, where it was changed here, the document it rests on. */
export async function itemVersions({ db, agency, registers }: Visit, { item, on }: ItemShown): Promise<Html> {
  const changes = await changeTables(db)
    .selectFrom('register_change')
    .select(['effective_on', 'kind', 'document'])
    .where('agency', '=', agency)
    .where('list', '=', 'item')
    .where('key', '=', item.code)
    .where('state', '=', 'approved')
    .orderBy('decided_at')
    .execute();
  const versions = registers.entryVersions('item', item.code);
  const shown = versions.findLast(({ from }) => from <= on);
  const rows = versions.toReversed().map((version) => {
    const change = changes.findLast(({ effective_on }) => effective_on === version.from);
    const what = change ? changeKinds[change.kind as keyof typeof changeKinds] : '公布';
    const day = version === shown ? html`<strong>${version.from}</strong>` : html`<a href="?on=${version.from}">${version.from}</a>`;
    return html`<li>${day}起，${what}${change ? basisOf(change) : ''}</li>`;
  });
  return html`<section aria-labelledby="versions"><h2 id="versions">各个版本</h2><ul class="dash s">${rows}</ul></section>`;
}

const basisOf = ({ document }: Pick<ChangeRow, 'document'>): Html => html`<br><span class="mute">依据：${document}</span>`;
