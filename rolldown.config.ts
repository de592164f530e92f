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
  if (Array.isArray(value)) return table(value) ?? `[${value.map(expression).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
  return `{${Object.keys(value)
    .map((name) => member(value, name))
    .join()}}`;
}

/** Objects with the same members, as a column for each of them, or once what is the same in all. */
function table(list: readonly unknown[]): string | undefined {
  const rows = list.filter(isRow);
  const [keys, ...others] = rows.map((row) => Object.keys(row).join());
  if (rows.length < 2 || rows.length < list.length || others.some((other) => other !== keys))
    return undefined;
  const columns = Object.keys(rows[0]!).map((key) => {
    const values = rows.map((row) => expression(Reflect.get(row, key)));
    const isSame = values.every((value) => value === values[0]);
    return `${JSON.stringify(key)}:${isSame ? `{is:${values[0]}}` : `{of:[${values.join()}]}`}`;
  });
  return `rows(${rows.length},{${columns.join()}})`;
}

function isRow(value: unknown): value is object {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || ArrayBuffer.isView(value))
    return false;
  return Object.values(Object.getOwnPropertyDescriptors(value)).every((property) => 'value' in property);
}

/** What tables are made of again. */
const ROWS = `const rows=(length,columns)=>Array.from({length},(_,row)=>Object.fromEntries(
  Object.entries(columns).map(([key,{of,is}])=>[key,of?of[row]:is])));\n`;

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
    const constants = Object.entries(exports).map(
      ([name, value]) => `export const ${name} = ${expression(value)};\n`,
    );
    return ROWS + constants.join('');
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
