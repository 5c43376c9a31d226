// stories/readStory.ts —— 读案例：whole cases as text a lawyer can read and correct; every fault is named with file and line, in Chinese
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isMap, isScalar, isSeq, LineCounter, type Node, type ParsedNode, parseDocument, type YAMLMap } from 'yaml';
import { isPlainDate, type PlainDate } from '../src/base/dates.ts';
import type { Party } from '../src/law/facts.ts';
import { partyFields } from '../src/law/particulars/clue.ts';
import type { Particulars } from '../src/law/particulars/field.ts';
import type { DecidedElsewhere } from '../src/law/registers.ts';
import { type StepId, stepNames } from '../src/law/vocabulary.ts';
import { lawOf } from './lawOf.ts';
import { layOut } from './lines.ts';
import type { RawLine, Story, StoryRegisters } from './story.ts';
import { evidenceNamed, mapEvidence, readFields, StoryFault } from './words.ts';

/** Reads all stories of a folder and its subfolders, by file name. Throws StoryFault at the first fault. */
export async function readStories(folder: string, registers: StoryRegisters): Promise<Story[]> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.story.yaml')).sort();
  const texts = new Map<string, string>();
  for (const name of names) texts.set(name, await readFile(join(folder, name), 'utf8'));
  return [...texts.keys()].map((file) => readStory(file, texts, registers));
}

/** Reads one story; `texts` holds all files, for 沿用. Throws StoryFault. */
export function readStory(file: string, texts: ReadonlyMap<string, string>, registers: StoryRegisters): Story {
  const page = openPage(file, texts.get(file)!);
  const inherited = readInherited(page, texts);
  const base = inherited?.page;
  const top = (key: string) => page.map.get(key, true) ?? base?.map.get(key, true);
  const plain = (key: string): unknown => (top(key) as Node | undefined)?.toJS((page.map.has(key) ? page : (base ?? page)).doc);
  const title = page.map.get('案例');
  if (typeof title !== 'string') throw page.fault(page.map, '请在“案例”写明标题');
  const item = String(plain('事项') ?? '');
  const party = readFields(partyFields, (plain('当事人') ?? {}) as Record<string, unknown>, {
    names: registers,
    fault: (says) => page.fault(page.map, `当事人：${says}`),
  }) as Party;
  const story: Story = {
    file,
    title,
    about: String(page.map.get('说明') ?? ''),
    demo: String(page.map.get('演示') ?? '') === '是',
    item,
    party,
    evidence: { ...(base?.map.get('证据', true) as YAMLMap | undefined)?.toJS(base!.doc), ...(plain('证据') as Record<string, string>) },
    departures: ((plain('名册') ?? []) as Record<string, string>[]).map((row) => ({
      who: row.谁 ?? '',
      post: row.岗位 ?? '',
      from: (row.自 ?? '2021-09-01') as PlainDate,
    })),
    earlierFines: ((plain('以前的罚款') ?? []) as Record<string, string>[]).map((row) => ({
      caseNo: row.案号 ?? '',
      ...(row.事项 ? { itemCode: row.事项 } : {}),
      actFrom: row.开始日 as PlainDate | undefined,
      actTo: row.终了日 as PlainDate | undefined,
      fine: Math.round(Number.parseFloat(String(row.罚款 ?? '0').replace(/[,，元]/g, '')) * 100),
    })),
    earlierInspections: ((plain('以前的检查') ?? []) as Record<string, string>[]).map((row) => ({
      caseNo: row.编号 ?? '',
      on: (row.日期 ?? '') as PlainDate,
      kind: ({ 日常: 'routine', 专项: 'special', 个案: 'single' } as const)[row.类型 as '日常'] ?? 'routine',
    })),
    otherCases: ((plain('其他案件') ?? []) as Record<string, string>[]).map((row) => ({
      ...(row.文号 ? { decisions: [decidedElsewhere(row)] } : {}),
      number: row.案号 ?? '',
      says: row.说 ? [{ step: stepIds.get(row.说)!, about: row.对方 ?? '' }] : [],
    })),
    lines: [],
    deadlines: readExpected(page, '期限', (says, value, fault) => {
      const { 到期, 状态, 截至 } = (value ?? {}) as Record<string, string>;
      return { says, on: 截至 as PlainDate | undefined, due: 到期 as PlainDate | undefined, state: 状态, fault };
    }),
    results: readExpected(page, '结果', (name, value, fault) => ({ name, value, fault })),
  };
  story.lines = layOut(story, [...(inherited?.lines ?? []), ...readLines(page, '经过')], registers);
  return story;
}

/** What another case decided: 文号、作出、送达、罚款、撤销、缴清. */
const decidedElsewhere = (row: Record<string, string>): DecidedElsewhere => ({
  number: row.文号!,
  on: row.作出 as PlainDate,
  servedOn: row.送达 as PlainDate | undefined,
  undone: row.撤销 === '是',
  paid: row.缴清 === '是',
  fine: row.罚款 ? Math.round(Number.parseFloat(row.罚款.replace(/[,，元]/g, '')) * 100) : undefined,
});

type Page = {
  doc: ReturnType<typeof parseDocument>;
  map: YAMLMap<ParsedNode, ParsedNode | null>;
  lineOf: (node: unknown) => number;
  fault: (node: unknown, says: string) => StoryFault;
};

