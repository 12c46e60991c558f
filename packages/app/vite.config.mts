import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';

export default defineConfig({
  base: '/app/',
  plugins: [react()],
  resolve: { conditions: ['@aimline/source', ...defaultClientConditions] },
  // The service replaces it in every response.
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    outDir: 'dist/web',
    manifest: true,
    // The content security policy allows no data: URLs for fonts.
    assetsInlineLimit: 0,
  },
});
