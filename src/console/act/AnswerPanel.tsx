// src/console/act/AnswerPanel.tsx —— 回答:what the server (or the form itself) answered, at the top, each line leading to its field
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { fullWidth } from '../parts/fullWidth.ts';
import { Law } from '../parts/Law.tsx';
import type { Since } from '../wire/shapes.ts';
import { fieldId } from './fields/context.ts';
import type { Answer } from './writing/useSubmit.ts';

/** Moves the focus to a field, or to the nearest one around it. */
export function jumpTo(path: string): void {
  const parts = path.split('.');
  for (let length = parts.length; length > 0; length--) {
    const found = document.getElementById(fieldId(parts.slice(0, length).join('.')));
    if (!found) continue;
    found.scrollIntoView({ block: 'center' });
    const inside = found.matches('input,textarea,select,button,[tabindex]')
      ? found
      : found.querySelector<HTMLElement>('input,textarea,select,button');
    inside?.focus({ preventScroll: true });
    return;
  }
}

export function AnswerPanel({ answer, onResume, caseId }: { answer?: Answer; onResume: (n: number) => void; caseId: string }) {
  const panel = useRef<HTMLDivElement>(null);
  const kind = answer?.kind;
  useEffect(() => {
    if (kind) panel.current?.focus();
  }, [kind]);
  if (!answer || (answer.kind === 'faults' && answer.faults.length === 0)) return null;
  if (answer.kind === 'conflict')
    return (
      <div ref={panel} tabIndex={-1} className="warn" role="alert">
        <Conflict since={answer.since} n={answer.n} caseId={caseId} onResume={onResume} />
      </div>
    );
  return (
    <div ref={panel} tabIndex={-1} className={answer.kind === 'silent' ? 'warn' : 'err'} role="alert">
      {answer.kind === 'faults' && (
        <>
          <h2>还有{answer.faults.length}处，改好就能提交</h2>
          <ol>
            {answer.faults.map((fault) => (
              <li key={`${fault.path}${fault.says}`}>
                <button type="button" className="jump" onClick={() => jumpTo(fault.path)}>
                  {fault.says.includes(fault.label) ? fullWidth(fault.says) : `${fullWidth(fault.label)}：${fullWidth(fault.says)}`}
                </button>
              </li>
            ))}
          </ol>
        </>
      )}
      {answer.kind === 'refused' && (
        <>
          <h2>没有记入案卷，{answer.reasons.length}个理由</h2>
          <ol>
            {answer.reasons.map((reason) => (
              <li key={`${reason.gate}${reason.says}`}>
                {fullWidth(reason.says)}　<Law cite={reason.basis} />
                {reason.detail && <span className="detail">{fullWidth(reason.detail)}</span>}
              </li>
            ))}
          </ol>
          <p className="small mute">您填的内容已存为草稿。</p>
        </>
      )}
      {answer.kind === 'silent' && (
        <>
          <h2>没有送达</h2>
          <p>没有收到服务器的回答。您填的内容已存为草稿；可再次提交，不会重复记录。</p>
        </>
      )}
      {answer.kind === 'problem' && (
        <>
          <h2>{fullWidth(answer.title)}</h2>
          <p>{fullWidth(answer.says)}</p>
          <p className="small mute">您填的内容已存为草稿，可再次提交，不会重复记录。</p>
        </>
      )}
    </div>
  );
}

function Conflict({ since, n, caseId, onResume }: { since: Since[]; n: number; caseId: string; onResume: (n: number) => void }) {
  return (
    <>
      <h2>您打开之后，本案又记了{since.length}步</h2>
      <ul>
        {since.map((act) => (
          <li key={act.n}>
            <b>{act.by.join('、')}</b> {act.on} 办理了“{act.name}”（第{act.n}条），写了：
            {act.fields.map(fullWidth).join('、') || '没有记载事项'}
          </li>
        ))}
      </ul>
      <p>您的草稿一字未丢，还没有记入案卷。请看过新的记录，再决定是否照原样提交。</p>
      <div className="row-btns">
        <Link className="btn" to="/cases/$caseId" params={{ caseId }} target="_blank">
          看第{since.at(-1)?.n ?? n}条
        </Link>
        <button type="button" className="btn" onClick={() => onResume(n)}>
          保留我的草稿并按最新情况继续
        </button>
      </div>
    </>
  );
}
