// src/server/commands/start.ts —— 启动:builds what is missing, opens the system, loads the demo, serves every door
import { serve } from '@hono/node-server';
import { openApp } from '../app.ts';
import { build } from '../upkeep/build.ts';
import { ConfigurationError, readConfiguration } from '../configuration.ts';
import { loadDemo } from '../demo.ts';
import { openControl } from '../upkeep/control.ts';
import { openHeming } from '../wiring.ts';

async function start(): Promise<void> {
  const configuration = readConfiguration();
  await build();
  const heming = await openHeming(configuration);
  if (configuration.demo) await loadDemo(heming);
  const control = openControl(heming);
  const app = await openApp(heming, control.routes);
  const server = serve({ fetch: app.fetch, port: configuration.port, hostname: configuration.host }, ({ port }) => {
    const base = `http://${configuration.host.includes(':') ? `[${configuration.host}]` : configuration.host}:${port}`;
    control.announce(base).catch(heming.report);
    console.log(`鹤鸣已启动\n  公示门户  ${base}/\n  办案      ${base}/console/\n  日志公钥  ${heming.log.vkey}\n  公钥指纹  ${heming.fingerprint}`);
  });
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    server.close(() => {
      control.withdraw().then(() => heming.close()).then(
        () => process.exit(0),
        (error) => {
          heming.report(error);
          process.exit(1);
        },
      );
    });
    if ('closeIdleConnections' in server) server.closeIdleConnections();
    setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), 3000).unref();
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

await start().catch((error) => {
  console.error(error instanceof ConfigurationError || error?.name === 'PackError' || error?.name === 'DirectoryInUse' ? error.message : error);
  process.exit(1);
});
