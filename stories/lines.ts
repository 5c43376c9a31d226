// stories/lines.ts —— 经过：each line becomes an act with its defaults, its signers, its number and its moment of recording
import { isPlainDate, type PlainDate } from '../src/base/dates.ts';
import type { Procedure } from '../src/law/engine.ts';
import type { Field, Particulars } from '../src/law/particulars/field.ts';
import { withContent } from '../src/law/particulars/formContent.ts';
import { type StepId, stepNames } from '../src/law/vocabulary.ts';
import { defaultsFor } from './defaults.ts';
import { lawOf } from './lawOf.ts';
import type { Expectation, RawLine, Story, StoryLine, StoryRegisters } from './story.ts';
import { evidenceNamed, listOf, personNamed, type Reading, readFields } from './words.ts';

const fieldsOf = (law: Procedure, step: StepId): readonly Field[] => law.steps[step]?.fields ?? [];

/** Reads the lines of a story. Whoever else an act names as acting confirms it himself at once, unless the line says 未确认. */
export function layOut(story: Story, raws: RawLine[], registers: StoryRegisters): StoryLine[] {
  const law = lawOf(raws);
  const out: StoryLine[] = [];
  const acts = () => out.filter((line) => line.kind === 'act');
  const minutes = new Map<PlainDate, number>();
  const momentOf = (day: PlainDate): string => {
    const minute = (minutes.get(day) ?? 15 * 60) + 4;
    minutes.set(day, minute);
    return new Date(
      `${day}T${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00+08:00`,
    ).toISOString();
  };
  const actNo = (name: string): number | undefined => {
    const [step, nth] = name.split('#');
    const found = acts().filter((line) => stepNames[line.step] === step);
    return (nth ? found[Number(nth) - 1] : found.at(-1))?.n;
  };
  for (const raw of raws) {
    const { values, options } = takeOptions(raw);
    const by = raw.people.map((name) => personNamed(name, registers, raw.fault));
    const recordedOn = dayOf(options.记录于, raw.on, raw);
    const before = acts().at(-1)?.recordedOn;
    if (!raw.refused && before && recordedOn < before)
      throw raw.fault(`这一行记录于${recordedOn}，早于上一行的${before}，请按记录的先后排列`);
    const at: Reading = { names: registers, fault: raw.fault, day: raw.on, actNo };
    const particulars = readParticulars(law, story, raw, values, by, at, acts(), registers);
    if (!raw.refused) checkEvidence(law, story, raw, particulars);
    const line: StoryLine = {
      kind: raw.refused ? 'refused' : 'act',
      n: acts().length + 1,
      step: raw.step,
      on: raw.on,
      recordedOn,
      at: raw.refused ? `${recordedOn}T15:00:00.000Z` : momentOf(recordedOn),
      by,
      enteredBy: options.登记人 ? personNamed(String(options.登记人), registers, raw.fault) : (by[0] ?? ''),
      particulars,
      expects: raw.refused ? expectationOf(raw, options) : undefined,
      line: raw.line,
      fault: raw.fault,
    };
    out.push(line);
    if (line.kind === 'act' && options.未确认 !== '是' && options.未确认 !== true)
      for (const id of new Set(
        [
          ...by,
          ...((particulars.members as string[] | undefined) ?? []),
          ...(line.step === 'jointlyDiscussed' ? [String(particulars.recorder)] : []),
        ].filter((each) => each !== line.enteredBy),
      ))
        out.push(confirmation(line, id, acts().length + 1, momentOf(recordedOn)));
  }
  return out;
}

const confirmation = (line: StoryLine, id: string, n: number, at: string): StoryLine => ({
  ...line,
  n,
  at,
  step: 'countersigned',
  on: line.recordedOn,
  by: [id],
  enteredBy: id,
  particulars: { acts: [{ act: line.n }] },
});

type Options = Partial<Record<'理由' | '依据' | '门' | '表单' | '登记人' | '记录于' | '未确认', unknown>>;
/** Sets apart what the line says about itself from what the act states. */
function takeOptions(raw: RawLine): { values: Record<string, unknown>; options: Options } {
  const always = ['登记人', '记录于', '未确认'];
  if (!raw.refused) {
    const entries = Object.entries(raw.values);
    const pick = (own: boolean) => Object.fromEntries(entries.filter(([key]) => always.includes(key) === own));
    return { values: pick(false), options: pick(true) };
  }
  const { 填写 = {}, ...options } = raw.values as { 填写?: Record<string, unknown> } & Options;
  const unknown = Object.keys(options).find((key) => ![...always, '理由', '依据', '门', '表单'].includes(key));
  if (unknown) throw raw.fault(`“不得”的一行不认识“${unknown}”；表单的内容写在“填写”里，拒绝的话写在“理由”里`);
  return { values: 填写, options };
}

const dayOf = (value: unknown, on: PlainDate, raw: RawLine): PlainDate => {
  if (value === undefined) return on;
  if (!isPlainDate(value)) throw raw.fault(`“记录于”应当是日期，现在写的是“${String(value)}”`);
  return value;
};

function expectationOf(raw: RawLine, options: Options): Expectation {
  const says = Array.isArray(options.理由) ? options.理由.map(String) : options.理由 === undefined ? [] : [String(options.理由)];
  if (says.length === 0 && options.表单 === undefined) throw raw.fault('“不得”的一行要写明拒绝的理由，照录系统应当说的那句话');
  const text = (value: unknown) => (value === undefined ? undefined : String(value));
  return { says, basis: text(options.依据), gate: text(options.门), form: text(options.表单) };
}

function readParticulars(
  law: Procedure,
  story: Story,
  raw: RawLine,
  values: Record<string, unknown>,
  by: string[],
  at: Reading,
  acts: StoryLine[],
  registers: StoryRegisters,
): Particulars {
  const fields = withContent(fieldsOf(law, raw.step), { form: values.文书 ?? values.form }, registers);
  const given = readFields(fields, values, at);
  if (raw.step === 'actCorrected' && given.corrected) {
    const target = acts.find((line) => line.n === given.act);
    if (!target) throw raw.fault('请写明更正哪一条记录');
    given.corrected = readFields(fieldsOf(law, target.step), given.corrected as Record<string, unknown>, { ...at, day: target.on });
  }
  const evidence = [...new Set(acts.flatMap((line) => evidenceNamed(fieldsOf(law, line.step), line.particulars)))];
  const defaults = defaultsFor(raw.step, { story, on: raw.on, by, evidence }, law.opens);
  const merged: Particulars = { ...defaults, ...given };
  // A step may ask for less in one procedure than in another.
  for (const key of Object.keys(defaults)) if (!fields.some((field) => field.key === key)) delete merged[key];
  for (const field of fields) {
    const [mine, usual] = [given[field.key], defaults[field.key]];
    if (field.kind === 'group' && mine && usual) merged[field.key] = { ...(usual as object), ...(mine as object) };
    const asked = !field.only || field.only.is.includes(merged[field.only.key] as never);
    if (!asked && mine === undefined) delete merged[field.key];
    if (mine === '' || (Array.isArray(mine) && mine.length === 0)) delete merged[field.key];
  }
  return merged;
}

function checkEvidence(law: Procedure, story: Story, raw: RawLine, particulars: Particulars): void {
  const missing = evidenceNamed(fieldsOf(law, raw.step), particulars).find((name) => !(name in story.evidence));
  if (missing) throw raw.fault(`“证据”里没有“${missing}”，请先列入：${listOf(Object.keys(story.evidence)).join('、')}`);
}
