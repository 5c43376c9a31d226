// src/store/pglite/cluster.ts —— 库目录:where a cluster lies, how it gets there whole, how it is copied
import { constants, copyFileSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { syncDirectory, syncTree } from './syncedFiles.ts';

/** The cluster inside a store's directory. */
export const clusterIn = (directory: string): string => join(directory, 'pg');

/** PostgreSQL's major version, as a cluster's PG_VERSION file names it. */
export const clusterVersion = '18';

/** Moves a finished, closed cluster into its place, durably: a crash leaves either nothing there or all of it. */
export function placeCluster(fresh: string, cluster: string): void {
  syncTree(fresh);
  renameSync(fresh, cluster);
  syncDirectory(dirname(cluster));
  syncDirectory(dirname(dirname(cluster)));
}

const segment = /^[0-9A-F]{24}$/;

/** Copies a cluster at rest: no lock file, and of its log only the segments from `first` to `last`. */
export function copyCluster(from: string, to: string, log: { first: string; last: string }): void {
  mkdirSync(to, { recursive: true, mode: 0o700 });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const { name } = entry;
    if (name === 'postmaster.pid' || (segment.test(name) && (name < log.first || name > log.last))) continue;
    if (entry.isDirectory()) copyCluster(join(from, name), join(to, name), log);
    else copyFileSync(join(from, name), join(to, name), constants.COPYFILE_FICLONE);
  }
}
