// bench/crashServer.ts —— 待杀的服务:a server process on a prepared data directory, for crash.ts to kill
import { configurationOf } from './crash/judge.ts';
import { runWithoutCases } from './system.ts';

const [data] = process.argv.slice(2);
const { base } = await runWithoutCases(configurationOf(data!));
console.log(base);
