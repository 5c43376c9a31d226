// src/server/commands/addAdministrator.ts —— 首个管理员:an empty installation makes its first account on the command line
import { shanghaiDate } from '../../base/dates.ts';
import { newId } from '../../base/ids.ts';
import { grantPost } from '../../registers/changes.ts';
import { always, recordEntries } from '../../registers/load.ts';
import { readConfiguration } from '../configuration.ts';
import { createAccount, normaliseLogin } from '../signIn/accounts.ts';
import { randomPassword } from '../signIn/passwords.ts';
import { CommandRefused, command, usage } from '../upkeep/command.ts';
import { type Heming, openHeming } from '../wiring.ts';

const kinds = { system: 'systemAdmin', security: 'securityAdmin', audit: 'auditAdmin' } as const;
type Kind = keyof typeof kinds;
const why = '命令行建立管理员';

/** Records the person, the post and the account, each with its leaf of the log, all or nothing. Returns the one-time password. */
async function addAdministrator({ casework, store }: Heming, name: string, login: string, kind: Kind): Promise<string> {
  const { agency } = casework;
  const now = casework.clock();
  const hand = { by: 'commandLine', at: now.toISOString() };
  const unit = (await casework.registers(store.db)).units(shanghaiDate(now))[0]?.id;
  if (!unit) throw new CommandRefused('数据包里没有机构，请先补全 organisation.json。');
  const personId = `${agency}-${newId()}`;
  const password = randomPassword();
  const content = { id: personId, name, unit, position: '管理员' };
  const from = shanghaiDate(now);
  const leaf = (type: string, said: Record<string, unknown>) => ({
    ...{ type, id: newId(), at: hand.at, by: 'administration' },
    segments: Object.entries({ by: hand.by, person: personId, ...said }).map(([path, value]) => ({ path, value })),
  });
  const leaves = [
    leaf('personRegistered', { name, unit, position: content.position }),
    leaf('postGranted', { post: kinds[kind], from, basis: why }),
    leaf('accountMade', { login: normaliseLogin(login) }),
  ];
  await casework.log.run(async () => ({
    append: leaves,
    write: async (tx) => {
      await recordEntries(tx, agency, [{ list: 'person', key: personId, from: always, content }], hand);
      await grantPost(tx, { agency, personId, post: kinds[kind], from, why, ...hand });
      await createAccount(tx, { agency, personId, login, password, mustChange: true, at: hand.at });
    },
    result: () => undefined,
  }));
  return password;
}

const [name, login, kind = 'security'] = process.argv.slice(2);
if (!name || !login || !Object.hasOwn(kinds, kind))
  usage(
    '用法：npm run add-administrator -- 姓名 登录名 [system|security|audit]\n三个管理员应当是不同的人：security 管岗位，system 管账号，audit 看操作日志。',
  );
await command(async () => {
  // A demonstration has its own administrators: this is for real installations, and says so on a directory with demo data.
  const heming = await openHeming({ ...readConfiguration(), demo: false });
  try {
    const password = await addAdministrator(heming, name, login, kind as Kind);
    console.log(`已为${name}建立账号\n  登录名 ${login}\n  口令   ${password}（只显示这一次，首次登录须修改）`);
  } finally {
    await heming.close();
  }
});
