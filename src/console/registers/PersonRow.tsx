// src/console/registers/PersonRow.tsx —— 名册里的一个人:only changes that would mean something are offered
import { posts } from '../../law/registers.ts';
import { holds, useMe } from '../app/session.tsx';
import { fullWidth } from '../parts/fullWidth.ts';
import { Demo } from '../parts/Person.tsx';
import type { Held, PersonListed } from '../wire/shapes.ts';
import type { Change } from './PersonChange.tsx';

type Props = { person: PersonListed; onChange: (change: Change) => void };
/** A position that names its unit (林政资源科科长) says it alone. */
const placeOf = ({ unit, position }: PersonListed): string => (position.startsWith(unit) ? position : `${unit}·${position}`);
/** Held today or from a later day on. */
const heldNow = (held: Held, today: string): boolean => !held.until || today < held.until;

export function PersonRow({ person, onChange, onSessions }: Props & { onSessions: () => void }) {
  const me = useMe();
  const enforces = person.certificate !== null || person.posts.some((each) => each.post === 'officer' && heldNow(each, me.today));
  const [system, security] = [holds(me, 'systemAdmin'), holds(me, 'securityAdmin')];
  return (
    <tr>
      <td>
        <b>{person.name}</b> {person.demo && <Demo />}
        <div className="s">{placeOf(person)}</div>
      </td>
      <td data-k="岗位">
        <Posts person={person} onChange={onChange} />
      </td>
      <td data-k="执法证">
        <Certificate person={person} onChange={onChange} />
      </td>
      {(system || security) && (
        <td data-k="办理">
          <div>
            {system && <Account person={person} onChange={onChange} onSessions={onSessions} />}
            {security && (
              <div className="row-btns">
                <button type="button" className="btn" onClick={() => onChange({ kind: 'grant-post', person })}>
                  任命岗位
                </button>
                <button type="button" className="link small" onClick={() => onChange({ kind: 'record-certificate', person })}>
                  登记执法证
                </button>
                {enforces && (
                  <>
                    <button type="button" className="link small" onClick={() => onChange({ kind: 'record-qualification', person })}>
                      执法资格
                    </button>
                    <button type="button" className="link small" onClick={() => onChange({ kind: 'record-annual-check', person })}>
                      年度审验
                    </button>
                  </>
                )}
              </div>
            )}
          </div>
        </td>
      )}
    </tr>
  );
}

function Posts({ person, onChange }: Props) {
  const me = useMe();
  const held = person.posts.filter((each) => heldNow(each, me.today));
  if (held.length === 0) return <span className="mute">没有岗位</span>;
  return (
    <div>
      {held.map((each) => (
        <div key={`${each.post}${each.from}`}>
          {posts[each.post]}{' '}
          <span className="s">
            {each.from > me.today ? '将自' : '自'}
            {each.from}
            {each.until && `，到${each.until}前`}
          </span>{' '}
          {holds(me, 'securityAdmin') && !each.until && each.from <= me.today && (
            <button
              type="button"
              className="link small"
              aria-label={`免去${person.name}的${posts[each.post]}岗位`}
              onClick={() => onChange({ kind: 'end-post', person, post: each.post })}
            >
              免去
            </button>
          )}
        </div>
      ))}
    </div>
  );
}

function Certificate({ person, onChange }: Props) {
  const me = useMe();
  const { certificate } = person;
  if (!certificate) return <span className="mute">没有执法证</span>;
  const { number } = certificate;
  const states = person.certificates.find((each) => each.number === number)?.states ?? [];
  const held = states.some(({ state, from, until }) => state === 'suspended' && from <= me.today && (!until || me.today < until));
  const gone = states.some(({ state }) => state === 'cancelled');
  const kind = certificate.valid ? 'suspend-certificate' : held && !gone ? 'resume-certificate' : undefined;
  return (
    <div>
      {number}
      <div className="s">
        {certificate.valid ? `有效至${certificate.validTo}` : <span className="late">{fullWidth(certificate.why ?? '无效')}</span>}{' '}
        {holds(me, 'securityAdmin') && person.id !== me.person.id && kind && (
          <button type="button" className="link small" onClick={() => onChange({ kind, person, number })}>
            {kind === 'suspend-certificate' ? '暂扣' : '发还'}
          </button>
        )}{' '}
        {holds(me, 'securityAdmin') && person.id !== me.person.id && kind === 'resume-certificate' && (
          <button type="button" className="link small" onClick={() => onChange({ kind: 'cancel-certificate', person, number })}>
            注销
          </button>
        )}
      </div>
    </div>
  );
}

function Account({ person, onChange, onSessions }: Props & { onSessions: () => void }) {
  const me = useMe();
  const own = person.id === me.person.id;
  const mayEnter = person.posts.some((each) => heldNow(each, me.today));
  if (!person.login)
    return (
      <div className="row-btns">
        <button type="button" className="btn" onClick={() => onChange({ kind: 'account', person })}>
          建立账号
        </button>
      </div>
    );
  return (
    <>
      <div className="s">
        登录名 {person.login}
        {person.disabled && <span className="late">　已停用</span>}
        {!mayEnter && '　没有岗位，不能登录'}
      </div>
      <div className="row-btns">
        {person.disabled && (
          <button type="button" className="btn" onClick={() => onChange({ kind: 'enable', person })}>
            重新启用
          </button>
        )}
        {!person.disabled && mayEnter && (
          <button type="button" className="link small" onClick={() => onChange({ kind: 'reset-password', person })}>
            重置口令
          </button>
        )}
        {person.hasFactor && !own && (
          <button type="button" className="link small" onClick={() => onChange({ kind: 'reset-second-factor', person })}>
            重置动态口令
          </button>
        )}
        <button type="button" className="link small" onClick={onSessions}>
          登录情况
        </button>
        {!person.disabled && !own && (
          <button type="button" className="link small" onClick={() => onChange({ kind: 'disable', person })}>
            停用账号
          </button>
        )}
      </div>
    </>
  );
}
