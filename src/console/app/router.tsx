// src/console/app/router.tsx —— 页面的地址
import { createRootRoute, createRoute, createRouter, Link, lazyRouteComponent } from '@tanstack/react-router';
import { CasesPage } from '../board/CasesPage.tsx';
import { CasePage } from '../case/CasePage.tsx';
import { Loading, Trouble } from '../parts/states.tsx';
import type { CaseViewName } from '../wire/shapes.ts';
import { Shell } from './Shell.tsx';

const NotFound = () => (
  <div className="gap-top">
    <h1 className="title">没有这一页</h1>
    <p>
      地址可能抄错了，或者这一页已经移走。<Link to="/">回到案件一览</Link>
    </p>
  </div>
);
const root = createRootRoute({ component: Shell, notFoundComponent: NotFound });
const at = <P extends string>(path: P) => ({ getParentRoute: () => root, path });
const views: CaseViewName[] = ['turn', 'mine', 'due', 'all', 'closed'];

const casesRoute = createRoute({
  ...at('/'),
  component: CasesPage,
  validateSearch: (search: Record<string, unknown>): { view?: CaseViewName } => ({ view: views.find((view) => view === search.view) }),
});
const caseRoute = createRoute({
  ...at('/cases/$caseId'),
  component: CasePage,
  validateSearch: (search: Record<string, unknown>): { tab?: string; done?: number } => ({
    tab: typeof search.tab === 'string' ? search.tab : undefined,
    done: typeof search.done === 'number' ? search.done : undefined,
  }),
});
// Pages with forms carry antd's controls: they are fetched when first needed.
const actRoute = createRoute({
  ...at('/cases/$caseId/do/$step'),
  component: lazyRouteComponent(() => import('../act/ActPage.tsx'), 'ActPage'),
});
const deadlinesRoute = createRoute({
  ...at('/deadlines'),
  component: lazyRouteComponent(() => import('../board/DeadlinesPage.tsx'), 'DeadlinesPage'),
});
const reviewRoute = createRoute({ ...at('/review'), component: lazyRouteComponent(() => import('../board/DeskList.tsx'), 'ReviewList') });
const publicationRoute = createRoute({
  ...at('/publication'),
  component: lazyRouteComponent(() => import('../board/DeskList.tsx'), 'PublicationList'),
});
const itemsRoute = createRoute({ ...at('/items'), component: lazyRouteComponent(() => import('../registers/ItemsPage.tsx'), 'ItemsPage') });
const peopleRoute = createRoute({
  ...at('/people'),
  component: lazyRouteComponent(() => import('../registers/PeoplePage.tsx'), 'PeoplePage'),
});
const changesRoute = createRoute({
  ...at('/registers'),
  component: lazyRouteComponent(() => import('../changes/ChangesPage.tsx'), 'ChangesPage'),
});
const clearanceRoute = createRoute({
  ...at('/clearance'),
  component: lazyRouteComponent(() => import('../clearance/ClearancePage.tsx'), 'ClearancePage'),
});
const importRoute = createRoute({
  ...at('/imports'),
  component: lazyRouteComponent(() => import('../importing/ImportPage.tsx'), 'ImportPage'),
});
const oversightRoute = createRoute({
  ...at('/oversight'),
  component: lazyRouteComponent(() => import('../oversight/OversightPage.tsx'), 'OversightPage'),
});
const accountRoute = createRoute({
  ...at('/account'),
  component: lazyRouteComponent(() => import('../account/AccountPage.tsx'), 'AccountPage'),
});

export const router = createRouter({
  basepath: '/console',
  routeTree: root.addChildren([
    casesRoute,
    caseRoute,
    actRoute,
    deadlinesRoute,
    reviewRoute,
    publicationRoute,
    itemsRoute,
    peopleRoute,
    changesRoute,
    clearanceRoute,
    importRoute,
    oversightRoute,
    accountRoute,
  ]),
  defaultPendingComponent: () => <Loading />,
  defaultErrorComponent: ({ error }) => <Trouble error={error instanceof Error ? error : new Error()} />,
  defaultPreload: 'intent',
});
declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
  interface HistoryState {
    q?: string; // what is searched for is often a name: kept in the tab's history, never in an address
  }
}
