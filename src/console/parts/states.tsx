// src/console/parts/states.tsx —— 状态:empty, loading, refused, unreachable; each says what is true
import { type ReactNode, useEffect, useState } from 'react';
import { Problem, Unreachable } from '../wire/http.ts';
import { fullWidth } from './fullWidth.ts';

/** Nothing for 300 ms, then still blocks: a quick answer makes no flicker. */
export function Loading({ says = '正在取数……', lines = 4 }: { says?: string; lines?: number }) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 300);
    return () => clearTimeout(timer);
  }, []);
  if (!late)
    return (
      <div role="status">
        <span className="vh">{says}</span>
      </div>
    );
  return (
    <div role="status" className="empty">
      {[52, 96, 88, 92, 74, 90].slice(0, lines).map((width) => (
        <div key={width} className="sk" style={{ width: `${width}%` }} />
      ))}
      <span className="small mute">{says}</span>
    </div>
  );
}

/** What went wrong in words a person can act on, with a way to try again where that helps. */
export function Trouble({ error, again }: { error: Error; again?: () => void }) {
  const silent = error instanceof Unreachable;
  const title = silent ? '连不上服务器' : error instanceof Problem ? error.title : '页面出了差错';
  const says = silent
    ? '刚才的请求没有送达。可以看已打开的内容，恢复连接后再试。'
    : error instanceof Problem
      ? error.message
      : '已填的内容保留在本页。请刷新后再试。';
  return (
    <div className={silent ? 'warn' : 'err'} role="alert">
      <h2>{fullWidth(title)}</h2>
      <p>{fullWidth(says)}</p>
      {again && (
        <div className="row-btns">
          <button type="button" className="btn" onClick={again}>
            再试一次
          </button>
        </div>
      )}
    </div>
  );
}

/** What is true when a list is empty, and the next thing that matters. */
export const Empty = ({ title, children }: { title: string; children?: ReactNode }) => (
  <div className="empty">
    <p className="say">{title}</p>
    {children && <div className="mute">{children}</div>}
  </div>
);
