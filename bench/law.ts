// bench/law.ts —— 判一判：one act judged in cases of 10, 100 and 1,000 acts, against a plain pass over the same acts
import { type CaseFile, decide, evolve, type RecordedAct } from '../src/law/engine.ts';
import { sampleActs, samplePerson } from '../src/law/papers/sample/acts.ts';
import { sampleRegisters } from '../src/law/papers/sample/registers.ts';
import { penaltyOrdinary } from '../src/law/procedures/penaltyOrdinary.ts';
import { type Bench, type Line, median } from './measure.ts';

const SIZES = [10, 100, 1000];
const ROUNDS = 9;

/** The reported case up to its first evidence, with more evidence until it has `size` acts; the act judged is one more. */
function caseOf(size: number): { file: CaseFile; next: RecordedAct } {
  const acts = sampleActs(samplePerson);
  const begin = acts.slice(
    0,
    acts.findIndex(({ step }) => step === 'evidenceCollected'),
  );
  const evidence = acts.find(({ step }) => step === 'evidenceCollected')!;
  const recorded = [...begin, ...Array.from({ length: size + 1 - begin.length }, () => evidence)].map(
    (act, i): RecordedAct => ({
      ...act,
      id: `${i}`,
      n: i + 1,
      recordedAt: `${act.on}T12:00:00.000Z`,
      recordedOn: act.on,
      enteredBy: act.by[0]!,
    }),
  );
  const file = recorded.slice(0, size).reduce(evolve, { id: 'bench', acts: [] } as CaseFile);
  return { file, next: recorded[size]! };
}

/** µs of one call, the median of the rounds; every call sees a file of its own, as after every act. */
function microseconds(calls: number, work: (file: CaseFile) => unknown, file: CaseFile): number {
  const once = () => {
    const files = Array.from({ length: calls }, () => ({ ...file, acts: [...file.acts] }));
    const begin = performance.now();
    for (const each of files) work(each);
    return ((performance.now() - begin) * 1000) / calls;
  };
  for (let i = 0; i < 5; i++) once(); // compiled by then
  return median(Array.from({ length: ROUNDS }, once));
}

/** A pass that looks at every act once and keeps the last of each step: the least any judgement over a whole case can cost. */
const plainPass = ({ acts }: CaseFile) => new Map(acts.map((act) => [act.step, act.particulars]));

export const lawBench: Bench = async ({ say }) => {
  say('判一判：一条记录的合法性，案卷已有10、100、1000条');
  const registers = sampleRegisters(samplePerson.name);
  const measured = SIZES.map((size) => {
    const { file, next } = caseOf(size);
    const judge = (each: CaseFile) => {
      const { step, on, by, particulars } = next;
      const act = { step, on, by, particulars };
      if ('refused' in decide(penaltyOrdinary, { act, file: each, registers, today: next.recordedOn, enteredBy: next.enteredBy }))
        throw new Error('the act of the bench was refused');
    };
    const calls = Math.max(20, 20_000 / size);
    return { size, ours: microseconds(calls, judge, file), plain: microseconds(calls, plainPass, file) };
  });
  const lines = measured.map(
    ({ size, ours, plain }): Line => ({
      what: `判断一步，案卷${size}条`,
      value: `${ours.toFixed(1)} µs`,
      against: `只把案卷过一遍 ${plain.toFixed(1)} µs`,
      ratio: ours / plain,
    }),
  );
  const [, hundred, thousand] = measured;
  const growth: Line = {
    what: '案卷十倍大时判断一步的增长（100→1000条）',
    value: `${thousand!.ours.toFixed(1)} µs`,
    against: `十倍 ${(hundred!.ours * 10).toFixed(1)} µs`,
    ratio: thousand!.ours / (hundred!.ours * 10),
    limit: { atMost: 1.2 },
  };
  return [...lines, growth];
};