function openPage(file: string, text: string): Page {
  const counter = new LineCounter();
  const doc = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const lineOf = (node: unknown) => counter.linePos((node as { range?: [number] } | null)?.range?.[0] ?? 0).line;
  const fault = (node: unknown, says: string) => new StoryFault(file, lineOf(node), says);
  const wrong = doc.errors[0];
  if (wrong) throw new StoryFault(file, counter.linePos(wrong.pos[0]).line, `写法有误，请检查缩进、冒号和括号（${wrong.code}）`);
  if (!isMap(doc.contents)) throw new StoryFault(file, 1, '案例应当从“案例：标题”开始');
  const known = [
    '案例',
    '说明',
    '演示',
    '沿用',
    '事项',
    '当事人',
    '名册',
    '以前的罚款',
    '以前的检查',
    '其他案件',
    '证据',
    '经过',
    '期限',
    '结果',
  ];
  for (const { key } of doc.contents.items)
    if (!known.includes(String(isScalar(key) ? key.value : key)))
      throw fault(key, `不认识“${isScalar(key) ? key.value : key}”，可以写：${known.join('、')}`);
  return { doc, map: doc.contents as Page['map'], lineOf, fault };
}

const stepIds = new Map(Object.entries(stepNames).map(([id, name]) => [name as string, id as StepId]));

function readLines(page: Page, key: string): RawLine[] {
  const list = page.map.get(key, true);
  if (list === undefined) return [];
  if (!isSeq(list)) throw page.fault(list, `“${key}”应当是一行一步的列表，每行以“- ”开头`);
  return list.items.map((item) => {
    const pair = isMap(item) && item.items.length === 1 ? item.items[0]! : undefined;
    const head = pair ? pair.key : item;
    if (!isScalar(head)) throw page.fault(item, '一行应当写成“- 日期 环节 姓名…: { 各项 }”');
    const value = (pair?.value as Node | null | undefined)?.toJS(page.doc) as unknown;
    const fault = (says: string) => page.fault(item, says);
    return { ...readHead(String(head.value), fault), values: readValue(value), line: page.lineOf(item), fault };
  });
}

function readHead(text: string, fault: (says: string) => StoryFault): Pick<RawLine, 'refused' | 'on' | 'step' | 'people'> {
  const words = text.trim().split(/\s+/);
  const refused = words[0] === '不得';
  const [on, name, ...people] = refused ? words.slice(1) : words;
  if (!isPlainDate(on)) throw fault(`“${on ?? ''}”不是日期，请写成“2025-03-05”`);
  const step = stepIds.get(name ?? '');
  if (!step) throw fault(`没有“${name ?? ''}”这个环节，可以写：${[...stepIds.keys()].join('、')}`);
  return { refused, on, step, people };
}

const readValue = (value: unknown): Record<string, unknown> =>
  typeof value === 'string' || Array.isArray(value) ? { 理由: value } : ((value ?? {}) as Record<string, unknown>);

function readInherited(page: Page, texts: ReadonlyMap<string, string>): { page: Page; lines: RawLine[] } | undefined {
  const node = page.map.get('沿用', true);
  if (!node) return undefined;
  const {
    案例,
    到,
    其中 = {},
  } = (node as Node).toJS(page.doc) as { 案例: string; 到: string; 其中?: Record<string, Record<string, unknown>> };
  const file = [...texts.keys()].find((name) => /^案例:\s*(.+?)\s*$/m.exec(texts.get(name)!)?.[1] === 案例);
  if (!file) throw page.fault(node, `没有标题是“${案例}”的案例`);
  const base = openPage(file, texts.get(file)!);
  const all = readLines(base, '经过').filter((line) => !line.refused);
  const end = all.findIndex((line) => line.step === stepIds.get(到));
  if (end < 0) throw page.fault(node, `“${案例}”里没有“${到}”这一步`);
  const unknown = Object.keys(其中).find((name) => !all.slice(0, end + 1).some((line) => line.step === stepIds.get(name)));
  if (unknown) throw page.fault(node, `沿用的部分没有“${unknown}”这一步`);
  const lines = all.slice(0, end + 1).map((line) => ({
    ...line,
    line: page.lineOf(node),
    fault: (says: string) => page.fault(node, `沿用的“${stepNames[line.step]}”：${says}`),
    values: { ...line.values, ...其中[stepNames[line.step]] },
  }));
  return { page: base, lines };
}

function readExpected<T>(page: Page, key: string, read: (name: string, value: unknown, fault: (says: string) => Error) => T): T[] {
  const node = page.map.get(key, true);
  if (!node) return [];
  if (!isMap(node)) throw page.fault(node, `“${key}”应当写成“名称: 内容”`);
  return node.items.map(({ key: name, value }) =>
    read(String((name as { value: unknown }).value), (value as Node | null)?.toJS(page.doc), (says) => page.fault(name, says)),
  );
}

/** One act of a story as the server records it; `particulars` gets the ids of evidence, `evidence` is what comes in with this act. */
export type StorySubmission = {
  at: string;
  caseKey: string;
  step: StepId;
  on: PlainDate;
  by: string[];
  enteredBy: string;
  particulars: (evidenceId: (name: string) => string) => Particulars;
  evidence: { name: string; path: string }[];
};

/** The story's acts for the server, refused lines left out. `at` is the instant of recording; each piece of evidence comes with the first act naming it. */
export function submissionsOf(story: Story): StorySubmission[] {
  const taken = new Set<string>();
  const law = lawOf(story.lines);
  return story.lines
    .filter((line) => line.kind === 'act')
    .map(({ at, step, on, by, enteredBy, particulars }) => {
      const fields = law.steps[step]?.fields ?? [];
      const fresh = evidenceNamed(fields, particulars).filter((name) => !taken.has(name));
      for (const name of fresh) taken.add(name);
      return {
        at,
        caseKey: story.file,
        step,
        on,
        by,
        enteredBy,
        particulars: (evidenceId) => mapEvidence(fields, particulars, evidenceId),
        evidence: fresh.map((name) => ({ name, path: story.evidence[name]! })),
      };
    });
}
