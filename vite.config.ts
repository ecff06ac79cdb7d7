import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const inProject = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The window's user interface, served from `app://` with `out/renderer` as its root. */
export default defineConfig({
  root: inProject('renderer'),
  base: './',
  plugins: [react()],
  define: { 'process.env.NODE_ENV': '"production"' },
  build: {
    outDir: inProject('out/renderer'),
    emptyOutDir: true,
    // The oldest Chromium the window runs in, that of Electron 25.
    target: 'chrome114',
    sourcemap: false,
    // The page's content security policy allows files of its own only: no data URLs, no inline scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2000,
  },
});
