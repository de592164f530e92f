/** What is loaded before anybody can do anything is small. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { builtPage } from './page.ts';

const BUDGET = 250_000;

describe('the page', () => {
  const folder = builtPage();

  /** The scripts that a script cannot begin without. */
  function withImports(file: string, found = new Set<string>()): Set<string> {
    if (found.has(file)) return found;
    found.add(file);
    const text = readFileSync(join(folder, file), 'utf8');
    const imports = text.matchAll(
      /(?:^|[;}\n])(?:import|export)(?:[^;'"`()]*?\bfrom)?\s*[`'"]\.\/([\w.-]+\.js)[`'"]/g,
    );
    for (const [, name] of imports) withImports(`assets/${name!}`, found);
    return found;
  }

  test('needs less than 250 kB of script, editor and machine included', () => {
    const html = readFileSync(join(folder, 'index.html'), 'utf8');
    const entries = [...html.matchAll(/(?:src|href)="\.\/(assets\/[\w.-]+\.js)"/g)].map(([, file]) => file!);
    const worker = readdirSync(join(folder, 'assets')).find((name) => /^worker-.*\.js$/.test(name))!;
    const files = new Set<string>();
    for (const entry of [...entries, `assets/${worker}`]) withImports(entry, files);
    const sizes = [...files].map(
      (file) => [file, gzipSync(readFileSync(join(folder, file))).length] as const,
    );
    const total = sizes.reduce((sum, [, size]) => sum + size, 0);
    expect(files.size, JSON.stringify(sizes)).toBeGreaterThan(2);
    expect(total, JSON.stringify(sizes)).toBeLessThan(BUDGET);
  });

  test('works from any folder: every address in it is relative', () => {
    const html = readFileSync(join(folder, 'index.html'), 'utf8');
    const addresses = [...html.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address]) => address!);
    expect(addresses.length).toBeGreaterThan(2);
    for (const address of addresses) expect(address).toMatch(/^\.\//);
  });
});
