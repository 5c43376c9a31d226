// src/console/changes/ContentFields.tsx —— 新内容的填写:each part in the shape it has; what has no box of its own is JSON
import type { ChangedList } from '../../registers/signed/lists.ts';
import { linesOf, readLines } from './calendarText.ts';
import { partNames, partText } from './differences.ts';

/** Parts the system keeps or that have changes of their own. */
const kept = new Set([
  'code',
  'id',
  'key',
  'actType',
  'usable',
  'whyUnusable',
  'publishedFrom',
  'from',
  'kind',
  'shortCode',
  'verification',
  'mark',
  'basis.status',
]);
const shownOf = (list: ChangedList, content: Record<string, unknown>): string[] =>
  list === 'calendar' ? ['holidays', 'workdays'] : list === 'parameter' ? ['value'] : Object.keys(content).filter((key) => !kept.has(key));
const isLines = (value: unknown): value is string[] => Array.isArray(value) && value.every((each) => typeof each === 'string');
const isWords = (value: unknown): value is string | number => typeof value === 'string' || typeof value === 'number';

export function ContentFields({ list, content }: { list: ChangedList; content: Record<string, unknown> }) {
  const keys = shownOf(list, content);
  const plain = keys.filter((key) => list === 'calendar' || isWords(content[key]) || isLines(content[key]));
  const built = keys.filter((key) => !plain.includes(key));
  return (
    <>
      {plain.map((key) => (
        <Part key={key} list={list} name={key} value={content[key]} />
      ))}
      {built.length > 0 && (
        <details className="gap-top">
          <summary>其他内容（结构化，改动时保持格式）</summary>
          {built.map((key) => (
            <Part key={key} list={list} name={key} value={content[key]} />
          ))}
        </details>
      )}
    </>
  );
}

const hints: Record<string, string> = {
  holidays: '一行一段，例如：2027-02-05 至 2027-02-11 春节',
  workdays: '一行一天，例如：2027-02-14 春节调休上班；没有就空着',
};
function Part({ list, name, value }: { list: ChangedList; name: string; value: unknown }) {
  const id = `pc-f-${name}`;
  const days = list === 'calendar';
  const short = isWords(value) && String(value).length <= 60;
  const text = days ? linesOf((value ?? {}) as Record<string, string>) : partText(name, value);
  const hint = hints[name] ?? (isLines(value) ? '一行一条' : undefined);
  return (
    <div className="f gap-top">
      <label htmlFor={id}>{partNames[name] ?? name}</label>
      {short && !days ? (
        <input
          className="in"
          id={id}
          name={`f.${name}`}
          defaultValue={text}
          autoComplete="off"
          inputMode={typeof value === 'number' ? 'decimal' : undefined}
        />
      ) : (
        <textarea
          className="in"
          id={id}
          name={`f.${name}`}
          defaultValue={text}
          rows={Math.min(10, Math.max(3, text.split('\n').length + 1))}
        />
      )}
      {hint && <p className="hint">{hint}</p>}
    </div>
  );
}

/** The new content from the form's boxes; a sentence says what cannot be read. */
export function readFields(list: ChangedList, content: Record<string, unknown>, form: FormData): Record<string, unknown> | string {
  const read: Record<string, unknown> = list === 'parameter' ? {} : { ...content };
  for (const key of shownOf(list, content)) {
    const given = form.get(`f.${key}`);
    if (typeof given !== 'string') continue;
    const value = readPart(list, content[key], given.replaceAll('\r\n', '\n').trim());
    if (typeof value === 'object' && value !== null && 'wrong' in value) return `${partNames[key] ?? key}：${String(value.wrong)}`;
    if (value === undefined) delete read[key];
    else read[key] = value;
  }
  return read;
}

function readPart(list: ChangedList, before: unknown, text: string): unknown {
  if (list === 'calendar') {
    const days = readLines(text);
    return typeof days === 'string' ? { wrong: days } : days;
  }
  if (typeof before === 'number') return text !== '' && Number.isFinite(Number(text)) ? Number(text) : { wrong: '应为数字' };
  if (typeof before === 'string') return text === '' ? undefined : text;
  if (isLines(before))
    return text
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean);
  if (typeof before === 'boolean') return text === '是';
  try {
    return JSON.parse(text);
  } catch {
    return { wrong: '不是完整的 JSON，请核对引号、逗号和括号' };
  }
}
