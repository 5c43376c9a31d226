// src/documents/renderWorker.ts —— 排版进程:a forked process that sets one document at a time; it may be killed at any moment
// The typesetter keeps about half a megabyte of every document it has set, so its owner replaces this process now and then.
import { join } from 'node:path';
import { NodeCompiler, PdfStandard } from '@myriaddreamin/typst-ts-node-compiler';

/** What the owner sends: the template's version, its input as JSON, and the seal's picture if there is one. */
export type RenderJob = { template: string; data: string; seal?: Uint8Array };
/** What comes back: the PDF, or the typesetter's own words about what went wrong. */
export type RenderAnswer = { pdf: Uint8Array } | { failed: string };

const templates = join(import.meta.dirname, 'templates');
const fontPaths = JSON.parse(process.argv[2] ?? '[]') as string[];
const compiler = NodeCompiler.create({ workspace: templates, fontArgs: [{ fontPaths }] });
const sealPath = join(templates, 'seal.png');

type Diagnostics = Parameters<NodeCompiler['fetchDiagnostics']>[0] | null;
const tell = (problem: Diagnostics) =>
  problem
    ? compiler
        .fetchDiagnostics(problem)
        .map((one: { message: string; path?: string }) => one.message)
        .join('; ')
    : '';

function set(job: RenderJob): RenderAnswer {
  if (job.seal) compiler.mapShadow(sealPath, Buffer.from(job.seal));
  try {
    const result = compiler.compile({ mainFilePath: join(templates, job.template, 'paper.typ'), inputs: { data: job.data } });
    if (!result.result) return { failed: tell(result.takeDiagnostics()) || 'no document' };
    // A warning is a failure: an unknown font family or a layout that does not settle would give a document nobody checked.
    const warned = tell(result.takeWarnings());
    if (warned) return { failed: warned };
    return { pdf: compiler.pdf(result.result, { pdfStandard: PdfStandard.A_2b }) };
  } finally {
    if (job.seal) compiler.unmapShadow(sealPath);
    compiler.evictCache(2);
  }
}

process.on('message', (job: RenderJob) => {
  let answer: RenderAnswer;
  try {
    answer = set(job);
  } catch (error) {
    answer = { failed: error instanceof Error && error.message ? error.message : 'the PDF could not be written' };
  }
  process.send!(answer);
});
process.on('disconnect', () => process.exit());
