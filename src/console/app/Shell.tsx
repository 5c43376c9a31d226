// src/console/app/Shell.tsx —— 顶栏和页面的壳
import { Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { posts } from '../../law/registers.ts';
import { SinceLast } from '../account/SinceLast.tsx';
import { shortDate, weekdayOf } from '../parts/days.ts';
import { Icon } from '../parts/Icon.tsx';
import { useKeys } from '../parts/keys.ts';
import { Demo } from '../parts/Person.tsx';
import type { Me } from '../wire/shapes.ts';
import { AllKeys } from './AllKeys.tsx';
import { OffLine } from './OffLine.tsx';
import { holds, useMe } from './session.tsx';

type Door = { to: string; name: string; n?: number; here: (path: string) => boolean };
const administrators = ['systemAdmin', 'securityAdmin', 'auditAdmin'] as const;
const business = ['officer', 'sectionHead', 'legalReviewer', 'head', 'hearingHost', 'archivist', 'publicityOfficer', 'supervisor'] as const;

const keepers = ['supervisor', 'head', 'sectionHead', 'legalReviewer'] as const;

function doorsOf(me: Me): Door[] {
  const doors: (Door | false)[] = [
    holds(me, ...business) && { to: '/', name: '案件', n: me.counts.turn, here: (path) => path === '/' || path.startsWith('/cases') },
    holds(me, 'legalReviewer') && { to: '/review', name: '法制审核', here: (path) => path.startsWith('/review') },
    holds(me, 'publicityOfficer', 'legalReviewer', 'head') && {
      to: '/publication',
      name: '公示',
      here: (path) => path.startsWith('/publication'),
    },
    holds(me, ...business) && {
      to: '/deadlines',
      name: '期限',
      n: me.counts.due || undefined,
      here: (path) => path.startsWith('/deadlines'),
    },
    holds(me, 'archivist') && { to: '/imports', name: '导入', here: (path) => path.startsWith('/imports') },
    { to: '/items', name: '事项', here: (path) => path.startsWith('/items') },
    holds(me, ...administrators, 'supervisor') && { to: '/people', name: '人员', here: (path) => /^\/(people|clearance)/.test(path) },
    holds(me, ...administrators, ...keepers) && { to: '/registers', name: '名册变更', here: (path) => path.startsWith('/registers') },
    holds(me, 'supervisor', 'auditAdmin') && { to: '/oversight', name: '监督', here: (path) => path.startsWith('/oversight') },
  ];
  return doors.filter((door): door is Door => door !== false);
}

/** Top bar, the page, and what goes for all pages: search, shortcuts, the line that says the network is gone. */
export function Shell() {
  const me = useMe();
  const [help, setHelp] = useState(false);
  const path = useRouterState({ select: (state) => state.location.pathname });
  const find = useRef<HTMLInputElement>(null);
  useKeys({ '/': () => find.current?.focus(), '?': () => setHelp(true) });
  useEffect(() => {
    if (path) window.scrollTo(0, 0);
    document.getElementById('main')?.focus({ preventScroll: true });
  }, [path]);
  return (
    <>
      <a className="skip" href="#main">
        跳到正文
      </a>
      <OffLine />
      <header className="top">
        <Link className="brand" to="/">
          <b>鹤鸣</b>
          <span>{me.agency.name}</span>
        </Link>
        <nav className="nav" aria-label="主导航">
          {doorsOf(me).map((door) => (
            <Link key={door.to} to={door.to} aria-current={door.here(path) ? 'page' : undefined}>
              {door.name}
              {door.n !== undefined && <span className="n">{door.n}</span>}
            </Link>
          ))}
        </nav>
        {holds(me, ...business) ? <Find input={find} /> : <span className="sp" />}
        <div className="today">
          {shortDate(me.today, me.today)} {weekdayOf(me.today)}·{me.working ? '工作日' : '休息日'}
        </div>
        <div className="who">
          <Link to="/account" title="账号与安全">
            <b>{me.person.name}</b>
            {me.person.demo && (
              <>
                {' '}
                <Demo />
              </>
            )}
          </Link>
          <span className="nw">{me.posts.map((post) => posts[post]).join('、')}</span>
        </div>
      </header>
      <main id="main" className="wrap" tabIndex={-1}>
        <SinceLast me={me} />
        <Outlet />
      </main>
      {help && <AllKeys onClose={() => setHelp(false)} />}
    </>
  );
}

function Find({ input }: { input: React.RefObject<HTMLInputElement | null> }) {
  const navigate = useNavigate();
  return (
    <search className="find">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void navigate({ to: '/', search: { view: 'all' }, state: { q: input.current?.value.trim() || undefined } });
        }}
      >
        <Icon name="search" />
        <input
          ref={input}
          type="search"
          aria-label="搜索案号、案由、当事人、文号，至少两个字"
          placeholder="案号、案由、当事人、文号"
          maxLength={60}
        />
        <kbd>/</kbd>
      </form>
    </search>
  );
}
