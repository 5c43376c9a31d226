// src/law/papers/sample/registers.ts —— 样案的名册:the pack of the first agency, read as the law reads registers; invented evidence
import acting from '../../../../agencies/panjin/acting.json' with { type: 'json' };
import agency from '../../../../agencies/panjin/agency.json' with { type: 'json' };
import calendar from '../../../../agencies/panjin/calendar.json' with { type: 'json' };
import forms from '../../../../agencies/panjin/forms.json' with { type: 'json' };
import items from '../../../../agencies/panjin/items.json' with { type: 'json' };
import levies from '../../../../agencies/panjin/levies.json' with { type: 'json' };
import organisation from '../../../../agencies/panjin/organisation.json' with { type: 'json' };
import parameters from '../../../../agencies/panjin/parameters.json' with { type: 'json' };
import people from '../../../../agencies/panjin/people.json' with { type: 'json' };
import type { PlainDate } from '../../../base/dates.ts';
import { digestOf } from '../../../base/digest.ts';
import { type ActingBody, type ActingRule, capacityOf } from '../../acting.ts';
import type { LevyRule } from '../../reckoning/levies.ts';
import type { Agency, Calendar, EvidenceFacts, Item, Person, Registers } from '../../registers.ts';

// Evidence of the sample case by id; one name holds the party's name, as file names do.
const sampleEvidence = (partyName: string): Record<string, [name: string, mediaType: string]> => ({
  clue: ['卫星遥感图斑核查照片', 'image/jpeg'],
  map: ['林地保护利用规划查询结果', 'application/pdf'],
  sketch: ['现场示意图', 'image/png'],
  photo: ['现场照片（卷尺测量路宽）', 'image/jpeg'],
  video: ['现场勘验录像', 'video/mp4'],
  voice: [`询问${partyName}的录音录像`, 'video/mp4'],
  goods: ['先行登记保存录像', 'video/mp4'],
  appraisal: ['林地现状鉴定意见书', 'application/pdf'],
  statement: ['陈述申辩书', 'application/pdf'],
  waiver: ['放弃听证声明', 'image/jpeg'],
});

type Staff = Person & {
  posts: { post: string; from: string; until?: string }[];
  certificates: { number: string; validFrom: PlainDate; validTo: PlainDate; actTypes: string[] }[];
};
const staff = people.people as unknown as Staff[];

/** Registers made of the pack's own data, answering as of the asked day; for tests. */
export function sampleRegisters(partyName: string): Registers {
  const evidence = sampleEvidence(partyName);
  const asOf = <T extends { from: string }>(list: T[], on: PlainDate) => list.findLast((entry) => entry.from <= on);
  const personOf = (id: string) => staff.find((person) => person.id === id);
  return {
    agency: agency as unknown as Agency,
    calendar: calendar as unknown as Calendar,
    person: (id) => personOf(id),
    holds: (id, post, on) =>
      personOf(id)?.posts.some((held) => held.post === post && held.from <= on && !(held.until && held.until <= on)) ?? false,
    certificate: (id, on) => {
      const held = personOf(id)?.certificates.find((each) => each.validFrom <= on && on <= each.validTo);
      return held && { ...held, valid: true };
    },
    item: (code) => items.find((item) => item.code === code) as unknown as Item | undefined,
    form: (code) => forms.forms.find((form) => form.code === code),
    parameter: (key, on) =>
      asOf(
        parameters.parameters.filter((entry) => entry.key === key),
        on,
      )!.value,
    levy: (code, on) =>
      asOf(
        (levies.levies as unknown as LevyRule[]).filter((entry) => entry.item === code),
        on,
      ),
    capacity: (id, on) => capacityOf(personOf(id)?.unit, organisation.units, acting.bodies as unknown as ActingBody[], on),
    actingRule: (actType, on) =>
      asOf(
        (acting.rules as unknown as ActingRule[]).filter((entry) => entry.actType === actType),
        on,
      ),
    evidence: (id) => {
      const found = evidence[id];
      return found && ({ id, name: found[0], mediaType: found[1], digest: digestOf(id), size: 1, takenBy: [] } satisfies EvidenceFacts);
    },
    priorFines: () => [],
    otherCase: () => undefined,
    inspectionsThisYear: () => [],
  };
}
