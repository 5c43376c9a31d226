// vite.verify.config.ts —— 核验脚本的构建:one file without imports, for old browsers, dist/portal/verify.js
import { join } from 'node:path';
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  build: {
    outDir: 'dist/portal',
    emptyOutDir: true,
    target: 'chrome88',
    lib: {
      entry: join(import.meta.dirname, 'src', 'portal', 'verifyClient.ts'),
      name: 'hemingVerify',
      formats: ['iife'],
      fileName: () => 'verify.js',
    },
  },
});
