// src/console/case/StageStrip.tsx —— 环节条:drawn from the procedure; filled = done, ring = here, hollow = to come
import { useEffect, useRef } from 'react';
import type { StageId } from '../../law/vocabulary.ts';
import { shortDate } from '../parts/days.ts';
import type { CaseView } from '../wire/shapes.ts';

type Stage = CaseView['standing']['strip'][number];
/** Duties beside the main line hang below it: a hearing (if asked for) under the defence, publication under service. */
const hangs: Partial<Record<StageId, { below: StageId; dashed: boolean }>> = {
  defence: { below: 'hearing', dashed: true },
  service: { below: 'publication', dashed: false },
};
const classes: Record<Stage['state'], string> = { done: 'd', here: 'at', todo: '', notOwed: 'no-owed' };
const spoken: Record<Stage['state'], string> = { done: '已办', here: '办到这里', todo: '待办', notOwed: '不需要' };

export function StageStrip({ stages, today }: { stages: Stage[]; today: string }) {
  const find = (id: StageId) => stages.find((each) => each.stage === id && each.state !== 'notOwed');
  const hung = new Set<StageId>(Object.entries(hangs).flatMap(([id, { below }]) => (find(id as StageId) ? [below] : [])));
  const line = stages.filter((each) => each.state !== 'notOwed' && !hung.has(each.stage));
  const strip = useRef<HTMLOListElement>(null);
  useEffect(() => {
    // Where the strip is wider than the page, it opens at where the case stands, an ended one at its end.
    const here = strip.current?.querySelector<HTMLElement>('[aria-current]');
    if (strip.current) strip.current.scrollLeft = here ? here.offsetLeft - strip.current.clientWidth / 2 : strip.current.scrollWidth;
  }, []);
  return (
    <ol ref={strip} className="strip" aria-label="办到哪一步">
      {line.map((stage) => {
        const hang = hangs[stage.stage];
        const below = hang && find(hang.below);
        return (
          <li
            key={stage.stage}
            className={`${classes[stage.state]}${below ? ' split' : ''}`}
            aria-current={stage.state === 'here' ? 'step' : undefined}
          >
            {below && <span className={`alt${hang.dashed && below.state === 'todo' ? '' : ' solid'}`} />}
            <Node stage={stage} today={today} />
            {below && (
              <div className={`b ${classes[below.state]}`}>
                <Node stage={below} today={today} />
              </div>
            )}
          </li>
        );
      })}
    </ol>
  );
}

const Node = ({ stage, today }: { stage: Stage; today: string }) => (
  <>
    <span className="o" />
    <span className="nm">
      {stage.name}
      <span className="vh">，{spoken[stage.state]}</span>
    </span>
    {stage.state === 'here' && <span className="here">您在这里</span>}
    {stage.state === 'done' && stage.on && <span className="sub">{shortDate(stage.on, today)}</span>}
  </>
);
