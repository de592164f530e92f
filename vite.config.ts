/** The page: static files with relative URLs, which any folder of any host may serve. */

import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { DECODE_TABLE_BYTES } from './src/machine/decode-table.ts';
import { GUEST_TEXTS } from './src/runtime/guest-texts.ts';

const SERVICE_WORKER = 'service-worker.js';

/**
 * All that the page is made of: for whoever serves it, and for the service worker, which keeps it for times without a
 * network, and is another one with every version.
 */
const inventory: Plugin = {
  name: 'inventory',
  apply: 'build',
  generateBundle: {
    // index.html comes last
    order: 'post',
    handler(_options, bundle) {
      const { [SERVICE_WORKER]: worker, ...files } = bundle;
      const source = JSON.stringify(Object.keys(files));
      this.emitFile({ type: 'asset', fileName: 'inventory.json', source });
      const { 'index.html': page, ...assets } = files;
      if (worker?.type !== 'chunk' || page?.type !== 'asset') throw new Error('the page has no index.html');
      const integrity = `sha256-${createHash('sha256').update(page.source).digest('base64')}`;
      worker.code = `const PAGE = ${JSON.stringify({ assets: Object.keys(assets), integrity })};\n${worker.code}`;
    },
  },
};

function path(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}

/** What is data comes as data: as script it would be larger, and would wait for its turn. */
const data: Plugin = {
  name: 'data',
  load(id) {
    const file = (name: string, source: string | Uint8Array): string =>
      `await fetch(import.meta.ROLLUP_FILE_URL_${this.emitFile({ type: 'asset', name, source })})`;
    const isBuilt = this.environment.mode === 'build';
    if (id === path('src/runtime/guest-texts.ts')) {
      const texts = JSON.stringify(GUEST_TEXTS);
      const value = isBuilt ? `await (${file('guest-texts.json', texts)}).json()` : texts;
      return `export const GUEST_TEXTS = ${value};`;
    }
    if (id === path('src/machine/decode-table.ts') && isBuilt) {
      const table = `await (${file('decode-table.bin', DECODE_TABLE_BYTES)}).arrayBuffer()`;
      return `export const DECODE_TABLE_BYTES = new Uint8Array(${table});`;
    }
    return null;
  },
};

export default defineConfig({
  root: path('src/web'),
  base: './',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [inventory],
  worker: { format: 'es', plugins: () => [data] },
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
          name === 'service-worker' ? SERVICE_WORKER : 'assets/[name]-[hash].js',
      },
    },
  },
  server: { host: '127.0.0.1', fs: { allow: [path('.')] } },
});
