// src/console/registers/ChangeForm.tsx —— 名册改动的表单:one dialog's fields, its answer, and the key under which it is done once
import { type FormEvent, type ReactNode, useState } from 'react';
import { newId } from '../../base/ids.ts';
import { fullWidth } from '../parts/fullWidth.ts';
import { ask, Problem } from '../wire/http.ts';

type Once = { password?: string | null; id?: string } | undefined;
type Props = {
  path: string;
  action: string;
  /** What is sent, from the form's fields; a sentence instead says what to correct first. */
  body: (form: FormData) => Record<string, unknown> | string;
  onDone: (answer: Once) => void;
  onClose: () => void;
  children: ReactNode;
};

/** The form of one change: sent again after silence it is done once, because its key stays. */
export function ChangeForm({ path, action, body, onDone, onClose, children }: Props) {
  const [wrong, setWrong] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [key, setKey] = useState(newId);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const said = body(new FormData(event.currentTarget));
    if (typeof said === 'string') return setWrong(said);
    setBusy(true);
    try {
      onDone(await ask<Once>(path, { method: 'POST', headers: { 'idempotency-key': key }, body: said }));
    } catch (error) {
      setWrong(error instanceof Problem ? fullWidth(error.message) : '没有收到服务器的回答。可以再按一次，不会重复办理。');
      // A refusal counted nothing: what is corrected is another request.
      if (error instanceof Problem && error.status < 500) setKey(newId());
    } finally {
      setBusy(false);
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      {wrong && (
        <div className="err" role="alert">
          <p>{wrong}</p>
        </div>
      )}
      {children}
      <div className="row-btns gap-top">
        <button type="submit" className="btn pri" aria-disabled={busy}>
          {action}
        </button>
        <button type="button" className="btn" onClick={onClose}>
          不办了
        </button>
      </div>
    </form>
  );
}

type InputProps = { name: string; label: string; type?: 'text' | 'date'; value?: string; hint?: string; max?: number; optional?: boolean };
/** One labelled line of a change; bounded like the server bounds it. */
export const ChangeInput = ({ name, label, type = 'text', value, hint, max = 200, optional }: InputProps) => (
  <div className="f gap-top">
    <label htmlFor={`pc-${name}`}>
      {label}
      {optional && <span className="mute">（选填）</span>}
    </label>
    <input
      className="in"
      id={`pc-${name}`}
      name={name}
      type={type}
      defaultValue={value}
      minLength={type === 'text' ? 2 : undefined}
      maxLength={type === 'text' ? max : undefined}
      required={!optional}
      autoComplete="off"
      aria-describedby={hint && `pc-${name}-hint`}
    />
    {hint && (
      <p className="hint" id={`pc-${name}-hint`}>
        {hint}
      </p>
    )}
  </div>
);
