// bench/crashServer.ts —— 待杀的服务:a server process on a prepared data directory, for crash.ts to kill
import { readConfiguration } from '../src/server/configuration.ts';
import { runWithoutCases } from './system.ts';

const [data] = process.argv.slice(2);
const { base } = await runWithoutCases({ ...readConfiguration({}), data: data!, demo: true, port: 0 });
console.log(base);
