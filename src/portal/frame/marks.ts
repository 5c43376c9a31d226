// src/portal/frame/marks.ts —— 图形:the crane of the head and the signs of verification; each stands beside its word
import { raw } from 'hono/html';

/** 鹤: decoration, hidden from those who listen. */
export const crane = raw(
  '<svg viewBox="0 0 48 48" aria-hidden="true" fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round"><path d="M8 43h32" stroke-width="1.6"/><path d="M12 39.2h13" stroke-width="1.6"/><path d="M31 39C31 29.5 18.5 28.5 18.5 18.5c0-5.2 3-9 7.3-9 3.4 0 5.6 2.2 6 4.7" stroke-width="2.6"/><path d="M31.8 14.2 43 17.6 31 18.2" stroke-width="2.2"/><path class="crown" d="M22.6 8.2C24 5 29.6 4.8 31.4 9.4" stroke-width="3.4"/></svg>',
);
