// src/console/parts/Dialog.tsx —— 对话框:the browser's own, so that focus and Esc behave; for articles and what cannot be taken back
import { type ReactNode, useEffect, useId, useRef } from 'react';

/** A modal dialog while it is mounted; Esc and 关闭 call `onClose`. */
export function Dialog({ title, wide, onClose, children }: { title: ReactNode; wide?: boolean; onClose: () => void; children: ReactNode }) {
  const element = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = element.current;
    if (dialog && !dialog.open) {
      dialog.showModal();
      dialog.querySelector<HTMLElement>('[data-first]')?.focus(); // where the keyboard begins, when that is not 关闭
    }
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={element}
      className={wide ? 'wide' : undefined}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header>
        <h2 id={id}>{title}</h2>
        <button type="button" className="link" onClick={onClose}>
          关闭
        </button>
      </header>
      <div className="bd">{children}</div>
    </dialog>
  );
}
