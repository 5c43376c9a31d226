// src/console/app/PasswordForm.tsx —— 修改口令
import { type FormEvent, useState } from 'react';
import { fullWidth } from '../parts/fullWidth.ts';
import { ask, Problem } from '../wire/http.ts';

const rows = [
  ['current', '现在的口令', 'current-password'],
  ['next', '新口令', 'new-password'],
  ['again', '再输一次新口令', 'new-password'],
] as const;

/** Changes one's own password; the rules for a good one are the server's and come back in its words. */
export function PasswordForm({ onChanged }: { onChanged: () => void }) {
  const [wrong, setWrong] = useState<string>();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [current, next, again] = rows.map(([name]) => String(form.get(name)));
    if (next !== again) return setWrong('两次输入的新口令不一样，请重新输入。');
    try {
      await ask('/api/password', { method: 'POST', body: { current, next } });
      onChanged();
    } catch (error) {
      setWrong(error instanceof Problem ? fullWidth(error.message) : '没有送达，口令没有改变。请检查网络后再试。');
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)} aria-label="修改口令">
      {wrong && (
        <div className="err" role="alert">
          <p>{wrong}</p>
        </div>
      )}
      {rows.map(([name, label, complete]) => (
        <div className="f" key={name}>
          <label htmlFor={`pw-${name}`}>{label}</label>
          <input className="in" id={`pw-${name}`} name={name} type="password" autoComplete={complete} maxLength={500} required />
        </div>
      ))}
      <button type="submit" className="btn pri big">
        修改口令
      </button>
    </form>
  );
}
