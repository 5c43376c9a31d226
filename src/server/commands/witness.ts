// src/server/commands/witness.ts —— 见证:hands over to the witness, a program of its own that shares nothing with this server but the proofs
import { runWitness } from '../../../witness/main.ts';

await runWitness(process.argv.slice(2), process.env);
