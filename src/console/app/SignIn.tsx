// src/console/app/SignIn.tsx —— 登录
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { fullWidth } from '../parts/fullWidth.ts';
import { ask, Problem } from '../wire/http.ts';
import { Reeds } from './Reeds.tsx';

/** The sign-in page; `says` tells why a session ended. */
export function SignIn({ says, onSignedIn }: { says?: string; onSignedIn: () => Promise<void> }) {
  const [wrong, setWrong] = useState<string>();
  const [coded, setCoded] = useState(false); // the password was right, a code is asked
  const [busy, setBusy] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const form = new FormData(event.currentTarget);
    setBusy(true);
    try {
      const code = form.get('code');
      const body = { login: String(form.get('login')), password: String(form.get('password')), ...(code ? { code: String(code) } : {}) };
      await ask('/api/sign-in', { method: 'POST', body });
      await onSignedIn();
    } catch (error) {
      const half = error instanceof Problem && error.type === '/problems/sign-in-code';
      if (half) setCoded(true);
      setWrong(half ? undefined : error instanceof Problem ? fullWidth(error.message) : '连不上服务器，请检查网络后再试。');
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="sign">
      <main id="main" className="mid">
        <div>
          <h1>鹤鸣</h1>
          <p className="org">行政执法办案</p>
          <p className="poem">
            鹤鸣于九皋，声闻于天。
            <br />
            公示的，就是执行的；做过的，都能验证。
          </p>
        </div>
        <form
          className="panel"
          aria-labelledby="sign-in"
          onSubmit={(event) => void submit(event)}
          onChange={(event) => {
            // Another person, or another password: whether a code is wanted is asked anew.
            if (event.target instanceof HTMLInputElement && event.target.name !== 'code') setCoded(false);
          }}
        >
          <h2 id="sign-in">登录</h2>
          {says && !wrong && !coded && (
            <div className="warn">
              <p>{fullWidth(says)}</p>
            </div>
          )}
          {wrong && (
            <div className="err" role="alert">
              <p>{wrong}</p>
            </div>
          )}
          <div className="f">
            <label htmlFor="login">登录名</label>
            <input ref={first} className="in" id="login" name="login" autoComplete="username" maxLength={200} required />
          </div>
          <div className="f">
            <label htmlFor="password">口令</label>
            <input className="in" id="password" name="password" type="password" autoComplete="current-password" maxLength={500} required />
          </div>
          {coded && <CodeField />}
          <button type="submit" className="btn pri big wide" aria-disabled={busy}>
            登录 <kbd>Enter</kbd>
          </button>
          <p className="hint">忘记口令、手机丢失请找系统管理员重置，不设网上找回。</p>
        </form>
      </main>
      <Reeds />
      <footer>登录与每次查阅都留记录。　三十分钟不操作即锁定，草稿不丢。</footer>
    </div>
  );
}

/** The code of the second factor, asked once the password was right; focused as it appears. */
function CodeField() {
  const [recovery, setRecovery] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <div className="f">
      <label htmlFor="code">{recovery ? '备用码' : '手机上的六位数字'}</label>
      <input
        ref={field}
        key={recovery ? 'recovery' : 'code'}
        className="in"
        id="code"
        name="code"
        inputMode={recovery ? 'text' : 'numeric'}
        autoComplete={recovery ? 'off' : 'one-time-code'}
        maxLength={60}
        required
      />
      <button type="button" className="link small" onClick={() => setRecovery(!recovery)}>
        {recovery ? '改用手机上的数字' : '手机不在身边，用备用码'}
      </button>
    </div>
  );
}
