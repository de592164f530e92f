/** What the program prints: what has been printed, where we are, and what will be. */

import type { JSX } from 'preact';
import type { PrintedLine } from '../../scope/index.ts';
import { go } from '../state/actions.ts';
import { recorded, view } from '../state/store.ts';
import { grouped, Shape } from '../words.tsx';

/** Around the present; there may be ten thousand. */
const BEFORE = 60;
const BEHIND = 60;

export function Output(): JSX.Element {
  const run = recorded.value;
  const { printed = [], printedTotal = 0 } = run ?? {};
  const at = view.value?.at ?? 0;
  const split = firstAfter(printed, at);
  const from = Math.max(0, split - BEFORE);
  const to = Math.min(printed.length, split + BEHIND);
  return (
    <section class="output panel" aria-label="program output" tabIndex={-1}>
      <h2>Program output</h2>
      <ol tabIndex={0} aria-label="lines">
        {from > 0 && <li class="aside">{grouped(from)} lines before</li>}
        {printed.slice(from, split).map((line) => (
          <Line key={line.at} line={line} />
        ))}
        <li class="nowline" aria-label={`now, instruction ${at}`}>
          <span>now, {grouped(at)}</span>
        </li>
        {printed.slice(split, to).map((line) => (
          <Line key={line.at} line={line} later />
        ))}
        {printedTotal > to && <li class="aside">{grouped(printedTotal - to)} lines behind</li>}
        {printed.length === 0 && <li class="aside">Nothing is printed in this run.</li>}
        {run?.done && !run.isOver && (
          <li class="aside">
            The run is known up to instruction {grouped(run.end)}: {run.how}.
          </li>
        )}
      </ol>
    </section>
  );
}

function Line({
  line,
  later = false,
}: {
  readonly line: PrintedLine;
  readonly later?: boolean;
}): JSX.Element {
  const { at, thread, text } = line;
  return (
    <li class={later ? 'later' : 'done'}>
      <Shape id={thread} />
      <button
        class="at"
        title={`Go to instruction ${grouped(at)}`}
        onClick={() => void go({ instruction: at })}
      >
        {grouped(at)}
      </button>
      <span>{text || ' '}</span>
    </li>
  );
}

function firstAfter(lines: readonly PrintedLine[], at: number): number {
  const index = lines.findIndex((line) => line.at > at);
  return index === -1 ? lines.length : index;
}
