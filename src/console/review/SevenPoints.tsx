// src/console/review/SevenPoints.tsx —— 审核七点:facts beneath each; 认可 or 不认可 is the reviewer's
import { Link } from '@tanstack/react-router';
import { type ReviewPoint, reviewPoints } from '../../law/vocabulary.ts';
import { numeral } from '../act/writing/sections.ts';
import { Icon } from '../parts/Icon.tsx';
import type { CaseView, Particulars } from '../wire/shapes.ts';
import { findingsOf } from './findings.ts';

type Props = { view: CaseView; points: Particulars; set: (path: string, value: unknown) => void };
const tabNames: Record<string, string> = { story: '经过', matrix: '事实与证据', papers: '文书', deadlines: '期限' };

export function SevenPoints({ view, points, set }: Props) {
  const findings = findingsOf(view);
  return (
    <ol className="pts">
      {(Object.entries(reviewPoints) as [ReviewPoint, string][]).map(([key, name], i) => {
        const point = (points[key] ?? {}) as { agrees?: boolean; note?: string };
        return (
          <li key={key} id={`f-points-${key}`}>
            <span className="no">{numeral(i)}</span>
            <h3>{name}</h3>
            <span className="seg" role="radiogroup" aria-label={name}>
              {(
                [
                  [true, '认可'],
                  [false, '不认可'],
                ] as const
              ).map(([value, label]) => (
                <label key={label} className={point.agrees === value ? 'on' : undefined}>
                  <input
                    type="radio"
                    name={`point-${key}`}
                    checked={point.agrees === value}
                    onChange={() => set(`points.${key}.agrees`, value)}
                  />
                  {label}
                </label>
              ))}
            </span>
            <ul>
              {findings[key].map((finding) => (
                <li key={finding.says} className={finding.ok ? 'y' : 'q'}>
                  <Icon name={finding.ok ? 'check' : 'warn'} />
                  {!finding.ok && <span className="vh">请看：</span>}
                  {finding.says}
                  {finding.tab && (
                    <>
                      {'　'}
                      <Link to="/cases/$caseId" params={{ caseId: view.id }} search={{ tab: finding.tab }} target="_blank">
                        {tabNames[finding.tab]}
                      </Link>
                    </>
                  )}
                </li>
              ))}
            </ul>
            {point.agrees === false && (
              <input
                className="in note-in"
                aria-label={`${name}：不认可的理由`}
                placeholder="写明不认可什么、怎么改"
                maxLength={500}
                value={point.note ?? ''}
                onChange={(event) => set(`points.${key}.note`, event.target.value)}
              />
            )}
          </li>
        );
      })}
    </ol>
  );
}
