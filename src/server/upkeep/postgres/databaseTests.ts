// src/server/upkeep/postgres/databaseTests.ts —— 哪些测试碰数据库:they run a second time, on a server
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { root } from '../../configuration.ts';

/** What is about the embedded database's own files, threads and locks. */
const embeddedOnly = [
  /^src\/store\/durability\//,
  /^src\/store\/(openStore|dump|directoryLock)\.test\.ts$/,
  /^src\/server\/faults\//,
  /^src\/server\/upkeep\/keys\/atRest\.test\.ts$/,
  /^src\/server\/upkeep\/upgrade\//,
];
const opensDatabases = resolve(root, 'src/store/database.ts');

const imports = new Map<string, string[]>();
function importsOf(file: string): string[] {
  const known = imports.get(file);
  if (known) return known;
  const found = [...readFileSync(file, 'utf8').matchAll(/^(?:import|export)(?! type)[^;]*?from '(\.[^']+)'/gm)]
    .map(([, path]) => resolve(dirname(file), path!))
    .filter((path) => path.endsWith('.ts') && existsSync(path));
  imports.set(file, found);
  return found;
}

function reaches(file: string, seen = new Set<string>()): boolean {
  if (file === opensDatabases) return true;
  if (seen.has(file)) return false;
  seen.add(file);
  return importsOf(file).some((next) => reaches(next, seen));
}

/** Test files that open a database, as paths from the project's root, and are not about the embedded one alone. */
export const databaseTests = (): string[] =>
  globSync('src/**/*.test.ts', { cwd: root })
    .map((path) => relative(root, join(root, path)).replaceAll('\\', '/'))
    .filter((path) => !embeddedOnly.some((shape) => shape.test(path)) && reaches(resolve(root, path)))
    .sort();
