// src/portal/frame/assets.ts —— 样式和核验脚本:served under names that carry their digest, so that they may be kept for ever
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toHex, utf8 } from '../../base/bytes.ts';
import { sha256 } from '../../base/digest.ts';

type Asset = { name: string; type: string; body: string };
/** Addresses of the two style sheets and of the script; the script is absent where it was not built. */
export type Assets = {
  tokens: string;
  portal: string;
  icon: string;
  verify?: string;
  find(name: string): (Asset & { immutable: boolean }) | undefined;
};

// In this order: narrow screens and print have the last word.
const sheets = ['text', 'frame', 'forms', 'lists', 'document', 'board', 'narrow', 'print'];

/** Reads the assets once. `built` is the folder of the built script. */
export function openAssets(built: string): Assets {
  const here = import.meta.dirname;
  const tokens = load(join(here, '..', '..', 'ui', 'tokens.css'), 'tokens', 'css');
  const portal = named(sheets.map((sheet) => readFileSync(join(here, '..', 'look', `${sheet}.css`), 'utf8')).join('\n'), 'portal', 'css');
  const icon = load(join(here, '..', 'look', 'icon.svg'), 'icon', 'svg');
  const verify = tryLoad(join(built, 'verify.js'));
  const all = [tokens, portal, icon, verify].flatMap((asset) => asset ?? []);
  return {
    tokens: `/assets/${tokens.name}`,
    portal: `/assets/${portal.name}`,
    icon: `/assets/${icon.name}`,
    ...(verify ? { verify: `/assets/${verify.name}` } : {}),
    find(name) {
      const asset = all.find((each) => each.name === name);
      if (asset) return { ...asset, immutable: true };
      // The plain name stays valid for bookmarks and scripts of others, but must be asked for again.
      const plain = name === 'verify.js' ? verify : undefined;
      return plain && { ...plain, immutable: false };
    },
  };
}

const types = { css: 'text/css; charset=utf-8', js: 'text/javascript; charset=utf-8', svg: 'image/svg+xml' };

const load = (path: string, stem: string, kind: keyof typeof types): Asset => named(readFileSync(path, 'utf8'), stem, kind);

function named(body: string, stem: string, kind: keyof typeof types): Asset {
  return { name: `${stem}.${toHex(sha256(utf8(body))).slice(0, 12)}.${kind}`, type: types[kind], body };
}

function tryLoad(path: string): Asset | undefined {
  try {
    return load(path, 'verify', 'js');
  } catch {
    return undefined;
  }
}
