// src/portal/frame/view.ts —— 长者模式和对比度:two settings in a cookie, for every page

/** How the reader wants pages: large text, more contrast, or yellow on black. */
export type View = { text?: 'large'; contrast?: 'more' | 'dark' };

/** Name of the cookie; it holds no more than these two words. */
export const VIEW_COOKIE = 'view';

/** Reads the cookie's value; anything unknown is the plain view. */
export function readView(cookie: string | undefined): View {
  const words = (cookie ?? '').split('.');
  const contrast = words.includes('dark') ? 'dark' : words.includes('more') ? 'more' : undefined;
  return { ...(words.includes('large') ? { text: 'large' as const } : {}), ...(contrast ? { contrast } : {}) };
}

/** The view with one setting changed: `text=large|normal`, `contrast=more|dark|normal`. */
export function changeView(view: View, text: string | undefined, contrast: string | undefined): View {
  const next: View = { ...view };
  if (text === 'large') next.text = 'large';
  else if (text === 'normal') delete next.text;
  if (contrast === 'more' || contrast === 'dark') next.contrast = contrast;
  else if (contrast === 'normal') delete next.contrast;
  return next;
}

/** The cookie's value. */
export const writeView = ({ text, contrast }: View): string => [text, contrast].filter(Boolean).join('.');

/** Where to go back to: only a path of this very site. */
export function backTo(referer: string | undefined, host: string | undefined): string {
  try {
    const { host: from, pathname, search } = new URL(referer ?? '');
    return from === host && !pathname.startsWith('//') ? pathname + search : '/';
  } catch {
    return '/';
  }
}
