// src/server/signIn/requests.ts —— 请求:the session cookie, and whether a write comes from our own pages

const cookieName = (tls: boolean): string => (tls ? '__Host-heming' : 'heming');
const flags = (tls: boolean): string => `Path=/; HttpOnly; SameSite=Strict${tls ? '; Secure' : ''}`;

/** The Set-Cookie value that carries a session's token; a session cookie, gone when the browser closes. */
export const sessionCookie = (token: string, tls: boolean): string => `${cookieName(tls)}=${token}; ${flags(tls)}`;
/** The Set-Cookie value that removes it. */
export const clearedCookie = (tls: boolean): string => `${cookieName(tls)}=; ${flags(tls)}; Max-Age=0`;

/** The token in a Cookie header, or undefined; anything that is not one of our tokens is ignored. */
export function readToken(cookieHeader: string | undefined, tls: boolean): string | undefined {
  for (const pair of (cookieHeader ?? '').slice(0, 8192).split(';')) {
    const [name, value] = pair.trim().split('=', 2);
    if (name === cookieName(tls) && value !== undefined && /^[\w-]{43}$/.test(value)) return value;
  }
  return undefined;
}

const browsers = [
  [/MicroMessenger/i, '微信'],
  [/Edg(e|A|iOS)?\//i, 'Edge'],
  [/Firefox\/|FxiOS/i, '火狐'],
  [/(QQBrowser|360SE|QihooBrowser|UCBrowser)/i, '其他浏览器'],
  [/Chrome\/|CriOS/i, 'Chrome'],
  [/Safari\//i, 'Safari'],
] as const;
const systems = [
  [/Windows/i, 'Windows'],
  [/HarmonyOS/i, '鸿蒙'],
  [/Android/i, '安卓'],
  [/iPhone|iPad/i, '苹果手机或者平板'],
  [/Mac OS X/i, '苹果电脑'],
  [/Linux/i, 'Linux'],
] as const;

/** A browser in two coarse words, enough for its owner to know it again: no version, no device model. */
export function browserOf(userAgent: string | undefined): string {
  const text = (userAgent ?? '').slice(0, 500);
  const named = (list: readonly (readonly [RegExp, string])[]) => list.find(([shape]) => shape.test(text))?.[1];
  return [named(browsers) ?? '其他程序', named(systems)].filter(Boolean).join('·');
}

/** The headers a browser sets by itself and a page of another site cannot forge. */
export type OriginHeaders = { origin?: string; secFetchSite?: string; host?: string };

/** Why a write is refused as coming from elsewhere (CSRF), in Chinese; undefined when it comes from our own pages. Deny by default. */
export function foreignWrite({ origin, secFetchSite, host }: OriginHeaders): string | undefined {
  const refusal = '这个请求不是从本系统页面发出的，已拒绝；请回到系统页面重新操作';
  if (secFetchSite !== undefined && secFetchSite !== 'same-origin') return refusal;
  if (origin === undefined) return secFetchSite === 'same-origin' ? undefined : refusal;
  return URL.canParse(origin) && host !== undefined && new URL(origin).host === host.toLowerCase() ? undefined : refusal;
}
