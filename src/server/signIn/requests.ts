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

/** The headers a browser sets by itself and a page of another site cannot forge. */
export type OriginHeaders = { origin?: string; secFetchSite?: string; host?: string };

/** Why a write is refused as coming from elsewhere (CSRF), in Chinese; undefined when it comes from our own pages. Deny by default. */
export function foreignWrite({ origin, secFetchSite, host }: OriginHeaders): string | undefined {
  const refusal = '这个请求不是从本系统页面发出的，已拒绝；请回到系统页面重新操作';
  if (secFetchSite !== undefined && secFetchSite !== 'same-origin') return refusal;
  if (origin === undefined) return secFetchSite === 'same-origin' ? undefined : refusal;
  return URL.canParse(origin) && host !== undefined && new URL(origin).host === host.toLowerCase() ? undefined : refusal;
}
