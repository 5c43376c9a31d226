// src/law/procedures/penalty/weight.ts —— 轻重：which proposals open a hearing (处罚法§63) and which the review catalogue names (§58)
import type { Report } from '../../../facts.ts';
import type { Registers } from '../../../registers.ts';
import type { PartyKind } from '../../../vocabulary.ts';
import { sanctionKinds } from '../words.ts';
import { confiscatedWorth, graveKinds, kindsNamed } from './sanctions.ts';

const hearingFine = { person: 'hearing.fine.citizen', soleTrader: 'hearing.fine.soleTrader', organisation: 'hearing.fine.org' } as const;
const isOrganisation = (kind: PartyKind) => kind === 'organisation';

/** Sanctions of the proposal that are grave by their kind. */
const graveOf = ({ others = [] }: Report): string[] =>
  graveKinds.filter((kind) => others.some((each) => each.kind === kind)).map((kind) => sanctionKinds[kind]);

/** May the party ask for a hearing: by kind of sanction, or by the amount fined or confiscated? */
export function opensHearing(report: Report, kind: PartyKind, registers: Registers): boolean {
  const confiscated = isOrganisation(kind) ? 'hearing.confiscation.org' : 'hearing.confiscation.citizen';
  return (
    graveOf(report).length > 0 ||
    (report.fine > 0 && report.fine >= registers.parameter(hearingFine[kind], report.on) * 100) ||
    (confiscatedWorth(report.others) > 0 && confiscatedWorth(report.others) >= registers.parameter(confiscated, report.on) * 100)
  );
}

/** Entries of the review catalogue that the proposal itself hits, in words. */
export function weighs(report: Report, kind: PartyKind, registers: Registers): string[] {
  const fineLimit = registers.parameter(kind === 'person' ? 'review.fine.citizen' : 'review.fine.org', report.on);
  const confiscationLimit = registers.parameter(
    isOrganisation(kind) ? 'review.confiscation.org' : 'review.confiscation.citizen',
    report.on,
  );
  const worth = confiscatedWorth(report.others);
  return [
    ...(report.fine > 0 && report.fine >= fineLimit * 100 ? [`拟罚款达到法制审核目录标准（${fineLimit}元）`] : []),
    ...(worth > 0 && worth >= confiscationLimit * 100 ? [`拟没收的数额、价值达到法制审核目录标准（${confiscationLimit}元）`] : []),
    ...graveOf(report).map((name) => `拟${name}`),
  ];
}

/** 警告、罚款、没收违法所得: everything imposed, in the order of 处罚法§9. */
export function kindsOf(report: Report): string[] {
  const names = kindsNamed(report.others);
  const light = names.filter((name) => ([sanctionKinds.warning, sanctionKinds.criticism] as string[]).includes(name));
  return [...light, ...(report.fine > 0 ? ['罚款'] : []), ...names.filter((name) => !light.includes(name))];
}
