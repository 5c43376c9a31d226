// src/console/changes/ChangesPage.tsx —— 名册变更:what was proposed, by whom it was decided, what it moved
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { changeKinds, proposers } from '../../registers/signed/lists.ts';
import { holds, useMe } from '../app/session.tsx';
import { shortDate, shortInstant } from '../parts/days.ts';
import { Empty, Loading, Trouble } from '../parts/states.tsx';
import { client } from '../wire/queries.ts';
import { ChangeDialog } from './ChangeDialog.tsx';
import { type ChangeListed, type ChangeState, changesQuery, stateNames } from './changeQueries.ts';
import { ProposeDialog } from './ProposeDialog.tsx';

const mayPropose = [...new Set(Object.values(proposers).flat())];

export function ChangesPage() {
  const me = useMe();
  const [state, setState] = useState<ChangeState>();
  const [open, setOpen] = useState<string | 'new'>();
  const [told, setTold] = useState<string>();
  const page = useInfiniteQuery(changesQuery(state));
  const rows = page.data?.pages.flatMap((each) => each.changes) ?? [];
  const finish = (says: string) => {
    setTold(says);
    setOpen(undefined);
    for (const key of ['register-changes', 'registers', 'items', 'deadlines', 'cases', 'me'])
      void client.invalidateQueries({ queryKey: [key] });
  };
  return (
    <>
      <div className="bar gap-top">
        <h1>名册变更</h1>
        <span className="mute small">一人提出、另一人批准，都是日志里的记录；原来的内容不删，任何一天有效的都查得到。</span>
        {holds(me, ...mayPropose) && (
          <button type="button" className="btn" onClick={() => setOpen('new')}>
            提出变更
          </button>
        )}
        {holds(me, 'head', 'sectionHead', 'legalReviewer') && <Link to="/clearance">执法人员清理</Link>}
      </div>
      {told && (
        <div className="done" role="status">
          <p>{told}</p>
        </div>
      )}
      {page.error && <Trouble error={page.error} again={() => void page.refetch()} />}
      <div className="filters">
        {([undefined, ...Object.keys(stateNames)] as (ChangeState | undefined)[]).map((each) => (
          <button type="button" key={each ?? 'all'} className="chip" aria-pressed={state === each} onClick={() => setState(each)}>
            {each ? stateNames[each] : '全部'}
          </button>
        ))}
      </div>
      <div className="list cards">
        {page.isPending && <Loading />}
        {page.data && rows.length === 0 && (
          <Empty title="没有这样的变更">日历、参数和标准、执法事项、机关信息、内设机构的变更列在这里。</Empty>
        )}
        {rows.length > 0 && <Changes rows={rows} today={me.today} onOpen={setOpen} />}
        {page.hasNextPage && (
          <div className="more">
            <button type="button" className="btn" onClick={() => void page.fetchNextPage()}>
              更早的
            </button>
          </div>
        )}
      </div>
      {open === 'new' && <ProposeDialog today={me.today} onClose={() => setOpen(undefined)} onDone={finish} />}
      {open !== undefined && open !== 'new' && <ChangeDialog id={open} onClose={() => setOpen(undefined)} onDone={finish} />}
    </>
  );
}

function Changes({ rows, today, onOpen }: { rows: ChangeListed[]; today: string; onOpen: (id: string) => void }) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">名册</th>
          <th scope="col">变更</th>
          <th scope="col">生效</th>
          <th scope="col">提出</th>
          <th scope="col">状态</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td data-k="名册">
              <div>
                <button type="button" className="link" onClick={() => onOpen(row.id)}>
                  {row.name}
                </button>
                <div className="s">
                  {row.listName}　{row.list === 'item' || row.list === 'parameter' ? row.key : ''}
                </div>
              </div>
            </td>
            <td data-k="变更">
              <div>
                {changeKinds[row.kind]}
                {row.version && `，日历${row.version}`}
                <div className="s">{row.document}</div>
              </div>
            </td>
            <td data-k="生效">{row.from ? shortDate(row.from, today) : '批准之日'}</td>
            <td data-k="提出">
              <div>
                {row.proposedBy}
                <div className="s">{shortInstant(row.proposedAt, today)}</div>
              </div>
            </td>
            <td data-k="状态">
              <div>
                <span className={`tag${row.state === 'proposed' ? ' plume' : ''}`}>{stateNames[row.state]}</span> {row.decidedBy}
                {row.moved > 0 && <div className="s">移动了{row.moved}项期限</div>}
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
