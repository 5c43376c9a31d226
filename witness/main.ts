// witness/main.ts —— 启动见证程序:says its key and address, and ends in order when told to
import { readWitnessConfiguration } from './configuration.ts';
import { openWitness } from './witness.ts';

/** Runs a witness until told to stop; gives the exit code 1 with a sentence when it cannot start. */
export async function runWitness(args: string[], env: NodeJS.ProcessEnv): Promise<void> {
  const report = (says: string) => console.error(JSON.stringify({ at: new Date().toISOString(), level: 'warn', says }));
  try {
    const { base, vkey, logs, stop } = await openWitness(readWitnessConfiguration(args, env), report);
    const known = logs.map(({ vkey: { name }, url }) => `  ${name}${url ? `（副本取自 ${url}）` : ''}`);
    console.log(
      `鹤鸣见证已启动\n  地址      ${base}/\n  见证公钥  ${vkey}\n见证的日志：\n${known.join('\n') || '  还没有。请用 --log 写明日志的公钥。'}`,
    );
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop().then(() => process.exit(0)));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
