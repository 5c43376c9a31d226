// src/law/papers/sampleCase.ts —— 样案:a whole case with its ten papers, for the tests of this and of other rooms
import { bindingOf, numbersFor, writeNumber } from '../binding.ts';
import { type CaseFile, evolve, type Made, type RecordedAct } from '../engine.ts';
import type { Party } from '../facts.ts';
import { penaltyOrdinary } from '../procedures/penaltyOrdinary.ts';
import type { Registers } from '../registers.ts';
import { papersFor } from './compose.ts';
import type { Paper } from './paper.ts';
import { officers, sampleActs, samplePerson } from './sample/acts.ts';
import { expectedIn } from './sample/expected.ts';
import { sampleRegisters } from './sample/registers.ts';

export type SampleCase = {
  file: CaseFile;
  registers: Registers;
  /** The first paper of each form, by form; of service receipts the last. */
  papers: Record<string, Paper>;
  /** Every paper the case issued, in order. */
  all: Paper[];
  /** By form, every value that must be readable in its PDF. */
  expected: Record<string, string[]>;
};

/** The reported case (334.98㎡ of forest land turned into a farm road) from clue to service; `party` may be another. */
export function sampleCase(party: Party = samplePerson): SampleCase {
  const registers = sampleRegisters(party.name);
  let file: CaseFile = { id: 'sample', acts: [] };
  const all: Paper[] = [];
  const given = new Map<string, number>();
  const next = (series: string) => given.set(series, (given.get(series) ?? 0) + 1).get(series)!;
  sampleActs(party).forEach((act, i) => {
    const numbers = Object.entries(numbersFor(penaltyOrdinary, { act, file, registers })).map(([key, series]) => [
      key,
      writeNumber(registers.agency.shortCode, series, Number(act.on.slice(0, 4)), next(series)),
    ]);
    const made: Made = { ...bindingOf(file, act, registers), numbers: Object.fromEntries(numbers) };
    all.push(...papersFor({ file, act, made, registers }));
    const enteredBy = act.by.includes(officers[0]!) ? officers[0]! : act.by[0]!;
    const recorded: RecordedAct = {
      ...act,
      made,
      id: `sample-${i + 1}`,
      n: i + 1,
      recordedAt: `${act.on}T12:00:00.000Z`,
      recordedOn: act.on,
      enteredBy,
    };
    file = evolve(file, recorded);
  });
  const papers: Record<string, Paper> = {};
  // The receipt of the decision, not that of the notice.
  for (const paper of all) papers[paper.form] = paper.form === 'G07' ? paper : (papers[paper.form] ?? paper);
  return { file, registers, papers, all, expected: expectedIn(party, registers) };
}
