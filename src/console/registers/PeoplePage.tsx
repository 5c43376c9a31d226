// src/console/registers/PeoplePage.tsx —— 人员:posts and certificates with their dates; administrators change them, nobody deletes
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useDeferredValue, useState } from 'react';
import { posts } from '../../law/registers.ts';
import { PersonSessions } from '../account/PersonSessions.tsx';
import { holds, useMe } from '../app/session.tsx';
import { Empty, Loading, Trouble } from '../parts/states.tsx';
import { peopleQuery } from '../wire/queries.ts';
import type { PersonListed } from '../wire/shapes.ts';
import { type Change, PersonChange } from './PersonChange.tsx';
import { PersonRow } from './PersonRow.tsx';
import { RegisterPerson } from './RegisterPerson.tsx';

type Opened = { what: 'change'; change: Change } | { what: 'sessions'; person: PersonListed } | { what: 'register' };
/** Everything one may look for in a row: name, unit, position, posts, certificate. */
const wordsOf = (person: PersonListed): string =>
  [
    ...[person.name, person.unit, person.position, person.login ?? '', person.certificate?.number ?? ''],
    ...person.posts.map((held) => posts[held.post]),
  ].join(' ');

export function PeoplePage() {
  const me = useMe();
  const people = useQuery(peopleQuery);
  const [open, setOpen] = useState<Opened>();
  const [told, setTold] = useState<string>();
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed.trim());
  const all = people.data?.people ?? [];
  const shown = q ? all.filter((person) => wordsOf(person).includes(q)) : all;
  const close = () => setOpen(undefined);
  const finish = (says: string) => {
    setTold(says);
    close();
    void people.refetch();
  };
  return (
    <>
      <div className="bar gap-top">
        <h1>人员</h1>
        <span className="mute small">{people.data && `${all.length}人。`}岗位决定能办哪些环节；改动都记入日志。</span>
        {holds(me, 'systemAdmin') && (
          <button type="button" className="btn" onClick={() => setOpen({ what: 'register' })}>
            登记人员
          </button>
        )}
        {holds(me, 'securityAdmin', 'auditAdmin', 'supervisor') && <Link to="/clearance">执法人员清理</Link>}
      </div>
      {told && (
        <div className="done" role="status">
          <p>{told}</p>
        </div>
      )}
      {people.error && <Trouble error={people.error} again={() => void people.refetch()} />}
      <div className="filters">
        <input
          type="search"
          aria-label="搜索姓名、单位、岗位、执法证号"
          placeholder="姓名、单位、岗位、证号"
          maxLength={60}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </div>
      <div className="list cards people scroll">
        {people.isPending && <Loading lines={6} />}
        {people.data && shown.length === 0 && <Empty title={`没有找到“${q}”`}>可以用姓名、单位、岗位或者执法证号里的字。</Empty>}
        {shown.length > 0 && <People people={shown} onOpen={setOpen} />}
      </div>
      {open?.what === 'register' && <RegisterPerson units={people.data?.units ?? []} onClose={close} onDone={finish} />}
      {open?.what === 'sessions' && <PersonSessions person={open.person} today={me.today} onClose={close} onDone={finish} />}
      {open?.what === 'change' && <PersonChange change={open.change} today={me.today} onClose={close} onDone={finish} />}
    </>
  );
}

function People({ people, onOpen }: { people: PersonListed[]; onOpen: (opened: Opened) => void }) {
  const changes = holds(useMe(), 'systemAdmin', 'securityAdmin');
  return (
    <table>
      <colgroup>
        <col className="c-who" />
        <col />
        <col />
        {changes && <col className="c-change" />}
      </colgroup>
      <thead>
        <tr>
          <th scope="col">姓名</th>
          <th scope="col">岗位</th>
          <th scope="col">执法证</th>
          {changes && <th scope="col">办理</th>}
        </tr>
      </thead>
      <tbody>
        {people.map((person) => (
          <PersonRow
            key={person.id}
            person={person}
            onChange={(change) => onOpen({ what: 'change', change })}
            onSessions={() => onOpen({ what: 'sessions', person })}
          />
        ))}
      </tbody>
    </table>
  );
}
