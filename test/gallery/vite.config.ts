import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { textParts } from '../../src/apps/web/text-parts.ts';

/** Builds the gallery of components for the browser test; it is never shipped. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  publicDir: fileURLToPath(new URL('../../src/apps/web/public', import.meta.url)),
  plugins: [react(), textParts()],
  html: { cspNonce: '__CSP_NONCE__' },
  logLevel: 'warn',
  build: {
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2000,
    emptyOutDir: true,
  },
});
