// src/console/parts/keys.ts —— 快捷键:single keys, off inside fields, and off altogether for whoever wishes
import { useEffect, useRef } from 'react';

const setting = 'heming.singleKeys';
/** Are single-key shortcuts on? */
export const singleKeysOn = (): boolean => localStorage.getItem(setting) !== 'off';
/** Switches single-key shortcuts for this browser. */
export const setSingleKeys = (on: boolean): void => localStorage.setItem(setting, on ? 'on' : 'off');

export type Shortcuts = Record<string, ((event: KeyboardEvent) => void) | undefined>;

/** 'j', '1', 'Escape', 'Ctrl+Enter', 'Alt+ArrowDown' … of an event. */
const nameOf = (event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>): string =>
  `${event.ctrlKey || event.metaKey ? 'Ctrl+' : ''}${event.altKey ? 'Alt+' : ''}${event.key.length === 1 ? event.key.toLowerCase() : event.key}`;

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.getAttribute('role') === 'combobox');

/** Binds shortcuts while the component is mounted; single keys rest while a field or a dialog has the focus. */
export function useKeys(shortcuts: Shortcuts): void {
  const current = useRef(shortcuts);
  current.current = shortcuts;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const name = nameOf(event);
      const act = current.current[name];
      if (!act || event.defaultPrevented || event.isComposing || document.querySelector('dialog[open]')) return;
      const chord = name.includes('+') || name === 'Escape';
      if (!chord && (typing(event.target) || !singleKeysOn())) return;
      event.preventDefault();
      act(event);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}
