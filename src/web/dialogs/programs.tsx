/** Programs to load: those that come with the page, and one's own. */

import type { JSX } from 'preact';
import { open } from '../drop.ts';
import { later } from '../later.tsx';
import { GROUPS, programNamed, type Example } from '../programs.ts';
import { load } from '../state/actions.ts';
import { BOOK, dialog } from '../state/store.ts';

const Exercises = later(async () => (await import('../exercises/list.tsx')).Exercises);

const EMPTY = `    .intel_syntax noprefix

    .text
    .globl main
main:
    ret
`;

export function Programs(): JSX.Element {
  const choose = async (name: string): Promise<void> => {
    dialog.value = null;
    const { program, settings } = await programNamed(name);
    await load(program, settings);
  };
  const list = (examples: readonly Example[]): JSX.Element => (
    <ul class="choices">
      {examples.map(({ name, about }) => (
        <li key={name}>
          <button onClick={() => void choose(name)}>
            <b>{name}</b> <span>{about}</span>
          </button>
        </li>
      ))}
    </ul>
  );
  return (
    <>
      {GROUPS.map(([title, examples]) => (
        <section key={title}>
          <h3>{title}</h3>
          {list(examples)}
        </section>
      ))}
      <h3>Exercises: write it yourself, and have it graded</h3>
      <Exercises />
      <h3>Your own</h3>
      <p>
        Drop an .s, .o or static ELF file anywhere onto the page, or choose one. Of C, gcc -S -O2
        -ffreestanding makes one.
      </p>
      <p class="links">
        <input
          type="file"
          aria-label="choose a program"
          onChange={({ currentTarget }) => {
            const [file] = currentTarget.files ?? [];
            dialog.value = null;
            if (file) void open(file);
          }}
        />
        <button
          onClick={() => {
            dialog.value = null;
            void load({ name: 'mine.s', text: EMPTY }, BOOK);
          }}
        >
          Begin with an empty one
        </button>
      </p>
    </>
  );
}
