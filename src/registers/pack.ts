// src/registers/pack.ts —— 机关数据包:reads an agency's folder and names every fault of it at once
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { zhCN } from 'zod/locales';
import { weekday } from '../base/dates.ts';
import { allParameters, type FileName, fileShapes, type Pack } from './packShapes.ts';

/** One fault of a pack: the file, where in it, and what to do, in Chinese. */
export type PackProblem = { file: string; path: string; says: string };

/** Thrown with all faults of a pack; nothing of such a pack is loaded. */
export class PackError extends Error {
  readonly problems: PackProblem[];
  constructor(folder: string, problems: PackProblem[]) {
    const lines = problems.slice(0, 50).map(({ file, path, says }) => `  ${file}${path && ` › ${path}`}：${says}`);
    const rest = problems.length > 50 ? [`  ……另有${problems.length - 50}处`] : [];
    super([`机关数据包 ${folder} 有${problems.length}处问题，改正后再启动：`, ...lines, ...rest].join('\n'));
    this.name = 'PackError';
    this.problems = problems;
  }
}

/** Reads and checks the files of an agency's folder; throws PackError naming every fault. */
export async function readPack(folder: string): Promise<Pack> {
  const files: Record<string, unknown> = {};
  const problems: PackProblem[] = [];
  for (const file of Object.keys(fileShapes) as FileName[]) {
    try {
      files[file] = JSON.parse(await readFile(join(folder, file), 'utf8'));
    } catch (error) {
      const says = error instanceof SyntaxError ? `不是合法的 JSON（${error.message}）` : '文件不存在或者读不出，请补上';
      problems.push({ file, path: '', says });
    }
  }
  if (problems.length > 0) throw new PackError(folder, problems);
  return parsePack(files, folder);
}

/** Checks the parsed contents of a pack's files; `folder` only appears in the message of the PackError. */
export function parsePack(files: Record<string, unknown>, folder: string): Pack {
  const problems: PackProblem[] = [];
  const pack: Record<string, unknown> = {};
  for (const [file, shape] of Object.entries(fileShapes)) {
    const { success, data, error } = (shape as z.ZodType).safeParse(files[file], { error: zhCN().localeError });
    if (success) pack[file] = data;
    else for (const issue of error.issues) problems.push({ file, path: placeOf(issue.path, files[file]), says: issue.message });
  }
  if (problems.length === 0) problems.push(...crossCheck(pack as Pack));
  if (problems.length > 0) throw new PackError(folder, problems);
  return pack as Pack;
}

/** A path a clerk can follow: list places get the code, login or key of the entry beside their number. */
function placeOf(path: readonly PropertyKey[], value: unknown): string {
  let at: unknown = value;
  return path
    .map((step) => {
      at = (at as Record<PropertyKey, unknown> | undefined)?.[step as string];
      if (typeof step !== 'number') return String(step);
      const entry = at as { code?: unknown; id?: unknown; key?: unknown } | undefined;
      const name = entry?.code ?? entry?.id ?? entry?.key;
      return `第${step + 1}项${typeof name === 'string' ? `（${name}）` : ''}`;
    })
    .join(' › ');
}

function crossCheck(pack: Pack): PackProblem[] {
  return [...itemFaults(pack), ...peopleFaults(pack), ...parameterFaults(pack), ...calendarFaults(pack), ...actingFaults(pack)];
}

function* repeated(file: FileName, what: string, keys: (string | undefined)[]): Generator<PackProblem> {
  const seen = new Set<string>();
  for (const key of keys) {
    if (key === undefined) continue;
    if (seen.has(key)) yield { file, path: key, says: `${what}重复，请只留一个` };
    seen.add(key);
  }
}

