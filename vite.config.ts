/** Owns how the browser client is built, and served while developing. Must never shape the server. */
import { defineConfig } from 'vite';

// The server a developer has running beside `vite`: where `npm start` listens.
const server = 'http://localhost:7000';

export default defineConfig({
  root: 'client',
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // light-dark() and oklch() reach the browser as written: these versions are the first to know both.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // Nothing inline: the content security policy allows scripts and pictures from files only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    fs: { allow: ['..'] },
    proxy: {
      '/api': server,
      '/auth': server,
      '/socket.io': { target: server, ws: true },
    },
  },
});
