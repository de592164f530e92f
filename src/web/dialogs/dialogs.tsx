/** What opens over the page. */

import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { dialog } from '../state/store.ts';
import { later } from '../later.tsx';
import { Notices } from '../notices.tsx';
import { FindingsDialog } from './findings.tsx';
import { Keys } from './keys.tsx';
import { Menu } from './menu.tsx';
import { Programs } from './programs.tsx';
import { RunDialog } from './run.tsx';
import { Share } from './share.tsx';
import { Threads } from './threads.tsx';

const Lessons = later(async () => (await import('../lessons/list.tsx')).Lessons);

export function Dialogs(): JSX.Element | null {
  switch (dialog.value) {
    case 'programs':
      return (
        <Sheet title="Programs">
          <Programs />
        </Sheet>
      );
    case 'keys':
      return (
        <Sheet title="Keys">
          <Keys />
        </Sheet>
      );
    case 'share':
      return (
        <Sheet title="Share and save">
          <Share />
        </Sheet>
      );
    case 'threads':
      return (
        <Sheet title="All threads">
          <Threads />
        </Sheet>
      );
    case 'menu':
      return (
        <Sheet title="Menu">
          <Menu />
        </Sheet>
      );
    case 'findings':
      return (
        <Sheet title="What is wrong">
          <FindingsDialog />
        </Sheet>
      );
    case 'lessons':
      return (
        <Sheet title="Lessons">
          <Lessons />
        </Sheet>
      );
    case 'run':
      return (
        <Sheet title="Run">
          <RunDialog />
        </Sheet>
      );
    case null:
      return null;
  }
}

interface SheetProps {
  readonly title: string;
  readonly children: ComponentChildren;
}

function Sheet({ title, children }: SheetProps): JSX.Element {
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => element.current?.showModal(), []);
  const close = (): void => {
    dialog.value = null;
  };
  return (
    <dialog
      class="sheet"
      ref={element}
      aria-label={title}
      onClose={close}
      onClick={(event) => {
        if (event.target === element.current) close();
      }}
    >
      <header>
        <h2>{title}</h2>
        <button onClick={close}>Close</button>
      </header>
      <div class="in">{children}</div>
      <Notices />
    </dialog>
  );
}
