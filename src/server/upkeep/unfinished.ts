// src/server/upkeep/unfinished.ts —— 没有恢复完的目录:part of the files must not pass for the system
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Configuration, ConfigurationError } from '../configuration.ts';

/** Lies in a data directory from the beginning of a restore to its end. */
export const unfinishedFile = (data: string): string => join(data, 'restore-unfinished');

/** Throws ConfigurationError for a data directory whose restore broke off. */
export function refuseUnfinished({ data }: Pick<Configuration, 'data'>): void {
  if (existsSync(unfinishedFile(data)))
    throw new ConfigurationError(`${data} 上次恢复没有完成，里面的内容不全。请删除这个目录，再从备份恢复一次。`);
}
