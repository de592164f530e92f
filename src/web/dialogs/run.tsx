/** Further ways along the run, and how the program is run. */

import type { JSX } from 'preact';
import { go, load } from '../state/actions.ts';
import { dialog, program, settings } from '../state/store.ts';
import { STACK_MODES, type StackMode } from '../../runtime/stacks/modes.ts';
import { POLICIES, type Direction, type PolicyName } from '../protocol.ts';

const WAYS: readonly (readonly [words: string, about: string, to: Direction])[] = [
  ['Restart', 'Home', { instruction: 0 }],
  ['Next', 'N: over what is called', 'next'],
  ['Run', 'C: to the next breakpoint or the end', 'on'],
  ['Back', 'V: to the breakpoint before', 'back'],
  ['Run to the end', 'End', 'end'],
];

const MOST_THREADS = 200_000;

const POLICY_WORDS: Readonly<Record<PolicyName, string>> = {
  'round-robin': "round robin, the book's",
  fifo: 'who has been Ready longest',
  priority: 'the most urgent one',
  random: 'any of them',
  manual: 'I choose',
};

const STACK_WORDS: Readonly<Record<StackMode, string>> = {
  fixed: 'not at all',
  commit: 'a page more when the guard is touched',
  copy: 'a copy of twice the size',
  segments: 'a piece more',
};

export function RunDialog(): JSX.Element {
  const {
    maxThreads,
    stackSize,
    policy = 'round-robin',
    quantum = null,
    seed = 1,
    stack = 'fixed',
  } = settings.value;
  return (
    <>
      <ul class="choices">
        {WAYS.map(([words, about, to]) => (
          <li key={words}>
            <button
              onClick={() => {
                dialog.value = null;
                void go(to);
              }}
            >
              <b>{words}</b> <span>{about}</span>
            </button>
          </li>
        ))}
      </ul>
      <h3>Threads and scheduler</h3>
      <form
        class="settings"
        onSubmit={(event) => {
          event.preventDefault();
          const data = new FormData(event.currentTarget);
          dialog.value = null;
          void load(program.value, {
            maxThreads: Math.min(MOST_THREADS, Math.max(1, Number(data.get('threads')))),
            stackSize: Math.max(1, Number(data.get('stack'))) << 10,
            stack: STACK_MODES.find((one) => one === data.get('growth')) ?? 'fixed',
            policy: POLICIES.find((one) => one === data.get('policy')) ?? 'round-robin',
            quantum: Number(data.get('quantum')) || null,
            seed: Number(data.get('seed')) || 1,
          });
        }}
      >
        <label>
          Slots, the base thread's included{' '}
          <input name="threads" type="number" min="1" max={MOST_THREADS} value={maxThreads} />
        </label>
        <label>
          KiB of each stack <input name="stack" type="number" min="4" max="8192" value={stackSize >> 10} />
        </label>
        <label>
          How stacks grow{' '}
          <select name="growth" value={stack}>
            {STACK_MODES.map((one) => (
              <option key={one} value={one} selected={one === stack}>
                {STACK_WORDS[one]}
              </option>
            ))}
          </select>
        </label>
        <label>
          Who runs next{' '}
          <select name="policy" value={policy}>
            {POLICIES.map((one) => (
              <option key={one} value={one} selected={one === policy}>
                {POLICY_WORDS[one]}
              </option>
            ))}
          </select>
        </label>
        <label>
          Seed of the random one <input name="seed" type="number" min="1" max="999999" value={seed} />
        </label>
        <label>
          Quantum: instructions of a turn (0: as many as it takes){' '}
          <input name="quantum" type="number" min="0" max="1000000000" value={quantum ?? 0} />
        </label>
        <button class="solid">Begin again with these</button>
      </form>
    </>
  );
}
