// verify/policy.ts —— 信任清单:which logs and witnesses a reader trusts (c2sp.org/tlog-policy)
import { toHex } from '../src/base/bytes.ts';
import { COSIGNATURE_TYPE, NOTE_TYPE, parseVkey, type Vkey } from '../src/ledger/proof/note.ts';

/** A policy: `quorum` says whether these witnesses (by vkey) together suffice; `witnessed` is false for `quorum none`. */
export type Policy = { logs: Vkey[]; witnesses: Vkey[]; witnessed: boolean; quorum(signed: readonly Vkey[]): boolean };

/** A policy file that cannot be used; the message is a Chinese sentence naming the line. */
export class PolicyError extends Error {
  override name = 'PolicyError';
}

type Rule = (signed: readonly Vkey[]) => boolean;
type Draft = { logs: Vkey[]; witnesses: Vkey[]; rules: Map<string, Rule>; members: Set<string>; quorum?: Rule; witnessed: boolean };

/** Reads a policy text; throws PolicyError. */
export function parsePolicy(text: string): Policy {
  const none: Rule = () => true;
  const draft: Draft = { logs: [], witnesses: [], rules: new Map([['none', none]]), members: new Set(['none']), witnessed: false };
  for (const [i, line] of text.split('\n').entries()) {
    const words = line.split(/[ \t]+/).filter((word) => word !== '');
    if (words.length === 0 || words[0]!.startsWith('#')) continue;
    try {
      if (/[\x00-\x08\x0b-\x1f\x7f]/.test(line)) throw new PolicyError('有控制字符');
      readLine(draft, words);
    } catch (error) {
      throw new PolicyError(`信任清单第 ${i + 1} 行：${(error as Error).message}。`);
    }
  }
  const { logs, witnesses, quorum, witnessed } = draft;
  if (!quorum) throw new PolicyError('信任清单缺少 quorum 一行。');
  return { logs, witnesses, witnessed, quorum };
}

function readLine(draft: Draft, [kind, ...words]: string[]): void {
  if (kind === 'log' && (words.length === 1 || words.length === 2)) addKey(draft.logs, words[0]!, NOTE_TYPE);
  else if (kind === 'witness' && (words.length === 2 || words.length === 3)) addWitness(draft, words[0]!, words[1]!);
  else if (kind === 'group' && words.length >= 3) addGroup(draft, words[0]!, words[1]!, words.slice(2));
  else if (kind === 'quorum' && words.length === 1 && !draft.quorum) {
    draft.quorum = draft.rules.get(words[0]!);
    if (!draft.quorum) throw new PolicyError(`没有叫“${words[0]}”的见证人或小组`);
    draft.witnessed = words[0] !== 'none';
  } else throw new PolicyError('读不懂');
}

function addKey(known: Vkey[], text: string, type: number): Vkey {
  const vkey = parseVkey(text);
  if (vkey.type !== type) throw new PolicyError('公钥的种类不对');
  if (known.some(({ key }) => toHex(key) === toHex(vkey.key))) throw new PolicyError('同一公钥写了两次');
  known.push(vkey);
  return vkey;
}

function define({ rules }: Draft, name: string, rule: Rule): void {
  if (rules.has(name)) throw new PolicyError(`名称“${name}”用了两次`);
  rules.set(name, rule);
}

function addWitness(draft: Draft, name: string, text: string): void {
  const vkey = addKey(draft.witnesses, text, COSIGNATURE_TYPE);
  define(draft, name, (signed) => signed.includes(vkey));
}

function addGroup(draft: Draft, name: string, threshold: string, names: string[]): void {
  const rules = names.map((member) => {
    const rule = draft.rules.get(member);
    if (!rule || draft.members.has(member)) throw new PolicyError(`“${member}”没有定义，或者已经属于别的小组`);
    draft.members.add(member);
    return rule;
  });
  const least = threshold === 'all' ? rules.length : threshold === 'any' ? 1 : /^[1-9]\d*$/.test(threshold) ? Number(threshold) : 0;
  if (least < 1 || least > rules.length) throw new PolicyError('小组的人数要求不对');
  define(draft, name, (signed) => rules.filter((rule) => rule(signed)).length >= least);
}
