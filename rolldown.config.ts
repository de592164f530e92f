/**
 * The package's JavaScript: what a start reads is in few files, and what a start would work out anew each time, though
 * the sources alone decide it, has been worked out.
 */

import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'rolldown';
import * as decodeTable from './src/machine/decode-table.ts';
import * as guestLibrary from './src/runtime/guest-library.ts';

/** Modules that export data alone. */
const EVALUATED: ReadonlyMap<string, object> = new Map<string, object>([
  [path('src/machine/decode-table.ts'), decodeTable],
  [path('src/runtime/guest-library.ts'), guestLibrary],
]);

function path(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}

/** Plain data as an expression. Long lists of numbers are read faster as JSON than as code. */
function expression(value: unknown): string {
  if (typeof value === 'bigint') return `${value}n`;
  if (value instanceof Uint8Array) return `new Uint8Array(JSON.parse('[${value.join()}]'))`;
  if (Array.isArray(value)) return `[${value.map(expression).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
  return `{${Object.keys(value)
    .map((name) => member(value, name))
    .join()}}`;
}

/** What is made when it is first asked for is so there too, and stays. */
function member(of: object, name: string): string {
  const key = JSON.stringify(name);
  const value = expression(Reflect.get(of, name));
  if ('value' in Object.getOwnPropertyDescriptor(of, name)!) return `${key}:${value}`;
  return `get ${key}(){const value=${value};Object.defineProperty(this,${key},{value});return value}`;
}

const evaluate: Plugin = {
  name: 'evaluate',
  load(id) {
    const exports = EVALUATED.get(id);
    if (!exports) return null;
    return Object.entries(exports)
      .map(([name, value]) => `export const ${name} = ${expression(value)};\n`)
      .join('');
  },
};

export default defineConfig({
  input: { 'src/index': 'src/index.ts', 'src/cli/main': 'src/cli/main.ts' },
  platform: 'node',
  external: ['cli-table3'],
  plugins: [evaluate],
  output: {
    dir: 'dist',
    // no blanks and no comments: less to read
    minify: { compress: false, mangle: false, codegen: true },
    // as deep as the sources: they find what lies beside them from where they are
    chunkFileNames: 'src/chunks/[name].js',
    // all that the first instruction of a program waits for
    codeSplitting: { groups: [{ name: 'run', test: /\/src\/cli\/run\.ts$/ }] },
  },
});
