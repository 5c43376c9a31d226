// src/console/parts/PaperView.tsx —— 文书
import { paperHtml } from '../../ui/paperView/paperHtml.ts';
import type { Paper, ReadPaper } from '../wire/shapes.ts';

/** A paper; its markup is made of escaped text only (see paperHtml). */
export const PaperView = ({ paper, gaps, marks }: { paper: Paper | ReadPaper; gaps?: boolean; marks?: boolean }) => (
  <section
    aria-label={`${paper.title}正文`}
    // biome-ignore lint/security/noDangerouslySetInnerHtml: paperHtml escapes every text by construction, and its test holds it to that
    dangerouslySetInnerHTML={{ __html: paperHtml(paper, { gaps, marks }) }}
  />
);
