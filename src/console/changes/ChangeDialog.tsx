// src/console/changes/ChangeDialog.tsx —— 一项变更:before and after, the deadlines it moves, and the decision of whoever may decide
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { approvers, changeKinds } from '../../registers/signed/lists.ts';
import { holds, useMe } from '../app/session.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { shortInstant } from '../parts/days.ts';
import { Loading, Trouble } from '../parts/states.tsx';
import { ChangeForm, ChangeInput } from '../registers/ChangeForm.tsx';
import { type ChangeOpened, changeQuery, type Moved, stateNames } from './changeQueries.ts';
import { differencesOf, linesOfSide } from './differences.ts';

type Props = { id: string; onClose: () => void; onDone: (says: string) => void };
export function ChangeDialog({ id, onClose, onDone }: Props) {
  const found = useQuery(changeQuery(id));
  const { data } = found;
  return (
    <Dialog title={data ? `${data.change.listName}：${data.change.name}` : '名册变更'} wide onClose={onClose}>
      {found.isPending && <Loading />}
      {found.error && <Trouble error={found.error} again={() => void found.refetch()} />}
      {data && (
        <>
          <About data={data} />
          <Differences before={data.change.before} after={data.change.content} />
          <MovedList data={data} />
          <Decide data={data} onClose={onClose} onDone={onDone} />
        </>
      )}
    </Dialog>
  );
}

function About({ data: { change } }: { data: ChangeOpened }) {
  const { today } = useMe();
  const rows: [string, string | null][] = [
    ['变更', `${changeKinds[change.kind]}${change.version ? `，日历${change.version}` : ''}`],
    ['生效', change.from ?? '批准之日'],
    ['理由', change.reason],
    ['依据文件', change.document],
    ['提出', `${change.proposedBy}　${shortInstant(change.proposedAt, today)}`],
    ['状态', stateNames[change.state]],
    ['办理', change.decidedAt && `${change.decidedBy}　${shortInstant(change.decidedAt, today)}`],
    ['意见', change.decidedWhy],
  ];
  return (
    <dl className="kv2">
      {rows.map(
        ([name, value]) =>
          value && (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

function Differences({ before, after }: { before: unknown; after: unknown }) {
  return (
    <div className="scroll cards">
      <table className="tb changed">
        <caption>{before === null ? '新增的内容' : after === null ? '终止的内容' : '前后对照（只列不同的）'}</caption>
        <thead>
          <tr>
            <th scope="col">项目</th>
            <th scope="col">原来</th>
            <th scope="col">变更后</th>
          </tr>
        </thead>
        <tbody>
          {differencesOf(before, after).map((each) => (
            <tr key={each.name}>
              <td>{each.name}</td>
              <td data-k="原来">
                <Side side={each.before} other={each.after} mark="del" />
              </td>
              <td data-k="变更后">
                <Side side={each.after} other={each.before} mark="ins" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Side({ side, other, mark: Mark }: { side: string; other: string; mark: 'del' | 'ins' }) {
  const lines = side === '' ? [] : linesOfSide(side, other).map((each, n) => ({ ...each, n }));
  if (lines.length === 0) return '—';
  return (
    <div>
      {lines.map(({ line, differs, n }) => (
        <span className="l" key={n}>
          {differs ? <Mark>{line}</Mark> : line}
        </span>
      ))}
    </div>
  );
}

const dayOf = ({ strict, rolled }: Moved['old']): string => (strict === rolled ? strict : `${rolled}（从严${strict}）`);
function MovedList({ data: { change, moved, checked, obstacle } }: { data: ChangeOpened }) {
  if (obstacle || change.state === 'rejected' || change.state === 'withdrawn') return null;
  const open = change.state === 'proposed';
  if (moved.length === 0)
    return (
      <p className="mute gap-top">
        {open ? `现在批准的话，不移动任何在走的期限（查了${checked}项）。` : `没有移动在走的期限（查了${checked}项）。`}
      </p>
    );
  return (
    <div className="scroll cards">
      <table className="tb">
        <caption>
          {open ? '现在批准的话，会移动' : '移动了'}
          {moved.length}项在走的期限（查了{checked}项）
        </caption>
        <thead>
          <tr>
            <th scope="col">案件</th>
            <th scope="col">期限</th>
            <th scope="col">原来</th>
            <th scope="col">现在</th>
          </tr>
        </thead>
        <tbody>
          {moved.map((each) => (
            <tr key={`${each.case ?? each.old.strict}${each.step}`}>
              <td>
                {each.case ? (
                  <Link to="/cases/$caseId" params={{ caseId: each.case }} search={{ tab: 'deadlines' }}>
                    {each.number} {each.cause}
                  </Link>
                ) : (
                  '（案件不对管理员显示）'
                )}
              </td>
              <td data-k="期限">
                {each.says}
                <div className="s">{each.stepName}</div>
              </td>
              <td data-k="原来" className="nw">
                {dayOf(each.old)}
              </td>
              <td data-k="现在" className="nw">
                <b>{dayOf(each.new)}</b>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

type How = { path: 'approve' | 'reject' | 'withdraw'; action: string; done: string; label: string; optional?: true };
const hows: How[] = [
  { path: 'approve', action: '批准', done: '已批准，并记入日志。', label: '审批意见', optional: true },
  { path: 'reject', action: '退回', done: '已退回，并记入日志。', label: '退回的理由' },
  { path: 'withdraw', action: '撤回', done: '已撤回，并记入日志。', label: '撤回的理由' },
];

/** Whoever proposed may withdraw; whoever approves may approve or send back, but never his own. */
function Decide({ data: { change, obstacle }, onClose, onDone }: { data: ChangeOpened } & Omit<Props, 'id'>) {
  const me = useMe();
  const [how, setHow] = useState<How>();
  if (change.state !== 'proposed') return null;
  const own = hows.filter(({ path }) =>
    path === 'withdraw' ? change.own : !change.own && holds(me, ...approvers) && !(path === 'approve' && obstacle),
  );
  return (
    <>
      {obstacle && (
        <div className="warn gap-top" role="status">
          <p>现在不能批准：{obstacle}。</p>
        </div>
      )}
      {change.own && holds(me, ...approvers) && <p className="mute gap-top">自己提出的变更，由另一位有权批准的人审批。</p>}
      {how ? (
        <ChangeForm
          path={`/api/register-changes/${change.id}/${how.path}`}
          action={`确认${how.action}`}
          body={(form) => {
            const why = String(form.get('why') ?? '').trim();
            return why ? { why } : {};
          }}
          onClose={onClose}
          onDone={() => onDone(how.done)}
        >
          <ChangeInput name="why" label={how.label} optional={how.optional} />
        </ChangeForm>
      ) : (
        <div className="row-btns gap-top">
          {own.map((each) => (
            <button type="button" key={each.path} className={`btn${each.path === 'approve' ? ' pri' : ''}`} onClick={() => setHow(each)}>
              {each.action}
            </button>
          ))}
        </div>
      )}
    </>
  );
}
