// src/documents/pdfText.ts —— 读回:what a reader finds in a PDF, for tests that trust nothing but the file
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A piece of text with its place: millimetres from the left and top edge of the page to its baseline, type size in points. */
export type PlacedText = { text: string; x: number; y: number; size: number };
/** A page in millimetres, with its text in reading order. */
export type PdfPage = { width: number; height: number; pieces: PlacedText[] };
/** A PDF as read back: pages and the raw XMP metadata. */
export type PdfReading = { pages: PdfPage[]; xmp: string };

const millimetres = (points: number) => (points / 72) * 25.4;

/** Reads a PDF. Throws when it is none. */
export async function readPdf(bytes: Uint8Array): Promise<PdfReading> {
  const task = getDocument({ data: Uint8Array.from(bytes), verbosity: VerbosityLevel.ERRORS });
  try {
    const document = await task.promise;
    const pages: PdfPage[] = [];
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number);
      const [left, bottom, right, top] = page.view as [number, number, number, number];
      const { items } = await page.getTextContent();
      const pieces = items.flatMap((item): PlacedText[] => {
        if (!('str' in item) || item.str.trim() === '') return [];
        const [, , , size, x, y] = item.transform as number[];
        return [{ text: item.str, x: millimetres(x! - left), y: millimetres(top - y!), size: size! }];
      });
      pages.push({ width: millimetres(right - left), height: millimetres(top - bottom), pieces });
    }
    const { metadata } = await document.getMetadata();
    return { pages, xmp: String(metadata?.getRaw() ?? '') };
  } finally {
    await task.destroy();
  }
}

/** Text without spaces and other invisible characters: what remains comparable between a source and its layout. */
export const bareText = (text: string): string => text.replace(/[\s\u200b\u00ad]/g, '');

/** The bare text of all pages; with `above`, only of what stands higher than that many millimetres from the foot of the page. */
export function textOf(reading: PdfReading, above = 0): string {
  const kept = reading.pages.flatMap((page) => page.pieces.filter((piece) => piece.y <= page.height - above));
  return bareText(kept.map((piece) => piece.text).join(''));
}

/** The lines of a page from the top: pieces that share a baseline, joined from the left. */
export function linesOf(page: PdfPage): { y: number; x: number; text: string }[] {
  const lines = new Map<number, PlacedText[]>();
  for (const piece of page.pieces) {
    const at = [...lines.keys()].find((y) => Math.abs(y - piece.y) < 0.6) ?? piece.y;
    lines.set(at, [...(lines.get(at) ?? []), piece]);
  }
  return [...lines.entries()]
    .sort(([a], [b]) => a - b)
    .map(([y, pieces]) => {
      const ordered = pieces.sort((a, b) => a.x - b.x);
      return { y, x: ordered[0]!.x, text: bareText(ordered.map((piece) => piece.text).join('')) };
    });
}
