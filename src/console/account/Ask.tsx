// src/console/account/Ask.tsx —— 再问一次是谁:the password, and the code where there is one, before anything about signing in changes
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { fullWidth } from '../parts/fullWidth.ts';
import { Problem } from '../wire/http.ts';

type Field = { name: string; label: string; complete: string; secret?: boolean; digits?: boolean };
export const passwordField: Field = { name: 'password', label: '现在的口令', complete: 'current-password', secret: true };
export const codeField: Field = { name: 'code', label: '动态口令或者备用码', complete: 'one-time-code' };

type Props = {
  label: string;
  fields: Field[];
  go: string;
  send: (values: Record<string, string>) => Promise<void>;
  onCancel?: () => void;
  children?: ReactNode;
};
/** A small form whose refusal is shown in the server's words, and whose values are kept nowhere. */
export function Ask({ label, fields, go, send, onCancel, children }: Props) {
  const [wrong, setWrong] = useState<string>();
  const [busy, setBusy] = useState(false);
  const id = useId();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const values = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>;
    try {
      await send(values);
    } catch (error) {
      setWrong(error instanceof Problem ? fullWidth(error.message) : '没有送达，没有改变。请检查网络后再试。');
    } finally {
      setBusy(false);
    }
  };
  return (
    <form aria-label={label} onSubmit={(event) => void submit(event)}>
      {wrong && (
        <div className="err" role="alert">
          <p>{wrong}</p>
        </div>
      )}
      {children}
      {fields.map((field) => (
        <div className="f" key={field.name}>
          <label htmlFor={`${id}-${field.name}`}>{field.label}</label>
          <input
            className="in"
            id={`${id}-${field.name}`}
            name={field.name}
            type={field.secret ? 'password' : 'text'}
            inputMode={field.digits ? 'numeric' : undefined}
            autoComplete={field.complete}
            maxLength={field.secret ? 500 : 60}
            required
          />
        </div>
      ))}
      <div className="row-btns">
        <button type="submit" className="btn pri" aria-disabled={busy}>
          {go}
        </button>
        {onCancel && (
          <button type="button" className="btn" onClick={onCancel}>
            不改了
          </button>
        )}
      </div>
    </form>
  );
}
