// src/console/registers/PeoplePage.tsx —— 人员:posts and certificates with their dates; administrators change them, nobody deletes
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { posts } from '../../law/registers.ts';
import { PersonSessions } from '../account/PersonSessions.tsx';
import { holds, useMe } from '../app/session.tsx';
import { fullWidth } from '../parts/fullWidth.ts';
import { Demo } from '../parts/Person.tsx';
import { Loading, Trouble } from '../parts/states.tsx';
import { peopleQuery } from '../wire/queries.ts';
import type { Held, PersonListed } from '../wire/shapes.ts';
import { type Change, PersonChange } from './PersonChange.tsx';

export function PeoplePage() {
  const me = useMe();
  const people = useQuery(peopleQuery);
  const [change, setChange] = useState<Change>();
  const [seen, setSeen] = useState<PersonListed>();
  const [told, setTold] = useState<string>();
  return (
    <>
      <div className="bar gap-top">
        <h1>人员</h1>
        <span className="mute small">{people.data && `${people.data.people.length}人`}。岗位决定能办哪些环节；改动都记入日志。</span>
      </div>
      {told && (
        <div className="done" role="status">
          <p>{told}</p>
        </div>
      )}
      {people.error && <Trouble error={people.error} again={() => void people.refetch()} />}
      <div className="list cards people scroll">
        {people.isPending && <Loading lines={6} />}
        {people.data && (
          <table>
            <colgroup>
              <col className="c-turn" />
              <col />
              <col />
              <col className="c-due" />
            </colgroup>
            <thead>
              <tr>
                <th scope="col">姓名</th>
                <th scope="col">岗位</th>
                <th scope="col">执法证</th>
                <th scope="col">办理</th>
              </tr>
            </thead>
            <tbody>
              {people.data.people.map((person) => (
                <Row
                  key={person.id}
                  person={person}
                  today={me.today}
                  system={holds(me, 'systemAdmin')}
                  security={holds(me, 'securityAdmin')}
                  onChange={setChange}
                  onSessions={setSeen}
                />
              ))}
            </tbody>
          </table>
        )}
      </div>
      {seen && (
        <PersonSessions
          person={seen}
          today={me.today}
          onClose={() => setSeen(undefined)}
          onDone={(says) => {
            setTold(says);
            setSeen(undefined);
          }}
        />
      )}
      {change && (
        <PersonChange
          change={change}
          today={me.today}
          onClose={() => setChange(undefined)}
          onDone={(says) => {
            setTold(says);
            setChange(undefined);
            void people.refetch();
          }}
        />
      )}
    </>
  );
}

type RowProps = {
  person: PersonListed;
  today: string;
  system: boolean;
  security: boolean;
  onChange: (change: Change) => void;
  onSessions: (person: PersonListed) => void;
};
function Row({ person, today, system, security, onChange, onSessions }: RowProps) {
  const held: Held[] = person.posts;
  const now = held.filter((each) => each.from <= today && (!each.until || today < each.until));
  const { certificate } = person;
  return (
    <tr>
      <td>
        <b>{person.name}</b> {person.demo && <Demo />}
        <div className="s">
          {person.unit}·{person.position}
        </div>
      </td>
      <td data-k="岗位">
        <div>
          {now.length === 0 ? (
            <span className="mute">没有岗位</span>
          ) : (
            now.map((each) => (
              <div key={each.post}>
                {posts[each.post]}{' '}
                <span className="s">
                  自{each.from}
                  {each.until && `至${each.until}`}
                </span>{' '}
                {security && (
                  <button type="button" className="link small" onClick={() => onChange({ kind: 'end-post', person, post: each.post })}>
                    免去
                  </button>
                )}
              </div>
            ))
          )}
        </div>
      </td>
      <td data-k="执法证">
        <div>
          {certificate ? (
            <>
              {certificate.number}
              <div className="s">
                {certificate.valid ? `有效至${certificate.validTo}` : <span className="late">{fullWidth(certificate.why ?? '无效')}</span>}{' '}
                {security && certificate.valid && (
                  <button
                    type="button"
                    className="link small"
                    onClick={() => onChange({ kind: 'suspend-certificate', person, number: certificate.number })}
                  >
                    暂扣
                  </button>
                )}
              </div>
            </>
          ) : (
            <span className="mute">没有执法证</span>
          )}
        </div>
      </td>
      <td data-k="办理">
        <div className="row-btns">
          {system && (
            <>
              <button type="button" className="btn" onClick={() => onChange({ kind: 'reset-password', person })}>
                重置口令
              </button>
              <button type="button" className="link small" onClick={() => onChange({ kind: 'disable', person })}>
                停用账号
              </button>
              {person.hasFactor && (
                <button type="button" className="link small" onClick={() => onChange({ kind: 'reset-second-factor', person })}>
                  重置动态口令
                </button>
              )}
              <button type="button" className="link small" onClick={() => onSessions(person)}>
                登录情况
              </button>
            </>
          )}
          {security && (
            <button type="button" className="btn" onClick={() => onChange({ kind: 'grant-post', person })}>
              任命岗位
            </button>
          )}
          {!system && !security && <span className="mute">—</span>}
        </div>
      </td>
    </tr>
  );
}
