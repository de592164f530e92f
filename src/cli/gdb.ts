/** `fiberscope gdb`: a program that gdb attaches to. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { basename, extname, join } from 'node:path';
import { Debugger } from '../debugger/index.ts';
import { executableOf, listen, Session, type GdbServer } from '../gdb/index.ts';
import { InputError, readArguments, readNumber, splitArguments, type Command } from './command.ts';
import { GUEST_FOLDER } from './compile.ts';
import { readFixedExecutable, reason } from './files.ts';
import { monitor } from './gdb-monitor.ts';
import { writeOutput } from './output.ts';
import { loader, PROGRAM_HELP, PROGRAM_OPTIONS } from './program.ts';
import { print, printError, write } from './terminal.ts';

const HELP = `usage: fiberscope gdb [options] FILE ... [-- ARG ...]

Waits for gdb and prints what to type there. gdb's threads are the program's
green threads; symbols and lines come with the connection, and the program can
be gone along in both directions. 'monitor help' lists what else there is. What
the program writes goes to stdout and stderr.

  --launch              start gdb here, connected ($GDB, or gdb)
  --port N              where to listen (any port that is free)
  --listen ADDRESS      for whom (127.0.0.1: for this computer). Whoever can
                        connect can do with the program what gdb can
  --stop-at LABEL       run up to there first
  --symbols FILE        write the program as gdb reads it, for debuggers that
                        want a file
${PROGRAM_HELP}

One gdb at a time; when it has gone, another one finds the program where it was
left. 'kill' in gdb ends all of it.`;

export const gdb: Command = {
  help: HELP,
  async run(args) {
    const { ours, theirs } = splitArguments(args);
    const { values, positionals } = readArguments({
      args: ours,
      allowPositionals: true,
      options: {
        ...PROGRAM_OPTIONS,
        launch: { type: 'boolean' },
        port: { type: 'string' },
        listen: { type: 'string' },
        'stop-at': { type: 'string' },
        symbols: { type: 'string' },
      },
    });
    const port = values.port === undefined ? 0 : readNumber('--port', values.port, { most: 65_535 });
    const load = loader(positionals, theirs, values, { debug: true });
    const runtime = load((fd, bytes) => write(fd === 2 ? 2 : 1, bytes));
    const target = new Debugger(runtime);
    if (values['stop-at'] !== undefined) target.runTo({ address: values['stop-at'] });
    const first = positionals[0]!;
    // what has been linked elsewhere says more than we know of it
    const linked = runtime.hasThreads ? undefined : readFixedExecutable(first);
    const file = (): Uint8Array => linked ?? executableOf(runtime, { directory: process.cwd(), sourceOf });
    if (values.symbols !== undefined)
      writeOutput(values.symbols, [file()], { inputs: positionals, mode: 0o777 });
    const session = new Session({
      debugger: target,
      path: `/${basename(first, extname(first))}`,
      file,
      monitor: monitor(() => load(() => {})),
    });
    const server = await open(session, port, values.listen, !values.launch);
    if (values.launch) return launch(server);
    print(`target remote ${placeOf(server)}`);
    await server.ended;
    return 0;
  },
};

/** The guest's half of the runtime comes from the package. */
function sourceOf(file: string): string {
  return file.startsWith('guest/') ? join(GUEST_FOLDER, file.slice('guest/'.length)) : file;
}

const EVENTS = {
  connected: 'gdb has connected',
  gone: 'gdb has gone; the program waits for the next one',
  refused: 'another client was refused: one at a time',
} as const;

/** @throws InputError when nobody can listen there */
async function open(
  session: Session,
  port: number,
  address: string | undefined,
  tells: boolean,
): Promise<GdbServer> {
  try {
    return await listen(session, {
      port,
      ...(address === undefined ? {} : { address }),
      ...(tells ? { tell: (event) => printError(EVENTS[event]) } : {}),
    });
  } catch (error) {
    throw new InputError(`fiberscope: cannot listen at ${address ?? '127.0.0.1'}:${port}: ${reason(error)}`);
  }
}

/** As gdb takes it. */
function placeOf({ address, port }: GdbServer): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

/** gdb on this terminal until it ends; its exit status. @throws InputError when it cannot be started */
async function launch(server: GdbServer): Promise<number> {
  // Ctrl-C is for gdb, which is on the same terminal
  process.on('SIGINT', () => {});
  const command = process.env['GDB'] ?? 'gdb';
  const child = spawn(command, ['-q', '-ex', `target remote ${placeOf(server)}`], { stdio: 'inherit' });
  try {
    const exit = once(child, 'exit') as Promise<[number | null]>;
    const [status] = await Promise.race([exit, server.ended.then(() => exit)]);
    return status ?? 1;
  } catch (error) {
    throw new InputError(`fiberscope: ${command} cannot be started: ${reason(error)}`);
  } finally {
    server.close();
  }
}
