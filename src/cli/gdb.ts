/** `fiberscope gdb`: a program that GDB attaches to. */

import { basename, extname, join } from 'node:path';
import { Debugger } from '../debugger/index.ts';
import { executableOf, listen, Session } from '../gdb/index.ts';
import { readArguments, readNumber, splitArguments, type Command } from './command.ts';
import { GUEST_FOLDER } from './compile.ts';
import { load, PROGRAM_HELP, PROGRAM_OPTIONS } from './program.ts';
import { print, write } from './terminal.ts';

const HELP = `usage: fiberscope gdb [options] FILE ... [-- ARG ...]

Waits for gdb, and prints what to type there. Threads are the program's green
threads; symbols and lines come with the connection. The program can be gone
along in both directions. What it writes goes to stdout and stderr.

  --port N              where to listen (any that is free)
  --listen ADDRESS      for whom; default: 127.0.0.1, this computer alone.
                        Whoever connects controls the program, so ask for
                        another address only where you trust everybody
  --stop-at LABEL       run up to there first (before the first instruction)
  --launch              start gdb here, connected
${PROGRAM_HELP}`;

export const gdb: Command = {
  help: HELP,
  async run(args) {
    const { ours, theirs } = splitArguments(args);
    const { values, positionals } = readArguments({
      args: ours,
      allowPositionals: true,
      options: {
        ...PROGRAM_OPTIONS,
        port: { type: 'string' },
        listen: { type: 'string' },
        'stop-at': { type: 'string' },
        launch: { type: 'boolean' },
      },
    });
    const runtime = load(positionals, theirs, values, (fd, bytes) => write(fd === 2 ? 2 : 1, bytes));
    const target = new Debugger(runtime);
    if (values['stop-at'] !== undefined) target.runTo({ address: values['stop-at'] });
    const first = positionals[0]!;
    const session = new Session({
      debugger: target,
      path: `/${basename(first, extname(first))}`,
      file: () => executableOf(runtime, { directory: process.cwd(), sourceOf }),
      monitor: () => 'nothing yet\n',
    });
    const server = await listen(session, {
      port: values.port === undefined ? 0 : readNumber('--port', values.port, { most: 65_535 }),
      ...(values.listen === undefined ? {} : { address: values.listen }),
    });
    print(`target remote ${server.address}:${server.port}`);
    await server.ended;
    return 0;
  },
};

/** The guest's half of the runtime comes from the package. */
function sourceOf(file: string): string {
  return file.startsWith('guest/') ? join(GUEST_FOLDER, file.slice('guest/'.length)) : file;
}
