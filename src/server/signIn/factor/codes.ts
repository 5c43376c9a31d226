// src/server/signIn/factor/codes.ts —— 动态口令:six digits every thirty seconds (RFC 6238), as every authenticator app computes them
import { Secret, TOTP } from 'otpauth';

const PERIOD_S = 30;

const totpOf = (secret: string, login = ''): TOTP =>
  new TOTP({ issuer: '鹤鸣', label: login, secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: PERIOD_S });

/** A fresh secret of 160 bits (RFC 4226 §4 R6), in base32 as apps take it. */
export const newSecret = (): string => new Secret({ size: 20 }).base32;

/** The otpauth: address of a secret, which the QR code holds. */
export const enrolmentUri = (secret: string, login: string): string => totpOf(secret, login).toString();

/** The step a code belongs to: the current one or one next to it, and later than `after`, the last one accepted; undefined for a wrong or used code. */
export function stepOf(secret: string, code: string, now: Date, after: number): number | undefined {
  const delta = totpOf(secret).validate({ token: code, timestamp: now.getTime(), window: 1 });
  if (delta === null) return undefined;
  const step = Math.floor(now.getTime() / 1000 / PERIOD_S) + delta;
  return step > after ? step : undefined;
}
