// src/server/commands/start.ts —— 启动:builds what is missing, opens the system, loads the demo, serves every door until told to stop
import { readConfiguration } from '../configuration.ts';
import { build } from '../upkeep/build.ts';
import { failed } from '../upkeep/command.ts';
import { runUntilTold } from '../upkeep/run.ts';

try {
  const configuration = readConfiguration();
  await build();
  await runUntilTold(configuration);
} catch (error) {
  failed(error);
}
