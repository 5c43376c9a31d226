// src/law/procedures/coercion/composers.ts —— 行政强制的文书：which papers of its own each step issues
import { courtComposers } from '../courtEnforcement/papers.ts';
import { performanceComposers } from '../performance/papers.ts';
import { seizureComposers } from '../seizure/papers.ts';

/** By step; the steps have no other procedure's papers. */
export const coercionComposers = { ...seizureComposers, ...performanceComposers, ...courtComposers };
