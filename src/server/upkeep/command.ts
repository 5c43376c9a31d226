// src/server/upkeep/command.ts —— 命令:every command ends with a sentence a person can act on, and with an exit code
import { ConfigurationError, readConfiguration } from '../configuration.ts';
import { type Heming, openHeming } from '../wiring.ts';
import { aloneWhileStarting, hasDatabase } from './postgres/openDatabase.ts';

/** A command that cannot be carried out; the message says in Chinese what to do. */
export class CommandRefused extends Error {
  override name = 'CommandRefused';
}

/** Ends the process with 1, saying what to do, or where an error nobody foresaw came from. */
export function failed(error: unknown): never {
  // What is said in Chinese is said to the operator; of anything else the place is needed.
  const spoken = error instanceof Error && /\p{Script=Han}/u.test(error.message);
  console.error(spoken ? error.message : error);
  process.exit(1);
}

/** Runs a command to its end: exit code 0, the code it returns, or 1 with what to do. */
export async function command(work: () => Promise<unknown>): Promise<never> {
  try {
    const code = await work();
    process.exit(typeof code === 'number' ? code : 0);
  } catch (error) {
    return failed(error);
  }
}

/** Says how the command is used and ends with 2. */
export function usage(text: string): never {
  console.error(text);
  process.exit(2);
}

/** Opens the existing system of HEMING_DATA, demonstration or real as it was made, for one work. Throws ConfigurationError when there is none. */
export async function withHeming<T>(work: (heming: Heming) => Promise<T>): Promise<T> {
  const configuration = readConfiguration();
  if (!hasDatabase(configuration)) throw new ConfigurationError(`${configuration.data} 里没有数据。请用 HEMING_DATA 指明数据目录。`);
  const heming = await aloneWhileStarting(configuration, () => openHeming(configuration, undefined, 'asFound'));
  try {
    return await work(heming);
  } finally {
    await heming.close();
  }
}
