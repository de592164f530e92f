/** The button that goes on. While the machine is seen moving, it brings it to where it is going. */

import type { ComponentChildren, JSX } from 'preact';
import { comeBack, isMoving } from './state.ts';

export interface GoOnProps {
  readonly to: () => void;
  readonly children: ComponentChildren;
}

export function GoOn({ to, children }: GoOnProps): JSX.Element {
  return (
    <button class="go-on" onClick={isMoving.value ? () => void comeBack() : to}>
      {isMoving.value ? 'Skip to the end' : children}
    </button>
  );
}
