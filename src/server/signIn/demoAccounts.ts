// src/server/signIn/demoAccounts.ts —— 演示账号:one account for each sample person, with a random password told once
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { shanghaiDate, shanghaiMinute } from '../../base/dates.ts';
import { posts } from '../../law/registers.ts';
import type { RegisterSnapshot } from '../../registers/registers.ts';
import type { Db } from '../../store/database.ts';
import { createAccount } from './accounts.ts';
import { randomPassword } from './passwords.ts';
import { signInTables } from './tables.ts';

export type DemoAccount = { name: string; position: string; unit: string; posts: string[]; login: string; password: string };

/** Makes accounts for the people marked demo who have a login and no account yet; returns their passwords, which are stored nowhere in the clear. */
export async function makeDemoAccounts(db: Db, registers: RegisterSnapshot, now: Date): Promise<DemoAccount[]> {
  const agency = registers.agency.id;
  const rows = await signInTables(db).selectFrom('account').select('person_id').where('agency', '=', agency).execute();
  const existing = new Set(rows.map((row) => row.person_id));
  const made: DemoAccount[] = [];
  for (const { id, name, position, unit, login, demo } of registers.people()) {
    if (!demo || login === undefined || existing.has(id)) continue;
    const password = randomPassword();
    await createAccount(db, { agency, personId: id, login, password, mustChange: false, at: now.toISOString(), demo: true });
    const held = registers.postsOf(id, shanghaiDate(now)).map((post) => posts[post]);
    made.push({ name, position, unit, posts: held, login, password });
  }
  return made;
}

/** The list people read on first start: who, which posts, login and password. */
export function demoAccountList(accounts: DemoAccount[], now: Date): string {
  const lines = accounts.map(({ name, position, posts, login, password }) => {
    const held = posts.length > 0 ? posts.join('、') : '没有岗位，不能登录';
    return `${login.padEnd(12)}${password}   ${name}（演示）　${position}　${held}`;
  });
  return [`演示账号（${shanghaiMinute(now)} 生成）：人员均为虚构，口令为随机生成，只显示这一次`, ...lines, ''].join('\n');
}

/**
 * Makes the demo accounts and writes their passwords to demo-passwords.txt (0600) in the data directory before they are committed,
 * so that no account is left whose password nobody knows. After a crash the file may hold an older list first: the last one counts.
 */
export function prepareDemoAccounts(db: Db, registers: RegisterSnapshot, now: Date, directory: string): Promise<DemoAccount[]> {
  return db.transaction().execute(async (tx) => {
    const made = await makeDemoAccounts(tx, registers, now);
    const path = join(directory, 'demo-passwords.txt');
    if (made.length > 0) await appendFile(path, `${demoAccountList(made, now)}\n`, { mode: 0o600, flush: true });
    return made;
  });
}
