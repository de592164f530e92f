/** `fiberscope trace`: who ran when, as a file for trace viewers, as text, as a picture. */

import { lanesSvg, timeline as timelineOf, traceJson } from '../scope/index.ts';
import { readArguments, readNumber, splitArguments, UsageError, type Command } from './command.ts';
import { lanesText } from './lanes-text.ts';
import { checkOutput, printContent, STDOUT, writeOutput, type Content } from './output.ts';
import { conclude, execute, PROGRAM_HELP, PROGRAM_OPTIONS } from './program.ts';
import { painter, printError, widthOf, type Paint } from './terminal.ts';
import { count } from './words.ts';

const HELP = `usage: fiberscope trace [options] FILE ... [-- ARG ...]

Runs a program as 'run' does and writes down who ran when: every spawn, switch
and write, who began to wait and who was woken, the end or the fault, each with
its instruction's number.

  -o FILE               writes to FILE (default: -, which is stdout)
  --text                lanes for the terminal, a line a thread
  --svg                 lanes as a picture
  --lanes N             of threads, the last one that of all others (24)
  --max-events N        the first N events are kept (1000000)
${PROGRAM_HELP}

Without --text and --svg it is JSON in the Trace Event Format, which
ui.perfetto.dev and chrome://tracing open: a track a thread, an arrow from
each spawn to the first run, and from who wakes a thread to its next run. An
instruction is shown as 1 microsecond.

The program's output goes to stdout and stderr, but to stderr alone when
stdout is where the trace goes. The exit status is the program's.`;

const LANES = { least: 2, most: 1_000 };

/** Half a KiB each, so that the most still fit into what Node takes by default. */
const EVENTS = { least: 1, most: 4_000_000 };

export const trace: Command = {
  help: HELP,
  async run(args) {
    const { ours, theirs } = splitArguments(args);
    const { values, positionals } = readArguments({
      args: ours,
      allowPositionals: true,
      options: {
        ...PROGRAM_OPTIONS,
        output: { type: 'string', short: 'o' },
        text: { type: 'boolean' },
        svg: { type: 'boolean' },
        lanes: { type: 'string' },
        'max-events': { type: 'string' },
      },
    });
    if (values.text && values.svg) throw new UsageError('--text and --svg are two forms of one output');
    if (values.lanes !== undefined && !values.text && !values.svg)
      throw new UsageError('--lanes wants --text or --svg: a trace has all threads');
    const most = readNumber('--lanes', values.lanes ?? '24', LANES);
    const recordEvents = readNumber('--max-events', values['max-events'] ?? '1000000', EVENTS);
    const { output = STDOUT } = values;
    const toStdout = output === STDOUT;
    if (!toStdout) checkOutput(output, positionals);

    const options = { stdout: toStdout ? 2 : 1, recordEvents } as const;
    const { runtime, outcome } = execute(positionals, theirs, values, options);
    const status = await conclude(runtime, outcome);
    const timeline = timelineOf(runtime);
    if (timeline.dropped > 0) {
      const left = count(timeline.dropped, 'event');
      printError(`left out: ${left} after instruction ${timeline.end}: --max-events`);
    }

    const title = positionals.join(' ');
    const content = (): Content => {
      if (values.svg) return [lanesSvg(timeline, title, most)];
      if (!values.text) return traceJson(timeline, title);
      const paint = toStdout ? painter(process.stdout) : plain;
      return [`${lanesText(timeline, most, paint, widthOf(process.stdout))}\n`];
    };
    if (toStdout) printContent(content());
    else writeOutput(output, content(), { inputs: positionals, mode: 0o666 });
    return status;
  },
};

/** For files. */
const plain: Paint = (_format, text) => text;
