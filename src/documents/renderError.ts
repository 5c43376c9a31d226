// src/documents/renderError.ts —— 文书没有排成的原因
/** Why a document could not be set. */
export type RenderProblem =
  | 'missingCharacters'
  | 'unknownFont'
  | 'fontDirectoryMissing'
  | 'unknownTemplate'
  | 'badDate'
  | 'badSeal'
  | 'templateFailed'
  | 'timedOut'
  | 'workerCrashed'
  | 'closed';

/** A document was refused or failed; `message` is Chinese and says what to do. `characters` lists the missing ones. */
export class RenderError extends Error {
  readonly problem: RenderProblem;
  readonly characters: string[];
  constructor(problem: RenderProblem, message: string, characters: string[] = []) {
    super(message);
    this.name = 'RenderError';
    this.problem = problem;
    this.characters = characters;
  }
}
