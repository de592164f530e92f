/** Everything that runs on the machine is something that GNU as takes too. */

import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const asm = fileURLToPath(new URL('../../asm', import.meta.url));
const files = ['guest', 'models', 'programs'].flatMap((folder) =>
  readdirSync(`${asm}/${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.s'))
    .map((name) => `${folder}/${name}`),
);
const hasAs = spawnSync('as', ['--version']).status === 0;

describe.skipIf(!hasAs)('GNU as accepts', () => {
  test.each(files)('%s', (file) => {
    const folders = [`${asm}/guest`, dirname(`${asm}/${file}`)].flatMap((folder) => ['-I', folder]);
    const { stderr, status } = spawnSync('as', [...folders, '-o', '/dev/null', `${asm}/${file}`], {
      encoding: 'utf8',
    });
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  });
});
