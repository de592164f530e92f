/** The real gdb, told what to do by a script, and a session of ours that it is connected to. */

import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { readProgram } from '../../src/cli/files.ts';
import { monitor } from '../../src/cli/gdb-monitor.ts';
import { Debugger } from '../../src/debugger/index.ts';
import { executableOf, listen, Session, type GdbServer } from '../../src/gdb/index.ts';
import { Runtime } from '../../src/runtime/index.ts';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface Served {
  readonly server: GdbServer;
  readonly target: Debugger;
  /** What has become of clients. */
  readonly events: readonly string[];
}

const servers: GdbServer[] = [];

export function closeServers(): void {
  for (const server of servers.splice(0)) server.close();
}

/** Serves a program of the project until `closeServers`. */
export async function serve(path: string): Promise<Served> {
  const program = readProgram([relative(process.cwd(), join(ROOT, path))], { debug: true });
  const load = (): Runtime => new Runtime(program, { onWrite: () => {} });
  const runtime = load();
  const target = new Debugger(runtime);
  const session = new Session({
    debugger: target,
    path: '/program',
    file: () =>
      executableOf(runtime, {
        directory: ROOT,
        sourceOf: (file) => file.replace(/^guest/, `${ROOT}asm/guest`),
      }),
    monitor: monitor(load),
  });
  const events: string[] = [];
  const server = await listen(session, { port: 0, tell: (event) => events.push(event) });
  servers.push(server);
  return { server, target, events };
}

const SETTINGS = ['width 0', 'height 0', 'confirm off', 'style enabled off', 'trace-commands on'];

/** Connected, and about to do what comes in; what it has to say, errors too, comes out at stdout. */
export function startGdb({ server }: Served, ...args: readonly string[]): ChildProcessWithoutNullStreams {
  const settings = SETTINGS.flatMap((one) => ['-iex', `set ${one}`]);
  const connect = ['-ex', `target remote 127.0.0.1:${server.port}`];
  return spawn('sh', ['-c', 'exec gdb "$@" 2>&1', 'gdb', '-nx', '-q', ...settings, ...connect, ...args], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], HOME: ROOT, LC_ALL: 'C' },
  });
}

/** What a session looks like in which somebody types this, once gdb is connected. */
export async function runGdb(served: Served, script: string): Promise<string> {
  const child = startGdb(served);
  child.stdin.end(script.replaceAll(/^#.*\n/gm, ''));
  return tidy(await text(child.stdout));
}

/** Without what depends on where things lie: this folder, the program, its stacks. */
export function tidy(output: string): string {
  return output
    .slice(output.indexOf(PROMPT))
    .replaceAll(`${PROMPT}+`, PROMPT)
    .replaceAll(/^\+.*\n/gm, '')
    .replaceAll(ROOT, '')
    .replaceAll(/0x(?:0{10})?(?:4[\da-f]{5}|3[\da-f]{6})\b/g, '0x...')
    .replaceAll(/[ \t]+$/gm, '');
}

export const PROMPT = '(gdb) ';

/** The scripts of `sessions/`: their names, and the program that each says it is for. */
export function readSession(name: string): { readonly program: string; readonly script: string } {
  const script = readFileSync(join(ROOT, 'test/gdb/sessions', `${name}.gdb`), 'utf8');
  const program = /^# program: (.*)$/m.exec(script)?.[1];
  if (program === undefined) throw new Error(`${name}.gdb does not say what it is for`);
  return { program, script };
}
