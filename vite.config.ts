/** The page: static files with relative URLs, which any folder of any host may serve. */

import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { evaluate } from './rolldown.config.ts';

/** All that the page is made of, for the service worker, which keeps it for times without a network. */
const inventory: Plugin = {
  name: 'inventory',
  apply: 'build',
  generateBundle: {
    // index.html comes last
    order: 'post',
    handler(_options, bundle) {
      const files = Object.keys(bundle).filter((name) => name !== 'service-worker.js');
      this.emitFile({ type: 'asset', fileName: 'inventory.json', source: JSON.stringify(files) });
    },
  },
};

function path(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}

export default defineConfig({
  root: path('src/web'),
  base: './',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [inventory],
  worker: { format: 'es', plugins: () => [evaluate] },
  build: {
    outDir: path('build/web'),
    emptyOutDir: true,
    target: ['chrome120', 'firefox120', 'safari17'],
    assetsInlineLimit: 0,
    reportCompressedSize: true,
    rolldownOptions: {
      input: { index: path('src/web/index.html'), 'service-worker': path('src/web/service-worker.ts') },
      output: {
        entryFileNames: ({ name }) =>
          name === 'service-worker' ? 'service-worker.js' : 'assets/[name]-[hash].js',
      },
    },
  },
  server: { host: '127.0.0.1', fs: { allow: [path('.')] } },
});
