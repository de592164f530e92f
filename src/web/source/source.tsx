/** The program: its text with the bytes beside it, and the next instruction in a sentence. */

import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { loaded, problems, program, programName, shownFile, visibleFile } from '../state/store.ts';
import { Editor } from './editor.ts';
import { Say } from './say.tsx';

export function Source(): JSX.Element {
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<Editor>(null);
  useEffect(() => {
    editor.current = new Editor(host.current!);
    return () => editor.current?.close();
  }, []);
  const file = visibleFile.value;
  const names = tabsOf(file);
  return (
    <section class="source panel" aria-label="source">
      <div class="files">
        {names.map((name) => (
          <button key={name} aria-current={name === file} onClick={() => (shownFile.value = name)}>
            {name}
          </button>
        ))}
        <small>{file.startsWith('guest/') ? 'linked into every program' : ''}</small>
      </div>
      <div class="lines" ref={host} />
      <Problems goTo={(line) => editor.current?.reveal(line)} />
      <Say />
    </section>
  );
}

/** The program, and the file of the library that is being executed or looked at. */
function tabsOf(file: string): string[] {
  const hasText = 'text' in program.value || loaded.value === null;
  const own = hasText
    ? [programName.value]
    : (loaded.value?.files ?? []).filter(({ text }) => text).map(({ name }) => name);
  return [...new Set([...own, 'guest/switch.s', file])].filter(
    (name) => own.includes(name) || loaded.value?.files.some((one) => one.name === name),
  );
}

const MOST_SHOWN = 3;

function Problems({ goTo }: { readonly goTo: (line: number) => void }): JSX.Element | null {
  const all = problems.value;
  if (all.length === 0) return null;
  return (
    <div class="problems" role="alert">
      {all.slice(0, MOST_SHOWN).map(({ line, message, hints }, index) => (
        <p key={index} class="msg">
          {line > 0 && <button onClick={() => goTo(line)}>Line {line}:</button>} {message}
          {/[.!?]$/.test(message) ? '' : '.'} {hints.join(' ')}
        </p>
      ))}
      <p class="aside">
        {all.length > MOST_SHOWN && `And ${all.length - MOST_SHOWN} more. `}
        {loaded.value ? 'The last version that assembled is still loaded.' : ''}
      </p>
    </div>
  );
}
