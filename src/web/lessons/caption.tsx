/** On narrow screens, below the part of the page that a step is about: what to look at, and the way back to the text. */

import type { JSX } from 'preact';
import { batch } from '@preact/signals';
import { tab } from '../state/store.ts';
import { GoOn } from './go-on.tsx';
import type { Step } from './lesson.ts';
import { stage } from './state.ts';
import { Text } from './text.tsx';

export function Caption({ step: { title, ask } }: { readonly step: Step }): JSX.Element {
  const isLook = ask !== undefined && stage.value === 'look';
  const back = (): void =>
    batch(() => {
      tab.value = 'lesson';
      if (isLook) stage.value = 'explain';
    });
  return (
    <div class="caption">
      <p>
        <Text text={isLook ? ask.seen : title} />
      </p>
      <GoOn to={back}>{isLook ? 'Explain' : 'Read on'}</GoOn>
    </div>
  );
}
