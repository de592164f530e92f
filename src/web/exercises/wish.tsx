/** What an exercise asks for. It is written for terminals: paragraphs flow, what is indented stays as it is. */

import type { JSX } from 'preact';

export function Wish({ text }: { readonly text: string }): JSX.Element {
  return (
    <>
      {text.split('\n\n').map((block) =>
        block.split('\n').every((line) => line.startsWith('  ')) ? (
          <dl key={block} class="wish">
            {rowsOf(block).map(([term, what]) => (
              <div key={term + what}>
                <dt>{term}</dt>
                <dd>{what}</dd>
              </div>
            ))}
          </dl>
        ) : (
          <p key={block}>{block}</p>
        ),
      )}
    </>
  );
}

/** `  in    rdi: ...`; a line that is indented further has no term, or goes on with what is above it. */
function rowsOf(block: string): readonly (readonly [term: string, what: string])[] {
  return block.split('\n').map((line) => {
    const [, term = '', what = line.trim()] = /^ {2}(\S+) {2,}(.*)$/.exec(line) ?? [];
    return [term, what] as const;
  });
}
