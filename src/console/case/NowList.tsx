// src/console/case/NowList.tsx —— 现在可以做 → 等别人 → 现在还不能:before any click, with every reason
import { Link } from '@tanstack/react-router';
import { drafts, useMe } from '../app/session.tsx';
import { leftOf, nearClass, shortDate } from '../parts/days.ts';
import { fullWidth } from '../parts/fullWidth.ts';
import { Icon } from '../parts/Icon.tsx';
import { Law } from '../parts/Law.tsx';
import { Reasons } from '../parts/Reasons.tsx';
import type { CaseView, MoveView } from '../wire/shapes.ts';
import { leftWords } from './dayCells.ts';
import { awaitedOf, classOf, lockedOf, type MoveClass } from './orderedMoves.ts';

const headings: Record<Exclude<MoveClass, 'owed'>, string> = { may: '还可以办', fact: '收到了，照录', inner: '更正、补录' };
const OPEN_AT_FIRST = 4;

export function NowList({ view, moves }: { view: CaseView; moves: MoveView[] }) {
  const me = useMe();
  const kept = new Set(drafts.steps(me.person.id, view.id));
  const numbered = moves.map((move, i) => ({ move, digit: i < 9 ? i + 1 : undefined, draft: kept.has(move.step) }));
  const owed = numbered.filter(({ move }) => classOf(view, move, me.person.name) === 'owed');
  const others = awaitedOf(view);
  const locked = lockedOf(view);
  return (
    <aside className="do panel" aria-label="现在可以做什么">
      <section>
        <div className="gh">
          <h2>现在可以做</h2>
          <span>{owed.length > 0 ? `轮到您${owed.length}项` : '没有必须由您办的'}</span>
        </div>
        {owed.map((each, i) => (
          <Owed key={each.move.step} view={view} {...each} primary={i === 0} />
        ))}
        {(Object.keys(headings) as (keyof typeof headings)[]).map((kind) => {
          const some = numbered.filter(({ move }) => classOf(view, move, me.person.name) === kind);
          return some.length > 0 && <Compact key={kind} view={view} title={headings[kind]} moves={some} folded={kind === 'inner'} />;
        })}
      </section>
      {others.length > 0 && (
        <section>
          <div className="gh">
            <h2 className="q">等别人</h2>
            <span>{others.length}项</span>
          </div>
          {others.map((move) => (
            <div className="act" key={move.step}>
              <div className="l1">
                <h3>{move.name}</h3>
              </div>
              <Facts move={move} view={view} />
            </div>
          ))}
        </section>
      )}
      {locked.length > 0 && (
        <section>
          <div className="gh">
            <h2 className="q">现在还不能</h2>
            <span>{locked.length}项，理由都在这里</span>
          </div>
          {locked.map((move, i) => (
            <Locked key={move.step} move={move} open={i < OPEN_AT_FIRST} />
          ))}
        </section>
      )}
    </aside>
  );
}

type Numbered = { move: MoveView; digit?: number; draft: boolean };

function Owed({ view, move, digit, draft, primary }: Numbered & { view: CaseView; primary: boolean }) {
  return (
    <div className="act">
      <div className="l1">
        <h3>{move.name}</h3>
        <Do view={view} move={move} digit={digit} primary={primary} draft={draft} />
      </div>
      <Facts move={move} view={view} />
      {move.consequence && <div className="note">{fullWidth(move.consequence)}</div>}
    </div>
  );
}

function Do({ view, move, digit, primary, draft }: Numbered & { view: CaseView; primary: boolean }) {
  return (
    <Link className={`btn${primary ? ' pri' : ''}`} to="/cases/$caseId/do/$step" params={{ caseId: view.id, step: move.step }}>
      {draft ? '接着写草稿' : '办理'}
      <span className="vh">：{move.name}</span>
      {digit && (
        <>
          {' '}
          <kbd>{digit}</kbd>
        </>
      )}
    </Link>
  );
}

function Facts({ move, view }: { move: MoveView; view: CaseView }) {
  return (
    <dl>
      <dt>谁</dt>
      <dd>{move.actor}</dd>
      <dt>何时</dt>
      <dd>
        {move.due ? (
          <>
            <span className={nearClass(leftOf(move.due.strict, view.today).near)}>
              {shortDate(move.due.strict, view.today)} 前，{leftWords(move.due, view.today)}
            </span>
            {'　'}
            <Law cite={move.due.basis} />
          </>
        ) : (
          <Law cite={move.basis} />
        )}
      </dd>
    </dl>
  );
}

function Compact({ view, title, moves, folded }: { view: CaseView; title: string; moves: Numbered[]; folded: boolean }) {
  const list = (
    <div className="files">
      {moves.map(({ move, digit, draft }) => (
        <Link
          key={move.step}
          className="file"
          to="/cases/$caseId/do/$step"
          params={{ caseId: view.id, step: move.step }}
          title={move.consequence}
        >
          {digit && <span className="mute">{digit}</span>}
          {move.name}
          {draft && <span className="mute">草稿</span>}
          {move.consequence && <span className="soon">须重审</span>}
        </Link>
      ))}
    </div>
  );
  if (folded)
    return (
      <details className="fold">
        <summary className="small mute">{title}</summary>
        {list}
      </details>
    );
  return (
    <div className="act minor">
      <span className="small mute">{title}</span>
      {list}
    </div>
  );
}

function Locked({ move, open }: { move: MoveView; open: boolean }) {
  return (
    <details className="act lock" open={open}>
      <summary className="l1">
        <Icon name="lock" />
        <h3>{move.name}</h3>
        <span className="mute small">{move.reasons.length}个理由</span>
      </summary>
      <Reasons reasons={move.reasons} />
    </details>
  );
}
