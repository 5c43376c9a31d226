// src/server/signIn/passwords.ts —— 口令:rules, argon2id, and random passwords that can be read aloud
import { hash, verify } from '@node-rs/argon2';

// OWASP's floor for argon2id, written out so that a change of the library's defaults cannot weaken it. argon2id is the library's algorithm.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

const common = new Set(
  `1234567890 12345678910 0123456789 9876543210 1111111111 0000000000 8888888888 6666666666 1122334455 1212121212 123456789a a123456789
  q123456789 aa12345678 abc1234567 abcd123456 abcde12345 abc123456789 password12 password123 passw0rd123 password1234 qwertyuiop
  qwerty1234 qwerty12345 1qaz2wsx3edc 1q2w3e4r5t 1q2w3e4r5t6y qazwsxedcr admin12345 admin123456 administrator woaini1314 woaini520
  woaini1314520 5201314520 iloveyou123 asdfghjkl1 zxcvbnm123 p@ssw0rd123 panjin123456 heming123456`.split(/\s+/),
);

const rows = [
  '1234567890',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'abcdefghijklmnopqrstuvwxyz',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
  'qazwsxedcrfvtgb',
];
const runs = [...rows, ...rows.map((row) => [...row].reverse().join(''))].map((row) => row.repeat(2));

/** Is it nothing but one short piece again and again, or one run along the keyboard, the alphabet or the digits? */
function isPattern(plain: string): boolean {
  if (/^(.{1,6}?)\1+$/u.test(plain) || runs.some((run) => run.includes(plain))) return true;
  // Two runs side by side, such as qwertyuiop123456: the second begins where the first can go no further.
  const reach = (text: string) =>
    Math.max(...[...text].map((_, i) => (runs.some((run) => run.includes(text.slice(0, i + 1))) ? i + 1 : 0)));
  const first = reach(plain);
  return first >= 3 && reach(plain.slice(first)) === plain.length - first && plain.length - first >= 3;
}

/** Why a password may not be used, in Chinese; undefined when it may. At least `least` characters, not the login, not common, no pattern. */
export function passwordFault(password: string, login: string, least = 10): string | undefined {
  const plain = normalise(password).toLowerCase();
  if ([...plain].length < least) return `口令至少${least}个字符，请换一个更长的`;
  if (plain.length > 128) return '口令最多128个字符';
  if (plain === login || plain.replaceAll(/[^a-z]/g, '') === login) return '口令不能是登录名，或者登录名加数字、符号';
  if (common.has(plain) || common.has(unleet(plain)) || new Set(plain).size < 4 || isPattern(plain))
    return '这个口令太常见，容易被猜中，请换一个';
  return undefined;
}

// p@ssw0rd123 is password123 to whoever guesses.
const unleet = (plain: string): string => plain.replaceAll(/[@$03]/g, (sign) => ({ '@': 'a', $: 's', '0': 'o', '3': 'e' })[sign]!);

const normalise = (password: string): string => password.normalize('NFKC');

/** The argon2id hash of a password, in PHC form. */
export const hashPassword = (password: string): Promise<string> => hash(normalise(password), cost);

/** Is it the password of the hash? Takes as long for a missing hash (unknown login) as for a wrong password. */
export async function passwordMatches(password: string, passwordHash: string | undefined): Promise<boolean> {
  nobody ??= hashPassword(randomPassword());
  // Longer than any password that can be set: refused before it costs memory, but only after the same work.
  const tried = password.length > 1024 ? '' : normalise(password);
  const matches = await verify(passwordHash ?? (await nobody), tried);
  return matches && passwordHash !== undefined;
}
let nobody: Promise<string> | undefined;

// No 0 o 1 l i: read from paper or told by telephone. 30 letters, 16 of them: 78 bits.
const alphabet = 'abcdefghjkmnpqrstuvwxyz2345678';

/** A random password in four groups of four, at least 78 bits: 'k7mp-x2ra-…'. */
export function randomPassword(): string {
  const letters: string[] = [];
  while (letters.length < 16) {
    const [byte] = crypto.getRandomValues(new Uint8Array(1));
    if (byte! < 240) letters.push(alphabet[byte! % 30]!); // 240 = 8 × 30: no letter is likelier than another
  }
  return letters.join('').replaceAll(/(.{4})(?=.)/g, '$1-');
}
