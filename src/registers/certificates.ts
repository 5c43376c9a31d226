// src/registers/certificates.ts —— 执法证:which certificate a person had on a day, and why it was not valid
import { chineseDate, type PlainDate } from '../base/dates.ts';
import type { Certificate } from '../law/registers.ts';
import type { RegisterTables } from './tables.ts';

export type CertificateState = { state: 'suspended' | 'cancelled'; from: PlainDate; until?: PlainDate; why: string };
/** A certificate with everything that ever happened to it. */
export type HeldCertificate = Omit<Certificate, 'valid' | 'why'> & { states: CertificateState[] };

/** Certificates by person, from the rows of the two tables. */
export function certificatesOf(rows: RegisterTables['certificate'][], stateRows: RegisterTables['certificate_state'][]) {
  const states = Map.groupBy(stateRows, (row) => row.number);
  const held = Map.groupBy(rows, (row) => row.person_id);
  const of = (id: string): HeldCertificate[] =>
    (held.get(id) ?? [])
      .toSorted((a, b) => (a.valid_from < b.valid_from ? -1 : 1))
      .map((row) => ({
        number: row.number,
        validFrom: row.valid_from as PlainDate,
        validTo: row.valid_to as PlainDate,
        actTypes: row.act_types,
        states: (states.get(row.number) ?? []).map(({ state, valid_from, valid_until, why }) => ({
          state: state as CertificateState['state'],
          from: valid_from as PlainDate,
          ...(valid_until === null ? {} : { until: valid_until as PlainDate }),
          why,
        })),
      }));
  return { of, asOf: (id: string, on: PlainDate) => certificateOn(of(id), on) };
}

/** The certificate to judge a person by on a day: a valid one, else the one whose fault is nearest to that day; undefined without any. */
export function certificateOn(held: HeldCertificate[], on: PlainDate): Certificate | undefined {
  const judged = held.map(({ states, ...certificate }): Certificate => {
    const why = faultOn({ states, ...certificate }, on);
    return why === undefined ? { ...certificate, valid: true } : { ...certificate, valid: false, why };
  });
  return (
    judged.findLast(({ valid }) => valid) ??
    judged.findLast(({ validFrom, validTo }) => validFrom <= on && on <= validTo) ??
    judged.findLast(({ validTo }) => validTo < on) ??
    judged[0]
  );
}

function faultOn({ validFrom, validTo, states }: HeldCertificate, on: PlainDate): string | undefined {
  const holding = states.filter(({ from, until }) => from <= on && (until === undefined || on < until));
  const cancelled = holding.find(({ state }) => state === 'cancelled');
  if (cancelled) return `执法证已于${chineseDate(cancelled.from)}注销：${cancelled.why}`;
  if (on < validFrom) return `执法证自${chineseDate(validFrom)}起有效，当日尚未生效`;
  if (on > validTo) return `执法证已于${chineseDate(validTo)}到期`;
  const suspended = holding[0];
  return suspended && `执法证自${chineseDate(suspended.from)}起暂扣：${suspended.why}`;
}
