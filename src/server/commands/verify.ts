// src/server/commands/verify.ts —— 核验:hands over to the offline verifier, which trusts nothing of this server
import { verifyFiles } from '../../../verify/verify.ts';

process.exitCode = await verifyFiles(process.argv.slice(2), console.log);
