// src/publication/before/officers.ts —— 行政执法人员清单:everyone whose certificate is valid today, and nobody else
import type { PlainDate } from '../../base/dates.ts';
import { actTypes } from '../../law/vocabulary.ts';
import type { RegisterSnapshot } from '../../registers/registers.ts';

/** One officer as the public list shows him. `acts` are the kinds of acts the certificate covers, in Chinese. */
export type Officer = { name: string; unit: string; position: string; number: string; validTo: PlainDate; acts: string };

/** Officers with a valid certificate on the day, by unit in the order of the organisation, then by number. */
export function officersOn(registers: RegisterSnapshot, on: PlainDate, words = ''): Officer[] {
  const order = registers.units(on).map(({ name }) => name);
  const rank = (unit: string) => (order.includes(unit) ? order.indexOf(unit) : order.length);
  return registers
    .people()
    .flatMap(({ id, name, unit, position }): Officer[] => {
      const certificate = registers.certificate(id, on);
      if (!certificate?.valid) return [];
      return [{ name, unit, position, number: certificate.number, validTo: certificate.validTo, acts: actsOf(certificate.actTypes) }];
    })
    .filter((officer) => `${officer.name} ${officer.unit} ${officer.number}`.includes(words.trim()))
    .sort((a, b) => rank(a.unit) - rank(b.unit) || (a.number < b.number ? -1 : 1));
}

function actsOf(held: readonly string[]): string {
  const all = Object.entries(actTypes);
  if (all.every(([key]) => held.includes(key))) return '全部执法类别';
  return all
    .filter(([key]) => held.includes(key))
    .map(([, name]) => name)
    .join('、');
}
