// src/server/commands/moveToPostgres.ts —— 搬到 PostgreSQL:the embedded database of a stopped installation, in one go
import { readConfiguration } from '../configuration.ts';
import { CommandRefused, command, usage } from '../upkeep/command.ts';
import { moveToPostgres } from '../upkeep/postgres/moveToPostgres.ts';

const [url] = process.argv.slice(2);
if (!url)
  usage(
    '用法：npm run move-to-postgres -- postgres://用户:口令@主机:5432/数据库名\n先停下服务；数据库须是新建的空库：createdb -T template0 -E UTF8 --locale=C.UTF-8 heming',
  );
await command(async () => {
  const { DATABASE_URL: _, ...env } = process.env;
  const configuration = readConfiguration(env);
  const { databaseUrl } = readConfiguration({ ...env, DATABASE_URL: url }); // refuses what is no address of a database
  if (!databaseUrl) throw new CommandRefused('请写明目标数据库的地址');
  const { to, tables, before, after } = await moveToPostgres(configuration, databaseUrl, (table) => console.log(`  正在搬 ${table}`));
  console.log(`已搬到 ${to}，逐表核对一致：`);
  for (const { table, sum } of tables) if (sum.rows > 0) console.log(`  ${table}  ${sum.rows}行  ${sum.digest.slice(0, 16)}…`);
  for (const [i, { agency, size, root }] of before.entries())
    console.log(`日志 ${agency}：${size}条\n  搬前树根 ${root}\n  搬后树根 ${after[i]?.root}`);
  console.log(
    `${configuration.data} 里的旧库已经封存，不会再启动。证据原件、密钥和检查点文件仍在原处。\n请设置 DATABASE_URL 指向新库后启动，再运行一次 npm run fsck。`,
  );
});
