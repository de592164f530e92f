/** A question: predict, then look, then why. */

import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Question } from './lesson.ts';
import { answer, chosen, look, stage, type Stage } from './state.ts';
import { GoOn } from './go-on.tsx';
import { Text } from './text.tsx';

const STAGES: readonly (readonly [Stage, string])[] = [
  ['predict', 'Predict'],
  ['look', 'Look'],
  ['explain', 'Explain'],
];

export function Ask({ ask }: { readonly ask: Question }): JSX.Element {
  const { question, choices, seen, explain } = ask;
  const now = stage.value;
  const told = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (now !== 'predict') told.current?.focus({ preventScroll: true });
    if (now === 'explain') told.current?.scrollIntoView({ block: 'nearest' });
  }, [now]);
  const right = now === 'explain' ? answer.value : null;
  return (
    <div class="ask">
      <ol class="pls" aria-label="parts of a question">
        {STAGES.map(([name, label]) => (
          <li key={name} class={name === now ? 'on' : ''} aria-current={name === now ? 'step' : undefined}>
            {label}
          </li>
        ))}
      </ol>
      <fieldset disabled={now !== 'predict'}>
        <legend>
          <Text text={question} />
        </legend>
        {choices.map(({ text }, index) => {
          const isRight = right === choices[index];
          const mine = chosen.value === index;
          return (
            <label key={text} class={`opt${isRight ? ' right' : ''}`}>
              <input type="radio" name="choice" checked={mine} onChange={() => (chosen.value = index)} />
              <span>
                <Text text={text} />
                {right && isRight && <small>{mine ? 'your answer, and right' : 'this is right'}</small>}
                {right && mine && !isRight && <small>your answer</small>}
              </span>
            </label>
          );
        })}
      </fieldset>
      {now === 'predict' && (
        <button class="go-on" disabled={chosen.value === null} onClick={() => void look(ask)}>
          Lock it in and look
        </button>
      )}
      <div ref={told} tabIndex={-1} class="told">
        {now === 'look' && (
          <>
            <p>
              <Text text={seen} />
            </p>
            <GoOn to={() => (stage.value = 'explain')}>Explain</GoOn>
          </>
        )}
        {now === 'explain' && (
          <p>
            <b>{choices[chosen.value ?? -1] === right ? 'Right. ' : 'Not so. '}</b>
            <Text text={explain} />
          </p>
        )}
      </div>
    </div>
  );
}
