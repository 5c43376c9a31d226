// src/registers/changes.ts —— 名册变更:posts and certificates change by dated rows, with who, when and why
import { addYears, isPlainDate, type PlainDate, shanghaiDate } from '../base/dates.ts';
import { newId } from '../base/ids.ts';
import { type Post, posts } from '../law/registers.ts';
import type { Db } from '../store/database.ts';
import { type Hand, touchRegisters } from './load.ts';
import { registerTables } from './tables.ts';

/** A change the registers refuse; the message says in Chinese what to do instead. */
export class ChangeRefused extends Error {
  override name = 'ChangeRefused';
}
const refuse = (says: string): never => {
  throw new ChangeRefused(says);
};

/** A change of the registers: whose, from which day, why, and the hand (never the person's own). */
export type PostChange = Hand & { agency: string; personId: string; post: Post; from: PlainDate; why: string };
/** `personId`: whose certificate it is said to be. */
export type CertificateChange = Hand & { agency: string; personId: string; number: string; from: PlainDate; why: string };

const administrators: Post[] = ['systemAdmin', 'securityAdmin', 'auditAdmin'];

/** Throws ChangeRefused when the agency's register has no such person. */
export async function refuseUnknown(tx: Db, agency: string, personId: string): Promise<void> {
  const found = await registerTables(tx)
    .selectFrom('register_entry')
    .select('id')
    .where('agency', '=', agency)
    .where('list', '=', 'person')
    .where('key', '=', personId)
    .executeTakeFirst();
  if (!found) refuse('名册里没有这个人，请先登记人员');
}

/** Grants a post from a day on; refuses doubles, a grant to oneself, and mixing the three administrators with each other or with business (三员分立). */
export async function grantPost(tx: Db, change: PostChange & { until?: PlainDate }): Promise<void> {
  const { agency, personId, post, from, until, why, by, at } = change;
  check(change);
  if (until !== undefined && until <= from) refuse('截止日期应晚于起始日期');
  if (from < addYears(shanghaiDate(at), -1)) refuse('任命最多追溯一年，请核对起始日期和任职文件');
  await touchRegisters(tx, agency, at);
  await refuseUnknown(tx, agency, personId);
  const t = registerTables(tx);
  const held = await t.selectFrom('post_held').selectAll().where('agency', '=', agency).where('person_id', '=', personId).execute();
  const overlapping = held.filter(
    (row) => (until === undefined || row.valid_from < until) && (row.valid_until === null || from < row.valid_until),
  );
  if (overlapping.some((row) => row.post === post)) refuse(`此人在这段时间已经担任${posts[post]}，不需要再次授予`);
  const mixed = overlapping.find((row) => administrators.includes(post) || administrators.includes(row.post as Post));
  if (mixed) refuse(`此人担任${posts[mixed.post as Post]}，不能同时担任${posts[post]}：三类管理员彼此分立，也不担任业务岗位`);
  await t
    .insertInto('post_held')
    .values({
      ...{ id: newId(), agency, person_id: personId, post, valid_from: from, valid_until: until ?? null, basis: why },
      ...{ granted_at: at, granted_by: by, ended_at: null, ended_by: null, why_ended: null },
    })
    .execute();
}

/** Ends a post: `from` is the first day without it. What was signed before that day stays signed by right. */
export async function endPost(tx: Db, change: PostChange): Promise<void> {
  const { agency, personId, post, from, why, by, at } = change;
  check(change);
  await touchRegisters(tx, agency, at);
  const { numUpdatedRows } = await registerTables(tx)
    .updateTable('post_held')
    .set({ valid_until: from, ended_at: at, ended_by: by, why_ended: why })
    .where('agency', '=', agency)
    .where('person_id', '=', personId)
    .where('post', '=', post)
    .where('valid_from', '<=', from)
    .where((is) => is.or([is('valid_until', 'is', null), is('valid_until', '>', from)]))
    .executeTakeFirst();
  if (Number(numUpdatedRows) === 0) refuse(`此人在${from}没有担任${posts[post]}，请核对岗位和日期`);
}

