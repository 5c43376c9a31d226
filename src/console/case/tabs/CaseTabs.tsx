// src/console/case/tabs/CaseTabs.tsx —— 案卷的几个看法:经过、文书、证据、事实与证据、期限、查阅记录
import { Link } from '@tanstack/react-router';
import type { CaseView } from '../../wire/shapes.ts';
import { DeadlinesTab } from './DeadlinesTab.tsx';
import { EvidenceTab } from './EvidenceTab.tsx';
import { MatrixTab } from './MatrixTab.tsx';
import { PapersTab } from './PapersTab.tsx';
import { Timeline } from './Timeline.tsx';
import { ViewsTab } from './ViewsTab.tsx';

/** The tabs and the one that is open; each has its own address. */
export function CaseTabs({ view, tab, at }: { view: CaseView; tab: string; at?: number }) {
  const papers = view.acts.flatMap((act) => act.papers).length;
  const tabs: [string, string, number | undefined][] = [
    ['story', '经过', view.acts.length],
    ['papers', '文书', papers],
    ['evidence', '证据', view.evidence.length],
    ['matrix', '事实与证据', view.matrix?.facts.length],
    ['deadlines', '期限', view.deadlines.length],
    ['views', '查阅记录', undefined],
  ];
  return (
    <>
      <div className="tabs" role="tablist" aria-label="案卷的几个看法">
        {tabs.map(([id, name, n]) => (
          <Link
            key={id}
            role="tab"
            id={`tab-${id}`}
            aria-selected={id === tab}
            aria-controls="tab-body"
            to="/cases/$caseId"
            params={{ caseId: view.id }}
            search={{ tab: id }}
            replace
            resetScroll={false}
          >
            {name}
            {n !== undefined && <span className="n">{n}</span>}
          </Link>
        ))}
      </div>
      <div id="tab-body" role="tabpanel" aria-labelledby={`tab-${tab}`}>
        {tab === 'papers' ? (
          <PapersTab view={view} />
        ) : tab === 'evidence' ? (
          <EvidenceTab view={view} />
        ) : tab === 'matrix' ? (
          <MatrixTab view={view} />
        ) : tab === 'deadlines' ? (
          <DeadlinesTab view={view} />
        ) : tab === 'views' ? (
          <ViewsTab view={view} />
        ) : (
          <Timeline view={view} at={at} />
        )}
      </div>
    </>
  );
}
