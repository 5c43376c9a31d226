// src/law/lawIndex.ts —— 条文索引、词汇表：written from the enforced table itself, so that the law can be searched by article

import { type Cite, parseCite, type StatuteName, statutes } from './articles/statutes.ts';
import { statuteTexts } from './articles/texts.ts';
import type { Gate, Procedure, Step } from './engine.ts';
import { posts } from './registers.ts';
import * as vocabulary from './vocabulary.ts';

/** Where a rule was seen at work, by gate id, or by cite for what is no gate. Paths are relative to the repository. */
export type Sightings = {
  /** Source files by gate id or cite. */
  files: ReadonlyMap<string, readonly string[]>;
  tests: ReadonlyMap<string, readonly string[]>;
  /** The file of each procedure's table, by the procedure's id. */
  tables: ReadonlyMap<string, readonly string[]>;
  /** Stories a gate refused something in, and how many it held in. */
  stories: ReadonlyMap<string, { refused: readonly string[]; held: number }>;
};
/** `of`: the procedure whose table says so, where a table does. */
type Rule = { cite: Cite; kind: string; key: string; says: string; of?: string };

function rulesOf(law: Procedure): Rule[] {
  const steps = Object.entries(law.steps) as [vocabulary.StepId, Step][];
  const gates: Gate[] = [
    ...law.always,
    ...law.facts,
    ...Object.values(law.actors).flatMap((actor) => actor.gates),
    ...steps.flatMap(([, step]) => step.gates ?? []),
  ];
  const seen = new Map(gates.map((gate) => [gate.id, gate]));
  return [
    ...steps.map(([id, step]): Rule => ({ cite: step.basis, kind: '环节', key: id, says: vocabulary.stepNames[id], of: law.id })),
    ...[...seen.values()].map((gate): Rule => ({ cite: gate.basis, kind: '不得', key: gate.id, says: gate.says })),
    ...steps.flatMap(([id, step]) => termOf(id, step).map((rule) => ({ ...rule, of: law.id }))),
  ];
}

const noRegisters = { parameter: () => 1 } as unknown as Parameters<NonNullable<Step['within']>['term']>[0];
const termOf = (id: string, { within }: Step): Rule[] =>
  within ? [{ cite: within.term(noRegisters, '2025-01-01' as never).basis, kind: '期限', key: id, says: within.says }] : [];

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const list = (items: readonly string[]) => items.map((item) => `\`${item}\``).join('<br>');
const generated = '> 由 `npm run law-index` 从程序表、规则和案例生成，请勿手工修改。\n';

/** docs/law-index.md: article → rule → file → test → story, then the articles without a rule. */
export function lawIndex(laws: readonly Procedure[], seen: Sightings): string {
  const rules = laws.flatMap(rulesOf);
  const known = new Set(rules.map(({ cite }) => cite));
  const cited = [...seen.files.keys()].filter((key): key is Cite => key.includes('§') && !known.has(key as Cite));
  const others = cited.map((cite): Rule => ({ cite, kind: '引用', key: cite, says: '在程序中引用' }));
  const all = [...rules, ...others].toSorted((a, b) => (parseCite(a.cite).article ?? 0) - (parseCite(b.cite).article ?? 0));
  const byStatute = Map.groupBy(all, ({ cite }) => parseCite(cite).statute);
  const names = (Object.keys(statutes) as StatuteName[]).filter((name) => byStatute.has(name));
  const parts = names.map((name) => statutePart(name, byStatute.get(name)!, seen));
  return `# 条文索引\n\n${generated}\n每一条法律条文 → 执行它的规则 → 所在文件 → 测试 → 案例。\n\n${parts.join('\n')}`;
}

function statutePart(name: StatuteName, rules: Rule[], seen: Sightings): string {
  const same = Map.groupBy(rules, ({ cite, kind, key, says }) => `${cite} ${kind} ${key} ${says}`);
  const rows = [...same.values()].map((alike) => {
    const { cite, kind, key, says, of } = alike[0]!;
    const files = of ? alike.flatMap((rule) => seen.tables.get(rule.of!) ?? []) : (seen.files.get(key) ?? []);
    const stories = kind === '不得' ? seen.stories.get(key) : undefined;
    const told = stories ? `${list(stories.refused)}${stories.refused.length > 0 ? '<br>' : ''}符合：${stories.held}件` : '';
    const what = kind === '引用' ? says : `${says}（\`${key}\`）`;
    const tests = [...(seen.tests.get(key) ?? []), ...(stories && stories.refused.length > 0 ? ['stories/stories.test.ts'] : [])];
    return `| ${parseCite(cite).article ?? '——'} | ${kind} | ${cell(what)} | ${list(files)} | ${list(tests)} | ${told} |`;
  });
  const head = '| 条 | 类 | 规则 | 文件 | 测试 | 案例（被它拒绝的） |\n|---|---|---|---|---|---|';
  return `## ${name}\n\n《${statutes[name].title}》\n\n${head}\n${rows.join('\n')}\n\n${withoutRule(name, rules)}`;
}

function withoutRule(name: StatuteName, rules: Rule[]): string {
  const text = statuteTexts[name];
  if (!text) return '条文原文没有存入。\n';
  const ruled = new Set(rules.map(({ cite }) => parseCite(cite).article));
  const open = Object.keys(text.articles).filter((article) => !ruled.has(Number(article)));
  return open.length === 0 ? '存入的条文都有规则。\n' : `存入原文而没有规则的条文：${open.join('、')}。\n`;
}

type Words = Record<string, string | { name: string }>;
const table = (title: string, words: Words) =>
  `## ${title}\n\n| 标识 | 中文 |\n|---|---|\n${Object.entries(words)
    .map(([id, word]) => `| \`${id}\` | ${cell(typeof word === 'string' ? word : word.name)} |`)
    .join('\n')}\n`;

/** docs/glossary.md: every identifier of the vocabulary with what officials call it. */
export function glossary(): string {
  const titles = Object.fromEntries(Object.entries(statutes).map(([name, { title }]) => [name, title]));
  return [
    `# 词汇表\n\n${generated}`,
    table('执法行为 actTypes', vocabulary.actTypes),
    table('环节 steps', vocabulary.stepNames),
    table('阶段 stages', vocabulary.stages),
    table('谁办 actors', vocabulary.actorNames),
    table('岗位 posts', posts),
    table('当事人 partyKinds', vocabulary.partyKinds),
    table('线索来源 clueSources', vocabulary.clueSources),
    table('证据种类 evidenceKinds', vocabulary.evidenceKinds),
    table('送达方式 serviceMethods', vocabulary.serviceMethods),
    table('审核要点 reviewPoints', vocabulary.reviewPoints),
    table('审核结论 reviewOutcomes', vocabulary.reviewOutcomes),
    table('从轻、减轻情节 lighteningFacts', vocabulary.lighteningFacts),
    table('补录理由 backdateGrounds', vocabulary.backdateGrounds),
    table('法律简称 statutes', titles),
  ].join('\n');
}
