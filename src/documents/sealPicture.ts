// src/documents/sealPicture.ts —— 印章图片：read once from the agency's data pack, for the papers that bear a seal
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SealPicture } from './render.ts';
import { RenderError } from './renderError.ts';

/** A seal as agency.json names it: a PNG with transparency in the pack's folder, its diameter in mm, and whether it is a sample. */
export type SealRecord = { file: string; diameter?: number; demo?: boolean };

/** The seal's picture. A sample (演示) is pressed in demonstrations alone. Throws RenderError `badSeal` when the file is missing or no PNG. */
export async function readSeal(folder: string, seal: SealRecord | undefined, demonstration: boolean): Promise<SealPicture | undefined> {
  if (!seal || (seal.demo && !demonstration)) return undefined;
  const png = await readFile(join(folder, seal.file)).catch(() => undefined);
  if (!png) throw new RenderError('badSeal', `读不到印章图片 ${seal.file}，请把它放进机关数据包，或者在 agency.json 中删去 seal。`);
  // 0x89 PNG, then in IHDR the colour type: 4 and 6 have transparency, without which the seal would hide the text under it.
  const transparent = png.subarray(0, 4).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47])) && [4, 6].includes(png[25] ?? 0);
  if (!transparent) throw new RenderError('badSeal', `印章图片 ${seal.file} 不是带透明背景的 PNG，请重新制作。`);
  return { png, ...(seal.diameter === undefined ? {} : { diameter: seal.diameter }) };
}
