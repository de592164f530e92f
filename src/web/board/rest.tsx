/** What `switch` does not save: the registers that a call may lose, rip, and the flags. */

import type { JSX } from 'preact';
import { FLAGS, flagOf } from '../../scope/explain/flags.ts';
import type { View } from '../protocol.ts';
import { Hex, short } from '../words.tsx';

const REST = ['rip', 'rax', 'rcx', 'rdx', 'rsi', 'r8', 'r9', 'r10', 'r11'] as const;

export function Rest({ now }: { readonly now: View }): JSX.Element {
  const { registers, step } = now;
  const changed = FLAGS.filter(
    ({ name }) => step && flagOf(step.before.rflags, name) !== flagOf(registers.rflags, name),
  );
  const title = changed.length > 0 ? `changed ${changed.map(({ name }) => name).join(', ')}` : 'changed none';
  return (
    <div class="rest" role="group" aria-label="registers that a call may lose" tabIndex={0}>
      <ul>
        {REST.map((name) => {
          const before = step?.before[name] ?? registers[name];
          const has = before !== registers[name];
          return (
            <li key={name} class={has ? 'moved' : ''} data-register={name}>
              <span class="rn">
                {name}
                {has && <em>{delta(before, registers[name])}</em>}
              </span>
              <Hex value={registers[name]} />
            </li>
          );
        })}
      </ul>
      <h3>flags{step ? `: ${step.mnemonic ?? 'it'} ${title}` : ''}</h3>
      <ul class="flags">
        {FLAGS.map((flag) => (
          <li key={flag.name} class={changed.includes(flag) ? 'moved' : ''}>
            <b>{flag.name}</b> {flag.word} <em>{flagOf(registers.rflags, flag.name)}</em>
          </li>
        ))}
      </ul>
    </div>
  );
}

const NEAR = 0x1000n;

/** By how much, where that says more than what it was. */
function delta(before: bigint, after: bigint): string {
  const by = after - before;
  if (before !== 0n && by < NEAR && by > -NEAR) return by > 0n ? `+${by}` : `−${-by}`;
  return `was ${short(before)}`;
}