/** Records a certificate issued to a person; refuses a number that is already there. */
export async function recordCertificate(
  tx: Db,
  change: Hand & { agency: string; personId: string; number: string; validFrom: PlainDate; validTo: PlainDate; actTypes: string[] },
): Promise<void> {
  const { agency, personId, number, validFrom, validTo, actTypes, by, at } = change;
  if (validTo < validFrom) refuse('有效期的截止日期不能早于起始日期');
  if (actTypes.length === 0) refuse('请至少选择一种执法类别');
  await touchRegisters(tx, agency, at);
  await refuseUnknown(tx, agency, personId);
  const { numInsertedOrUpdatedRows } = await registerTables(tx)
    .insertInto('certificate')
    .values({
      ...{ agency, number, person_id: personId, valid_from: validFrom, valid_to: validTo },
      ...{ act_types: actTypes, recorded_at: at, recorded_by: by },
    })
    .onConflict((conflict) => conflict.columns(['agency', 'number']).doNothing())
    .executeTakeFirst();
  if (Number(numInsertedOrUpdatedRows) === 0) refuse('这个执法证号已经登记，请核对');
}

/** Suspends a certificate (暂扣) from a day on, up to `until` (the first day it may be used again) or until it is resumed. */
export async function suspendCertificate(tx: Db, change: CertificateChange & { until?: PlainDate }): Promise<void> {
  if (change.until !== undefined && change.until <= change.from) refuse('暂扣的截止日期应晚于起始日期');
  await recordState(tx, change, 'suspended', change.until);
}

/** Cancels a certificate (注销) from a day on, for good. */
export const cancelCertificate = (tx: Db, change: CertificateChange): Promise<void> => recordState(tx, change, 'cancelled');

/** Ends a suspension: `from` is the first day the certificate may be used again. */
export async function resumeCertificate(tx: Db, change: CertificateChange): Promise<void> {
  const { agency, number, from, by, at } = change;
  check(change);
  await touchRegisters(tx, agency, at);
  await holderOf(tx, change);
  const { numUpdatedRows } = await registerTables(tx)
    .updateTable('certificate_state')
    .set({ valid_until: from, lifted_at: at, lifted_by: by })
    .where('agency', '=', agency)
    .where('number', '=', number)
    .where('state', '=', 'suspended')
    .where('valid_from', '<=', from)
    .where((is) => is.or([is('valid_until', 'is', null), is('valid_until', '>', from)]))
    .executeTakeFirst();
  if (Number(numUpdatedRows) === 0) refuse('这个执法证当日没有被暂扣，请核对证号和日期');
}

/** The certificate must be registered, be this person's, and not the changing hand's own. */
async function holderOf(tx: Db, { agency, personId, number, by }: CertificateChange): Promise<void> {
  await refuseUnknown(tx, agency, personId);
  const certificate = await registerTables(tx)
    .selectFrom('certificate')
    .select('person_id')
    .where('agency', '=', agency)
    .where('number', '=', number)
    .executeTakeFirst();
  if (!certificate) refuse('没有登记这个执法证号，请核对');
  if (certificate?.person_id === by) refuse('不能变更自己的执法证，请由其他管理员办理');
  if (certificate?.person_id !== personId) refuse('这个执法证不是此人的，请核对证号和人员');
}

async function recordState(tx: Db, change: CertificateChange, state: 'suspended' | 'cancelled', until?: PlainDate): Promise<void> {
  const { agency, number, from, why, by, at } = change;
  check(change);
  await touchRegisters(tx, agency, at);
  await holderOf(tx, change);
  const t = registerTables(tx);
  const states = await t.selectFrom('certificate_state').selectAll().where('agency', '=', agency).where('number', '=', number).execute();
  if (states.some((row) => row.state === 'cancelled')) refuse('这个执法证已经注销，不能再变更');
  const running = states.some(
    (row) => (row.valid_until === null || row.valid_until > from) && (until === undefined || row.valid_from < until),
  );
  if (state === 'suspended' && running) refuse('这个执法证在这段时间已经暂扣，不需要再次暂扣');
  await t
    .insertInto('certificate_state')
    .values({
      ...{ id: newId(), agency, number, state, valid_from: from, valid_until: until ?? null, why },
      ...{ recorded_at: at, recorded_by: by, lifted_at: null, lifted_by: null },
    })
    .execute();
}

function check(change: { personId?: string; from: PlainDate; why: string; by: string }): void {
  if (!isPlainDate(change.from)) refuse('请填写真实存在的日期，写作 YYYY-MM-DD');
  if (change.personId === change.by) refuse('不能为自己办理岗位和执法证的变更，请由其他管理员办理');
  if (change.why.trim() === '') refuse('请写明变更的理由或者依据文件');
  if (change.why.length > 200) refuse('理由最多200字');
}
