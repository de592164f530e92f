/** The lesson that is open: one step, with its question, beside the machine. */

import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { dialog, view } from '../state/store.ts';
import { COURSE } from './course/index.ts';
import { Ask } from './ask.tsx';
import { Caption } from './caption.tsx';
import { GoOn } from './go-on.tsx';
import { Highlight } from './highlight.tsx';
import type { Lesson, Step } from './lesson.ts';
import {
  close,
  comeBack,
  enter,
  finish,
  home,
  index,
  isMoving,
  lesson,
  open,
  show,
  sights,
  stage,
  step,
} from './state.ts';
import { tabOf } from './sights.ts';
import { Text } from './text.tsx';

export function LessonPanel(): JSX.Element | null {
  const now = lesson.value;
  const here = step.value;
  if (!now || !here) return null;
  return (
    <section class="lesson panel" aria-label="lesson" tabIndex={-1}>
      <header>
        <h2>
          Lesson {COURSE.indexOf(now) + 1} of {COURSE.length}
        </h2>
        <button onClick={() => (dialog.value = 'lessons')}>All</button>
        <button onClick={() => void close()}>Leave</button>
      </header>
      <StepView key={`${now.id}${index.value}`} lesson={now} step={here} />
      <Caption step={here} />
      <Highlight />
    </section>
  );
}

interface StepProps {
  readonly lesson: Lesson;
  readonly step: Step;
}

function StepView({ lesson: now, step: here }: StepProps): JSX.Element {
  const { title, steps } = now;
  const top = useRef<HTMLHeadingElement>(null);
  // whoever reads with a screen reader goes along
  useLayoutEffect(() => top.current?.focus({ preventScroll: true }), []);
  const { title: about, text, ask } = here;
  const at = index.value;
  const isOver = !ask || stage.value === 'explain';
  return (
    <div class="in">
      <p class="course">
        <b>
          <Text text={title} />
        </b>{' '}
        {at + 1} of {steps.length}
      </p>
      <h3 ref={top} tabIndex={-1}>
        <Text text={about} />
      </h3>
      {text.map((paragraph) => (
        <p key={paragraph}>
          <Text text={paragraph} />
        </p>
      ))}
      <Away />
      {sights.value.some((sight) => tabOf(sight) !== null) && (
        <button class="show-it" onClick={show}>
          Show it
        </button>
      )}
      {ask && <Ask ask={ask} />}
      {isOver && <Onward />}
      {at > 0 && (
        <p class="links">
          <button onClick={() => void enter(now, at - 1)}>Back one step</button>
        </p>
      )}
    </div>
  );
}

/** To the next step, or to the next lesson. */
function Onward(): JSX.Element | null {
  const now = lesson.value;
  const at = index.value;
  const isLast = at + 1 === now?.steps.length;
  useEffect(() => {
    if (isLast) finish();
  }, [isLast]);
  if (!now) return null;
  if (!isLast) {
    return <GoOn to={() => void enter(now, at + 1)}>Next</GoOn>;
  }
  const following = COURSE[COURSE.indexOf(now) + 1];
  return following ? (
    <GoOn to={() => void open(following.id)}>
      Next lesson: <Text text={following.title} />
    </GoOn>
  ) : (
    <>
      <p>
        That was the last lesson. What is in the machine now is yours: change the program and look what
        happens.
      </p>
      <GoOn to={() => (dialog.value = 'lessons')}>All lessons</GoOn>
    </>
  );
}

function Away(): JSX.Element | null {
  const at = view.value?.at;
  if (home.value === null || at === home.value.at || isMoving.value) return null;
  return (
    <p class="links">
      You have gone elsewhere. <button onClick={() => void comeBack()}>Back to this step</button>
    </p>
  );
}
