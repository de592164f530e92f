/** Text of lessons: what stands between backticks is code, and registers and numbers are without. */

import type { JSX } from 'preact';
import { Coded } from '../words.tsx';

export function Text({ text }: { readonly text: string }): JSX.Element {
  return (
    <>
      {text
        .split('`')
        .map((part, index) =>
          index % 2 === 1 ? <code key={index}>{part}</code> : <Coded key={index} text={part} />,
        )}
    </>
  );
}
