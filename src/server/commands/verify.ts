// src/server/commands/verify.ts —— 核验:hands over to the offline verifier, which trusts nothing of this server
await import('../../../verify/verify.ts');

export {};
