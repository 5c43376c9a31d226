// src/documents/fonts.ts —— 字体:the agency's licensed fonts first, the bundled Noto behind them, and no character silently dropped

import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type FontFace, readFontFile } from './fontFile.ts';
import { RenderError } from './renderError.ts';

/** What type is used for: 正文(仿宋)、标题(小标宋)、层次标题(黑体). */
export type FontRole = 'body' | 'title' | 'heading';

/** Where fonts come from. `families` names fonts that must be there, in `directory` or bundled; without it well-known ones are looked for. */
export type FontChoice = { directory?: string; families?: Partial<Record<FontRole, string>> };

/** Families by role, in order of preference. */
export type FontFamilies = Record<FontRole, string[]>;
/** Fonts settled for a renderer: the families of each role, the other faces of the folder, and the folders the typesetter reads. */
export type FontSet = { families: FontFamilies; chains: Record<FontRole, FontFace[]>; spare: FontFace[]; folders: string[] };

const wellKnown: Record<FontRole, string[]> = {
  body: ['仿宋_GB2312', 'FangSong_GB2312', '方正仿宋_GBK', '方正仿宋_GB18030', '仿宋', 'FangSong', 'FandolFang', 'FandolFang R'],
  title: ['方正小标宋_GBK', '方正小标宋_GB18030', '方正小标宋简体', 'FZXiaoBiaoSong-B05', 'FZXiaoBiaoSong-B05S'],
  heading: ['方正黑体_GBK', '方正黑体_GB18030', '黑体', 'SimHei'],
};

const resolve = createRequire(import.meta.url).resolve;
const bundledFiles = () =>
  ['noto-serif-sc/400Regular/NotoSerifSC_400Regular', 'noto-serif-sc/700Bold/NotoSerifSC_700Bold']
    .concat(['noto-sans-sc/400Regular/NotoSansSC_400Regular', 'noto-sans-sc/500Medium/NotoSansSC_500Medium'])
    .map((name) => resolve(`@expo-google-fonts/${name}.ttf`));

function facesIn(directory: string): FontFace[] {
  let names: string[];
  try {
    names = readdirSync(directory, { recursive: true, encoding: 'utf8' });
  } catch {
    throw new RenderError('fontDirectoryMissing', `读不到字体文件夹：${directory}。请检查配置的路径和读取权限。`);
  }
  return names
    .filter((name) => /\.(ttf|otf|ttc|otc)$/i.test(name))
    .sort()
    .flatMap((name) => readFontFile(join(directory, name)));
}

const answersTo = (face: FontFace, name: string) => face.names.some((known) => known.toLowerCase() === name.toLowerCase());

/** Settles the fonts. Throws RenderError `unknownFont` when a named family is in neither the folder nor the bundle. */
export function chooseFonts(choice: FontChoice = {}): FontSet {
  const bundled = bundledFiles().flatMap(readFontFile);
  const own = choice.directory ? facesIn(choice.directory) : [];
  const faces = [...own, ...bundled];
  const pick = (role: FontRole): string[] => {
    const wanted = choice.families?.[role];
    const found = wanted ? faces.find((face) => answersTo(face, wanted)) : firstOf(own, wellKnown[role]);
    if (wanted && !found) {
      throw new RenderError('unknownFont', `没有找到字体“${wanted}”。请把它的字体文件放进配置的字体文件夹，或者改用已有的字体。`);
    }
    const fallback = role === 'heading' ? ['Noto Sans SC', 'Noto Serif SC'] : ['Noto Serif SC', 'Noto Sans SC'];
    return [...new Set([...(found ? [found.family] : []), ...fallback])];
  };
  const families = { body: pick('body'), title: pick('title'), heading: pick('heading') };
  const chain = (role: FontRole) => faces.filter((face) => families[role].includes(face.family));
  const chains = { body: chain('body'), title: chain('title'), heading: chain('heading') };
  const folders = [...(choice.directory ? [choice.directory] : []), ...bundledFiles().map((file) => dirname(file))];
  const spare = own.filter((face) => !Object.values(chains).flat().includes(face));
  return { families, chains, spare, folders };
}

function firstOf(faces: FontFace[], names: string[]): FontFace | undefined {
  for (const name of names) {
    const face = faces.find((candidate) => answersTo(candidate, name));
    if (face) return face;
  }
  return undefined;
}

/** Families that can set a text, and its characters that no font draws, each once. Line ends are layout, not characters. */
export function fitFonts(fonts: FontSet, text: string): { families: FontFamilies; missing: string[] } {
  const extra = new Set<string>();
  const missing: string[] = [];
  for (const character of new Set(text)) {
    const draws = (face: FontFace) => face.covers(character.codePointAt(0)!);
    if (character === '\n' || Object.values(fonts.chains).every((chain) => chain.some(draws))) continue;
    // A font for rare characters need only lie in the folder: it is called in when a text needs it.
    const helper = fonts.spare.find(draws);
    if (helper) extra.add(helper.family);
    else missing.push(character);
  }
  const { body, title, heading } = fonts.families;
  return { families: { body: [...body, ...extra], title: [...title, ...extra], heading: [...heading, ...extra] }, missing };
}
