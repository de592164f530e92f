/** The exercise that is open: what is wanted, and the grade. */

import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { PropertyVerdict, Verdict } from '../../grade/grade.ts';
import { programName, revealed, shownFile } from '../state/store.ts';
import { close, grade, grading, stop, task, verdict } from './state.ts';
import type { Task } from './protocol.ts';
import { Wish } from './wish.tsx';

export function ExercisePanel(): JSX.Element | null {
  const now = task.value;
  if (!now) return null;
  return (
    <section class="lesson exercise panel" aria-label="exercise" tabIndex={-1}>
      <header>
        <h2>Exercise: {now.name}</h2>
        <button onClick={close}>Leave</button>
      </header>
      <div class="in">
        <Wish text={now.wish} />
        {grading.value ? (
          <button class="go-on" onClick={stop}>
            Stop grading
          </button>
        ) : (
          <button class="go-on" onClick={grade}>
            Grade
          </button>
        )}
        <Result task={now} verdict={verdict.value} />
      </div>
    </section>
  );
}

function Result({
  task: now,
  verdict: result,
}: {
  readonly task: Task;
  readonly verdict: Verdict | null;
}): JSX.Element {
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (result) head.current?.scrollIntoView({ block: 'nearest' });
  }, [result]);
  const wants = (name: string): string => now.properties.find((one) => one.name === name)?.wants ?? '';
  return (
    <div class="result" aria-live="polite">
      <h3 ref={head}>{grading.value ? 'Grading…' : result ? `${result.score} of 100` : 'What is graded'}</h3>
      {result?.error && <pre class="wish">{result.error}</pre>}
      {!result?.error && (
        <ul>
          {result
            ? result.properties.map((one) => <Judged key={one.name} property={one} wants={wants(one.name)} />)
            : now.properties.map(({ name, points, wants: text }) => (
                <li key={name}>
                  <em>{points}</em> {text}
                </li>
              ))}
        </ul>
      )}
    </div>
  );
}

function Judged({
  property,
  wants,
}: {
  readonly property: PropertyVerdict;
  readonly wants: string;
}): JSX.Element {
  const { passed, points, message, at } = property;
  return (
    <li class={passed ? 'holds' : 'fails'}>
      <em>{passed ? points : `0 of ${points}`}</em>
      <span>
        <b>{passed ? 'Holds: ' : 'Fails: '}</b>
        {wants}
        {message !== null && (
          <small>
            {message}. {at !== null && <button onClick={() => show(at)}>Line {at}</button>}
          </small>
        )}
      </span>
    </li>
  );
}

/** Goes to a line of the program in the editor. */
function show(line: number): void {
  shownFile.value = programName.value;
  revealed.value = { line };
}
