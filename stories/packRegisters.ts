// stories/packRegisters.ts —— 案例的名册：the agency's pack answering as registers, without a database, with what the story adds

import type { PlainDate } from '../src/base/dates.ts';
import { digestOf } from '../src/base/digest.ts';
import { capacityOf } from '../src/law/acting.ts';
import type { EvidenceFacts, ParameterKey, Registers } from '../src/law/registers.ts';
import { posts } from '../src/law/registers.ts';
import { certificateOn } from '../src/registers/certificates.ts';
import type { Pack } from '../src/registers/packShapes.ts';
import type { Story, StoryRegisters } from './story.ts';
import { personNamed, StoryFault } from './words.ts';

const mediaTypes: Record<string, string> = { jpg: 'image/jpeg', png: 'image/png', mp4: 'video/mp4', pdf: 'application/pdf' };
const asOf = <T extends { from: string }>(list: T[], on: PlainDate) => list.findLast((entry) => entry.from <= on);

/** Names and items of a pack: what reading a story needs. */
export const namesOf = (pack: Pack): StoryRegisters => ({
  people: () => pack['people.json'].people,
  item: (code) => pack['items.json'].find((item) => item.code === code),
  form: (code) => pack['forms.json'].forms.find((form) => form.code === code),
});

/** Registers of the pack as one story sees them: with its evidence, its earlier fines and its departures from the pack. */
export function registersOf(pack: Pack, story: Story): Registers {
  const people = new Map(pack['people.json'].people.map((person) => [person.id, person]));
  const added = story.departures.map(({ who, post, from }) => {
    const fault = (says: string) => new StoryFault(story.file, 1, `名册：${says}`);
    const found = Object.entries(posts).find(([, name]) => name === post);
    if (!found) throw fault(`没有“${post}”这个岗位`);
    return { id: personNamed(who, namesOf(pack), fault), post: found[0], from };
  });
  return {
    agency: pack['agency.json'],
    calendar: pack['calendar.json'],
    person: (id) => people.get(id),
    holds: (id, post, on) =>
      [...(people.get(id)?.posts ?? []), ...added.filter((each) => each.id === id)].some(
        (held) => held.post === post && held.from <= on && !('until' in held && held.until && held.until <= on),
      ),
    certificate: (id, on) =>
      certificateOn(
        (people.get(id)?.certificates ?? []).map((each) => ({ ...each, states: [] })),
        on,
      ),
    item: (code, on) => pack['items.json'].findLast((item) => item.code === code && item.publishedFrom <= on),
    form: (code) => pack['forms.json'].forms.find((form) => form.code === code),
    parameter: (key: ParameterKey, on) =>
      asOf(
        pack['parameters.json'].parameters.filter((entry) => entry.key === key),
        on,
      )!.value,
    levy: (code, on) =>
      asOf(
        pack['levies.json'].levies.filter((entry) => entry.item === code),
        on,
      ),
    capacity: (id, on) => capacityOf(people.get(id)?.unit, pack['organisation.json'].units, pack['acting.json'].bodies, on),
    actingRule: (actType, on) =>
      asOf(
        pack['acting.json'].rules.filter((entry) => entry.actType === actType),
        on,
      ),
    evidence: (name) => (story.evidence[name] ? evidenceOf(name, story.evidence[name]) : undefined),
    inspectionsThisYear: (_, on) => story.earlierInspections.filter((each) => each.on.slice(0, 4) === on.slice(0, 4)),
    otherCase: (no) => story.otherCases.find((other) => other.number === no),
    priorFines: () => story.earlierFines.map((fine) => ({ itemCode: story.item, ...fine })),
  };
}

const evidenceOf = (name: string, path: string): EvidenceFacts => ({
  id: name,
  name,
  mediaType: mediaTypes[path.slice(path.lastIndexOf('.') + 1)] ?? 'application/octet-stream',
  digest: digestOf([name, path]),
  size: 1,
  takenBy: [],
});
