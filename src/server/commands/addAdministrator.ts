// src/server/commands/addAdministrator.ts —— 首个管理员:an empty installation makes its first account on the command line
import { shanghaiDate } from '../../base/dates.ts';
import { newId } from '../../base/ids.ts';
import { grantPost } from '../../registers/changes.ts';
import { always, recordEntries } from '../../registers/load.ts';
import { readConfiguration } from '../configuration.ts';
import { createAccount } from '../signIn/accounts.ts';
import { randomPassword } from '../signIn/passwords.ts';
import { type Heming, openHeming } from '../wiring.ts';

const kinds = { system: 'systemAdmin', security: 'securityAdmin', audit: 'auditAdmin' } as const;

/** Records the person, the post and the account, with a leaf of the log, all or nothing. */
async function addAdministrator(heming: Heming, name: string, login: string, kind: keyof typeof kinds): Promise<string> {
  const { casework } = heming;
  const { agency } = casework;
  const now = casework.clock();
  const hand = { by: 'commandLine', at: now.toISOString() };
  const registers = await casework.registers(heming.store.db);
  const unit = registers.units(shanghaiDate(now))[0]?.id;
  if (!unit) throw new Error('数据包里没有机构,请先补全 organisation.json。');
  const personId = `${agency}-${newId()}`;
  const password = randomPassword();
  const segments = Object.entries({ person: personId, post: kinds[kind], why: '命令行建立管理员' }).map(([path, value]) => ({ path, value }));
  await casework.log.run(async () => ({
    append: [{ type: 'postGranted', id: newId(), at: hand.at, by: 'administration', segments }],
    write: async (tx) => {
      await recordEntries(tx, agency, [{ list: 'person', key: personId, from: always, content: { id: personId, login, name, unit, position: '管理员' } }], hand);
      await grantPost(tx, { agency, personId, post: kinds[kind], from: shanghaiDate(now), why: '命令行建立管理员', ...hand });
      await createAccount(tx, { agency, personId, login, password, mustChange: true, at: hand.at });
    },
    result: () => undefined,
  }));
  return password;
}

const [name, login, kind = 'security'] = process.argv.slice(2);
if (!name || !login || !(kind in kinds)) {
  console.error('用法:npm run add-administrator -- 姓名 登录名 [system|security|audit]\n三个管理员应当是不同的人:security 管岗位,system 管账号,audit 看操作日志。');
  process.exit(2);
}
const heming = await openHeming(readConfiguration());
try {
  const password = await addAdministrator(heming, name, login, kind as keyof typeof kinds);
  console.log(`已为${name}建立账号\n  登录名 ${login}\n  口令   ${password}(只显示这一次,首次登录须修改)`);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
} finally {
  await heming.close();
}
