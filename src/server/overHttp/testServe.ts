// src/server/overHttp/testServe.ts —— for tests: the server as a process of its own, without building its pages first
import { readConfiguration } from '../configuration.ts';
import { failed } from '../upkeep/command.ts';
import { runUntilTold } from '../upkeep/run.ts';

await runUntilTold(readConfiguration()).catch(failed);