function* itemFaults({ 'items.json': items, 'forms.json': { forms } }: Pack): Generator<PackProblem> {
  const file = 'items.json';
  yield* repeated(
    file,
    '事项编码和公布日期',
    items.map((item) => `${item.code} ${item.publishedFrom}`),
  );
  yield* repeated(
    'forms.json',
    '文书代码',
    forms.map(({ code }) => code),
  );
  yield* repeated(
    'forms.json',
    '文种代字',
    forms.map(({ docNumberAbbr }) => docNumberAbbr ?? undefined),
  );
  const codes = new Set(items.map(({ code }) => code));
  for (const item of items) {
    const fault = (path: string, says: string): PackProblem => ({ file, path: `${item.code} › ${path}`, says });
    if (item.relatedInspection && !codes.has(item.relatedInspection)) yield fault('relatedInspection', '没有这个检查事项，请改正编码');
    if (!item.usable && !item.whyUnusable) yield fault('whyUnusable', '不能选用的事项要写明原因');
    if (item.actType !== 'penalty' || !item.usable) continue;
    if (item.breach.length === 0) yield fault('breach', '行政处罚事项要写明违反的条款');
    if (item.penalty.length === 0) yield fault('penalty', '行政处罚事项要写明处罚依据的条款');
  }
}

function* peopleFaults({ 'people.json': { people }, 'organisation.json': { units } }: Pack): Generator<PackProblem> {
  const file = 'people.json';
  yield* repeated(
    file,
    '人员标识',
    people.map(({ id }) => id),
  );
  yield* repeated(
    file,
    '登录名',
    people.map(({ login }) => login),
  );
  yield* repeated(
    file,
    '执法证号',
    people.flatMap(({ certificates }) => certificates.map(({ number }) => number)),
  );
  const known = new Set(units.map(({ id }) => id));
  for (const person of people) {
    if (!known.has(person.unit)) yield { file, path: `${person.id} › unit`, says: `organisation.json 中没有机构“${person.unit}”` };
  }
}

function* actingFaults({
  'levies.json': { levies },
  'acting.json': { bodies },
  'items.json': items,
  'organisation.json': { units },
}: Pack): Generator<PackProblem> {
  const codes = new Set(items.map(({ code }) => code));
  for (const { item } of levies)
    if (!codes.has(item)) yield { file: 'levies.json', path: item, says: 'items.json 中没有这个事项，请改正编码' };
  yield* repeated(
    'levies.json',
    '事项和起始日期',
    levies.map(({ item, from }) => `${item} ${from}`),
  );
  const organisations = new Set(units.map(({ id }) => id));
  for (const { unit } of bodies)
    if (!organisations.has(unit))
      yield { file: 'acting.json', path: unit, says: 'organisation.json 中没有这个机构；只能授权、委托组织，不能委托个人' };
}

function* parameterFaults({ 'parameters.json': { parameters } }: Pack): Generator<PackProblem> {
  const file = 'parameters.json';
  yield* repeated(
    file,
    '参数和起始日期',
    parameters.map(({ key, from }) => `${key} ${from}`),
  );
  for (const key of allParameters) {
    if (!parameters.some((it) => it.key === key)) yield { file, path: key, says: '缺少这个参数，请补上数值、单位、起始日期和依据' };
  }
}

function* calendarFaults({ 'calendar.json': { years } }: Pack): Generator<PackProblem> {
  for (const [year, { holidays, workdays }] of Object.entries(years)) {
    const fault = (day: string, says: string): PackProblem => ({ file: 'calendar.json', path: `${year} › ${day}`, says });
    for (const day of Object.keys({ ...holidays, ...workdays }))
      if (!day.startsWith(year)) yield fault(day, `不在${year}年内，请移到对应的年份`);
    for (const day of Object.keys(workdays)) {
      if (day in holidays) yield fault(day, '既是放假又是上班，请只留一个');
      const rest = [0, 6].includes(weekday(day as keyof typeof workdays));
      if (!rest) yield fault(day, '不是周六或者周日，不需要写作调休上班');
    }
  }
}
