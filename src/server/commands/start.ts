// src/server/commands/start.ts —— 启动:builds what is missing, opens the system, loads the demo, serves every door until told to stop
import { readConfiguration } from '../configuration.ts';
import { build } from '../upkeep/build.ts';
import { failed } from '../upkeep/command.ts';
import { type Running, run } from '../upkeep/run.ts';

function stopOnSignal({ stop, heming }: Running): void {
  let stopping = false;
  const onSignal = () => {
    if (stopping) return;
    stopping = true;
    stop().then(
      () => process.exit(0),
      (error) => {
        heming.report(error);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}

try {
  const configuration = readConfiguration();
  await build();
  const running = await run(configuration);
  stopOnSignal(running);
  const { base, heming } = running;
  console.log(
    `鹤鸣已启动\n  公示门户  ${base}/\n  办案      ${base}/console/\n  日志公钥  ${heming.log.vkey}\n  公钥指纹  ${heming.fingerprint}`,
  );
} catch (error) {
  failed(error);
}
