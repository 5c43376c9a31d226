// src/server/commands/addAdministrator.ts —— 首个管理员:an empty installation makes its first account on the command line
import { randomPassword } from '../signIn/passwords.ts';
import { createAccount } from '../signIn/accounts.ts';
import { readConfiguration } from '../configuration.ts';
import { openHeming } from '../wiring.ts';

const [personId, login] = process.argv.slice(2);
if (!personId || !login) {
  console.error('用法:npm run add-administrator -- 人员编号 登录名\n人员编号取自数据包的 people.json,此人须有管理员岗位。');
  process.exit(2);
}
const heming = await openHeming(readConfiguration());
try {
  const registers = await heming.casework.registers(heming.store.db);
  const person = registers.person(personId);
  const held = person ? registers.postHistory(personId).map(({ post }) => post) : [];
  if (!person) throw new Error(`名册中没有“${personId}”,请先写入数据包的 people.json。`);
  if (!held.some((post) => ['systemAdmin', 'securityAdmin', 'auditAdmin'].includes(post))) throw new Error(`${person.name}没有管理员岗位。`);
  const password = randomPassword();
  await createAccount(heming.store.db, { agency: heming.casework.agency, personId, login, password, mustChange: true, at: heming.casework.clock().toISOString() });
  console.log(`已为${person.name}建立账号\n  登录名 ${login}\n  口令   ${password}(只显示这一次,首次登录须修改)`);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
} finally {
  await heming.close();
}
