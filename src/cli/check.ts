/** `fiberscope check`: what is wrong with a program, though it may seem to work. */

import type { Outcome } from '../runtime/index.ts';
import { bigintAsHex, Checker, type Finding, type Moment } from '../scope/index.ts';
import { EXIT, InputError, readArguments, splitArguments, type Command } from './command.ts';
import { readSource } from './files.ts';
import { wrapped } from './grid.ts';
import { instructionLimit, load, PROGRAM_HELP, PROGRAM_OPTIONS } from './program.ts';
import { Progress } from './progress.ts';
import { painter, print, widthOf, write, type Paint } from './terminal.ts';
import { count, threadTitle } from './words.ts';

const HELP = `usage: fiberscope check [options] FILE ... [-- ARG ...]

Runs a program and watches every instruction: whether calls and switches keep
what they must keep, whether return addresses are those that calls have
pushed, whether stacks are aligned, large enough, and left alone by others.
Threads may be the runtime's, or the program's own with a switch of its own.
What the program writes goes to stderr.

  --poison              fill the registers that no call preserves with garbage
                        after each switch: what relies on them then fails
  --json                the findings as data
${PROGRAM_HELP}

Exit status: 0 nothing found, 1 findings, 2 the program can't be run,
124 nothing found until --max-instructions.`;

/** Instructions between two looks at the clock. */
const CHUNK = 100_000;

export const check: Command = {
  help: HELP,
  run(args) {
    const { ours, theirs } = splitArguments(args);
    const { values, positionals } = readArguments({
      args: ours,
      allowPositionals: true,
      options: { ...PROGRAM_OPTIONS, poison: { type: 'boolean' }, json: { type: 'boolean' } },
    });
    const maxInstructions = instructionLimit(values);
    const progress = process.stderr.isTTY ? new Progress((text) => write(2, text)) : undefined;
    const runtime = load(positionals, theirs, values, (_fd, bytes) => {
      progress?.erase();
      write(2, bytes);
    });
    const checker = new Checker(runtime, { poison: values.poison ?? false });
    const outcome = progress?.run(checker, maxInstructions, CHUNK) ?? checker.run({ maxInstructions });
    const { findings } = checker;
    if (values.json) {
      const { instructions } = runtime;
      print(JSON.stringify({ findings, instructions, outcome }, bigintAsHex, 2));
    } else {
      const paint = painter(process.stdout);
      for (const finding of findings) print(`${findingText(finding, paint, widthOf(process.stdout))}\n`);
      print(summary(findings, outcome, runtime.instructions));
    }
    if (findings.length > 0) return 1;
    return outcome.kind === 'limit' ? EXIT.limit : 0;
  },
};

function summary(findings: readonly Finding[], outcome: Outcome, instructions: number): string {
  const found = findings.length === 0 ? 'nothing found' : count(findings.length, 'finding');
  const limited = outcome.kind === 'limit' ? ', where --max-instructions stopped it' : '';
  return `${found} in ${count(instructions, 'instruction')}${limited}`;
}

/** Some lines for a terminal of some width. */
function findingText({ code, message, advice, at, cause }: Finding, paint: Paint, width: number): string {
  const rows: [string, string][] = [
    ['at', momentText(at)],
    ...(cause ? [['cause', momentText(cause)] as [string, string]] : []),
    ['instead', advice],
  ];
  const place = at.line ? `${at.line.file}:${at.line.line}: ` : '';
  const body = rows.map(([label, text]) => {
    const [first = '', ...rest] = wrapped(text, width - INDENT);
    const lines = [`  ${paint('cyan', label.padEnd(INDENT - 2))}${first}`];
    return [...lines, ...rest.map((line) => ' '.repeat(INDENT) + line)].join('\n');
  });
  const [title = '', ...rest] = wrapped(`${place}${code}: ${message}`, width);
  const head = title.replace(code, paint(['red', 'bold'], code));
  return [head, ...rest, ...body].join('\n');
}

const INDENT = 11;

function momentText({ instruction, address, disassembly, line, thread }: Moment): string {
  const where = line ? `${line.file}:${line.line}` : address.name;
  const source = line ? sourceLine(line.file, line.line) : undefined;
  const number = instruction === null ? '' : `, instruction ${instruction}`;
  const what = source ?? disassembly;
  return `${where}${number}, thread ${threadTitle(thread)}${what === null ? '' : `: ${what}`}`;
}

const sources = new Map<string, readonly string[]>();

/** Undefined where the source is not at hand. */
function sourceLine(file: string, line: number): string | undefined {
  let lines = sources.get(file);
  if (!lines) {
    lines = readLines(file);
    sources.set(file, lines);
  }
  return lines[line - 1]?.replace(/\s+#.*/, '').trim();
}

function readLines(file: string): readonly string[] {
  try {
    return readSource(file).split('\n');
  } catch (error) {
    if (error instanceof InputError) return [];
    throw error;
  }
}
