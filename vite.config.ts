// vite.config.ts —— 办案端的构建:one page under /console/, no network fonts, no inline script, styles as files
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { antdStyles } from './src/console/look/antdStyles.ts';

const root = join(import.meta.dirname, 'src', 'console');

export default defineConfig({
  root,
  base: '/console/',
  publicDir: false,
  plugins: [antdStyles(join(import.meta.dirname, 'src', 'ui', 'tokens.css')), react()],
  // Inlined assets would need `data:` in the content security policy.
  build: { outDir: '../../dist/console', emptyOutDir: true, target: 'chrome88', assetsInlineLimit: 0, chunkSizeWarningLimit: 1200 },
  server: { proxy: { '/api': `http://127.0.0.1:${process.env.PORT ?? 8080}` } },
});
