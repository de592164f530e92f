/** `fiberscope trace`: who ran when, as a file for trace viewers, as text, as a picture. */

import { timeline as timelineOf, traceJson, type Timeline } from '../scope/index.ts';
import { readArguments, readNumber, splitArguments, UsageError, type Command } from './command.ts';
import { lanesSvg } from './lanes-svg.ts';
import { lanesText } from './lanes-text.ts';
import { checkOutput, printContent, STDOUT, writeOutput, type Content } from './output.ts';
import { conclude, execute, PROGRAM_HELP, PROGRAM_OPTIONS } from './program.ts';
import { painter, printError, widthOf, type Paint } from './terminal.ts';
import { count, grouped } from './words.ts';

const HELP = `usage: fiberscope trace [options] FILE ... [-- ARG ...]

Runs a program as 'run' does and writes down who ran when: every spawn, switch
and write, the end or the fault, each with its instruction's number.

  -o FILE               writes to FILE (default: -, which is stdout)
  --text                lanes for the terminal, a line a thread
  --svg                 lanes as a picture
  --lanes N             of threads, the last one that of all others (24)
  --max-events N        the first N events are kept (1000000)
${PROGRAM_HELP}

Without --text and --svg it is JSON in the Trace Event Format, which
ui.perfetto.dev and chrome://tracing open: a track a thread, an arrow from
each spawn to the first run. An instruction is shown as 1 microsecond.

The program's output goes to stdout and stderr, but to stderr alone when
stdout is where the trace goes. The exit status is the program's.`;

const DEFAULT_LANES = 24;
const DEFAULT_EVENTS = 1_000_000;

export const trace: Command = {
  help: HELP,
  run(args) {
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
    const output = values.output ?? STDOUT;
    const most =
      values.lanes === undefined ? DEFAULT_LANES : readNumber('--lanes', values.lanes, { least: 2 });
    const recordEvents =
      values['max-events'] === undefined
        ? DEFAULT_EVENTS
        : readNumber('--max-events', values['max-events'], { least: 1 });
    if (output !== STDOUT) checkOutput(output, positionals);

    const stdout = output === STDOUT ? 2 : 1;
    const { runtime, outcome } = execute(positionals, theirs, values, { stdout, recordEvents });
    const timeline = timelineOf(runtime);
    const title = positionals.join(' ');
    const contentAs = (paint: Paint, width: number): Content => {
      if (values.svg) return [lanesSvg(timeline, title, most)];
      return values.text ? [`${lanesText(timeline, most, paint, width)}\n`] : traceJson(timeline, title);
    };
    if (output === STDOUT) printContent(contentAs(painter(process.stdout), widthOf(process.stdout)));
    else writeOutput(output, contentAs(plain, widthOf(process.stdout)), { inputs: positionals, mode: 0o666 });
    tellDropped(timeline);
    return conclude(runtime, outcome);
  },
};

/** For files. */
const plain: Paint = (_format, text) => text;

function tellDropped({ dropped, end }: Timeline): void {
  if (dropped === 0) return;
  const events = count(dropped, 'event').replace(/\d+/, grouped(dropped));
  printError(`left out: ${events} after instruction ${grouped(end)}: --max-events`);
}
