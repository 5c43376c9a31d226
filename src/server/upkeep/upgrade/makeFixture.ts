// src/server/upkeep/upgrade/makeFixture.ts —— 旧版数据:makes the packed data directory of a released version with that version's own code
// node src/server/upkeep/upgrade/makeFixture.ts COMMIT NAME   (needs the whole history; the result lies beside this file)
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../configuration.ts';
import { packFolder } from './packed.ts';

/** What runs inside the old version: its own test helpers walk, publish and leave one case open. */
const inside = `import { cpSync, writeFileSync } from 'node:fs';
import { openTestServer } from './testServer.ts';
import { openCase, publishSample, walkSample } from './testCase.ts';
const server = await openTestServer();
const walk = await walkSample(server);
await publishSample(server, walk);
const open = await openCase(server, 'zhaoyan', '2025-06-18');
await server.heming.log.sign();
const facts = { published: walk.caseId, open, checkpoint: server.heming.log.checkpoint(), now: server.now().toISOString() };
await server.stop();
cpSync(server.directory, process.argv[2], { recursive: true });
writeFileSync(process.argv[2] + '/facts.json', JSON.stringify(facts));
await server.close();
process.exit(0);
`;

const [commit, name] = process.argv.slice(2);
if (!commit || !name) throw new Error('用法：makeFixture.ts 提交 名称');
const work = mkdtempSync(join(tmpdir(), 'heming-old-'));
const [code, data] = [join(work, 'code'), join(work, 'data')];
const git = (...args: string[]) => execFileSync('git', args, { cwd: root, stdio: 'inherit' });
git('worktree', 'add', '--detach', code, commit);
try {
  symlinkSync(join(root, 'node_modules'), join(code, 'node_modules'));
  const script = join(code, 'src', 'server', 'overHttp', 'makeFixture.ts');
  writeFileSync(script, inside);
  execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', script, data], { cwd: code, stdio: 'inherit' });
  const packed = packFolder(data);
  writeFileSync(join(import.meta.dirname, `${name}.packed`), packed);
  console.log(`${name}: ${packed.length} bytes, ${readFileSync(join(data, 'facts.json'), 'utf8')}`);
} finally {
  git('worktree', 'remove', '--force', code);
  rmSync(work, { recursive: true, force: true });
}
