// src/console/board/CasesPage.tsx —— 案件一览:saved filters at left, cases grouped by when
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useLocation, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { newId } from '../../base/ids.ts';
import type { StepId } from '../../law/vocabulary.ts';
import { holds, useMe } from '../app/session.tsx';
import { Icon } from '../parts/Icon.tsx';
import { useKeys } from '../parts/keys.ts';
import { Empty, Loading, Trouble } from '../parts/states.tsx';
import { casesQuery } from '../wire/queries.ts';
import type { CaseListed, CaseViewName, Course, Me } from '../wire/shapes.ts';
import { BeginDialog } from './BeginDialog.tsx';
import { CaseTable } from './CaseTable.tsx';
import { groupByWhen } from './groupByWhen.ts';

const titles: Record<CaseViewName, string> = { turn: '轮到我', mine: '我承办的', due: '按期限', all: '全部案件', closed: '已结案件' };
const filters: { title: string; views: CaseViewName[] }[] = [
  { title: '我的', views: ['turn', 'mine'] },
  { title: '本机关', views: ['due', 'all', 'closed'] },
];

/** The board of cases. */
export function CasesPage() {
  const me = useMe();
  const search = useSearch({ from: '/' });
  const q = useLocation({ select: ({ state }) => state.q });
  const view =
    search.view ??
    (holds(me, 'officer', 'sectionHead', 'legalReviewer', 'head', 'hearingHost', 'archivist', 'publicityOfficer') ? 'turn' : 'due');
  if (holds(me, 'systemAdmin', 'securityAdmin', 'auditAdmin') && me.posts.length === 1)
    return (
      <Empty title="管理员岗位不接触案件">
        人员、口令和岗位在<Link to="/people">人员</Link>。
      </Empty>
    );
  return (
    <div className="board">
      <div className="side">
        <nav aria-label="保存的筛选">
          {filters.map((group) => [
            <h2 key={group.title}>{group.title}</h2>,
            <ul key={`${group.title}-list`}>
              {group.views.map((each) => (
                <li key={each}>
                  <Link to="/" search={{ view: each }} state={{ q }} aria-current={each === view ? 'true' : undefined}>
                    {titles[each]} {each === 'turn' && <span className="n">{me.counts.turn}</span>}
                    {each === 'due' && me.counts.due > 0 && <span className="n late">{me.counts.due}</span>}
                  </Link>
                </li>
              ))}
            </ul>,
          ])}
        </nav>
      </div>
      <Board key={`${view}~${q}`} me={me} view={view} q={q ?? ''} />
    </div>
  );
}

function Board({ me, view, q }: { me: Me; view: CaseViewName; q: string }) {
  const page = useInfiniteQuery(casesQuery(view, q));
  const navigate = useNavigate();
  const rows = page.data?.pages.flatMap((each) => each.cases) ?? [];
  const names = Object.assign({}, ...(page.data?.pages.map((each) => each.names) ?? [])) as Record<string, string>;
  const courses = Object.assign({}, ...(page.data?.pages.map((each) => each.courses) ?? [])) as Record<string, Course>;
  const groups = view === 'closed' ? [{ when: 'none' as const, rows }] : groupByWhen(rows, (row: CaseListed) => row.due_on, me.today);
  const order = groups.flatMap((group) => group.rows);
  const [at, setAt] = useState(-1);
  const step = (by: number) => setAt((now) => Math.max(0, Math.min(order.length - 1, now + by)));
  const [choosing, setChoosing] = useState(false);
  const start = (first: StepId) => void navigate({ to: '/cases/$caseId/do/$step', params: { caseId: newId(), step: first } });
  const mayBegin = me.begins.length > 0;
  const begin = () => (me.begins.length === 1 ? start(me.begins[0]!.step) : setChoosing(true));
  useKeys({
    j: () => step(1),
    k: () => step(-1),
    Enter: order[at] && (() => void navigate({ to: '/cases/$caseId', params: { caseId: order[at]!.case_id } })),
    n: mayBegin ? begin : undefined,
    t: () => void navigate({ to: '/', search: { view: 'turn' } }),
  });
  return (
    <section aria-labelledby="board">
      <div className="bar">
        <h1 id="board">{titles[view]}</h1>
        {q && (
          <Link className="chip on" to="/" search={{ view }}>
            “{q}” <Icon name="cross" />
            <span className="vh">取消搜索</span>
          </Link>
        )}
        <span className="sp" />
        <span className="mute small">{page.data ? `${rows.length}件${page.hasNextPage ? '，还有' : ''}` : ''}</span>
        {mayBegin && (
          <button type="button" className={view === 'turn' && rows.length === 0 ? 'btn pri' : 'btn pri'} onClick={begin}>
            <Icon name="plus" />
            新办 <kbd>N</kbd>
          </button>
        )}
      </div>
      {choosing && <BeginDialog begins={me.begins} start={start} close={() => setChoosing(false)} />}
      {page.error && <Trouble error={page.error} again={() => void page.refetch()} />}
      {page.isPending && !page.error && (
        <div className="list">
          <Loading says="正在取案件……" />
        </div>
      )}
      {page.data && rows.length === 0 && (
        <div className="list">
          <NoCases view={view} q={q} />
        </div>
      )}
      {rows.length > 0 && (
        <CaseTable
          me={me}
          caption={`${titles[view]}，按期限由近到远分组`}
          groups={groups}
          names={names}
          courses={courses}
          selected={order[at]?.case_id}
          closed={view === 'closed'}
          more={page.hasNextPage ? () => void page.fetchNextPage() : undefined}
        />
      )}
      <div className="keys">
        <span>
          <kbd>J</kbd>
          <kbd>K</kbd> 上下
        </span>
        <span>
          <kbd>Enter</kbd> 打开
        </span>
        <span>
          <kbd>T</kbd> 只看轮到我
        </span>
        <span>
          <kbd>/</kbd> 搜索
        </span>
        <span>
          <kbd>?</kbd> 全部快捷键
        </span>
      </div>
    </section>
  );
}

function NoCases({ view, q }: { view: CaseViewName; q: string }) {
  if (q)
    return (
      <Empty title={`没有找到“${q}”`}>
        请用案号、文号、案由、当事人的姓氏（如“高某”）或者承办人姓名，至少两个字。
        <Link to="/" search={{ view: 'all' }} state={{ q }}>
          在全部案件中找
        </Link>
        {'　'}
        <Link to="/" search={{ view: 'closed' }} state={{ q }}>
          在已结案件中找
        </Link>
      </Empty>
    );
  if (view === 'turn')
    return (
      <Empty title="现在没有轮到您的案件">
        可以看
        <Link to="/" search={{ view: 'due' }}>
          按期限排列的案件
        </Link>
        。
      </Empty>
    );
  if (view === 'mine') return <Empty title="您没有承办中的案件">登记线索、核查以后，由提请立案时确定承办人。</Empty>;
  return <Empty title="这里还没有案件" />;
}
