/** The package as a user gets it: built and packed from the sources as they are, installed without a network. */

import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What `npm run build:web`, `npm run build:lib` and `npm pack` read. The Wasm is the one that the other tests run on. */
const NEEDED = [
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'rolldown.config.ts',
  'vite.config.ts',
  'README.md',
  'LICENSE',
  'build/vm.wasm',
  'docs/compilers.md',
  'docs/stacks.md',
  'src',
  'asm',
];

export interface Ran {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number;
}

/** Runs a program to its end; its status may be any. npm of this test run leaves no settings to it. */
export async function ran(file: string, args: readonly string[], cwd: string): Promise<Ran> {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(npm_|NODE_|INIT_CWD|FORCE_COLOR|NO_COLOR|VITEST)/i.test(name),
    ),
  );
  try {
    const { stdout, stderr } = await promisify(execFile)(file, args, { cwd, env });
    return { stdout, stderr, status: 0 };
  } catch (error) {
    const { stdout, stderr, code } = error as { stdout?: string; stderr?: string; code?: unknown };
    if (typeof code !== 'number') throw error;
    return { stdout: stdout ?? '', stderr: stderr ?? '', status: code };
  }
}

async function npm(args: readonly string[], cwd: string): Promise<string> {
  const { stdout, stderr, status } = await ran('npm', args, cwd);
  if (status !== 0) throw new Error(`npm ${args.join(' ')} ended with ${status}:\n${stderr}${stdout}`);
  return stdout;
}

/** What the package depends on, as `npm ci` has installed it here. */
function dependencies(): Record<string, string> {
  const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { dev?: boolean }>;
  };
  const paths = Object.entries(lock.packages).filter(([path, { dev }]) => path !== '' && !dev);
  return Object.fromEntries(
    paths.map(([path]) => [path.split('node_modules/').at(-1), `file:${join(ROOT, path)}`]),
  ) as Record<string, string>;
}

export interface Installed {
  /** All of it; to be removed. */
  readonly folder: string;
  /** The user's project. */
  readonly project: string;
  /** Paths of the files in the package. */
  readonly files: readonly string[];
}

export async function install(): Promise<Installed> {
  const folder = mkdtempSync(join(tmpdir(), 'fiberscope-package-'));
  const sources = join(folder, 'sources');
  for (const path of NEEDED) cpSync(join(ROOT, path), join(sources, path), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(sources, 'node_modules'));
  await npm(['run', 'build:web'], sources);
  await npm(['run', 'build:lib'], sources);
  const [packed] = JSON.parse(
    await npm(['pack', '--json', '--ignore-scripts', '--pack-destination', '..'], sources),
  ) as [{ filename: string; files: { path: string }[] }];

  const project = join(folder, 'project');
  mkdirSync(project);
  const wanted = { ...dependencies(), fiberscope: `file:../${packed.filename}` };
  writeFileSync(join(project, 'package.json'), JSON.stringify({ private: true, dependencies: wanted }));
  await npm(['install', '--offline', '--install-links', '--no-audit', '--no-fund'], project);
  return { folder, project, files: packed.files.map(({ path }) => path) };
}
