/** What the last instruction has done, and what the next one will do. */

import type { JSX } from 'preact';
import type { StepReport } from '../../scope/index.ts';
import type { View } from '../protocol.ts';
import { moveNow, registerOf } from '../board/columns.ts';
import { playing, view } from '../state/store.ts';
import { address, capital, Coded, short } from '../words.tsx';

export function Say(): JSX.Element | null {
  const now = view.value;
  if (!now) return null;
  return (
    <div class="say" aria-live={playing.value ? 'off' : 'polite'}>
      <p class="was">{now.step ? <Was step={now.step} now={now} /> : 'Nothing has been executed yet.'}</p>
      <p class="next">{sentence(now)}</p>
      <p class="why">
        <Why now={now} />
      </p>
    </div>
  );
}

function sentence({ explanation, ending, breakpoint }: View): string {
  if (ending?.kind === 'exit') return `The program has ended with status ${ending.status}.`;
  if (ending?.kind === 'deadlock') return 'Everybody waits, and nothing is going to happen: a deadlock.';
  if (ending) return `${capital(ending.report.title)}: the program goes no further.`;
  if (!explanation) return 'There is no instruction here that can be executed.';
  const stops = breakpoint ? 'A breakpoint. ' : '';
  return `${stops}Next: ${explanation.text}.`;
}

/** `r13 = 0x402000 went to 0x00500098 (was 0).` */
function Was({ step, now }: { readonly step: StepReport; readonly now: View }): JSX.Element {
  const [write] = step.writes;
  const source = write && registerWith(step, write.after, write.size);
  if (write) {
    return (
      <>
        Just now:{' '}
        {source ? (
          <>
            <code>{source}</code> ={' '}
          </>
        ) : null}
        <code>{short(write.after)}</code> went to <code>{address(write.at.address)}</code>
        {write.before === write.after ? ', which held it already' : ` (was ${short(write.before)})`}.
      </>
    );
  }
  const move = moveNow(now);
  const loaded = move && now.transfer?.fields.find(({ field }) => field === move.field)?.loaded;
  if (loaded && move.kind === 'load') {
    const register = registerOf(move.field);
    return (
      <>
        Just now: <code>{register}</code> = <code>{short(loaded.value)}</code> came from{' '}
        <code>{address(loaded.address)}</code> (was {short(step.before[register])}).
      </>
    );
  }
  const changed = Object.entries(step.before).filter(
    ([name, value]) => name !== 'rip' && name !== 'rflags' && now.registers[name as 'rax'] !== value,
  );
  const [first] = changed;
  if (!first)
    return (
      <>
        Just now: <code>{step.disassembly}</code>.
      </>
    );
  const [name, before] = first;
  return (
    <>
      Just now: <code>{name}</code> became <code>{short(now.registers[name as 'rax'])}</code> (was{' '}
      {short(before)}).
    </>
  );
}

/** The register whose value was stored, if it is one of those that contexts have. */
function registerWith({ disassembly, before }: StepReport, value: bigint, size: number): string | undefined {
  const name = /, (\w+)$/.exec(disassembly ?? '')?.[1];
  if (!name || size !== 8 || !(name in before)) return undefined;
  return before[name as 'rax'] === value ? name : undefined;
}

function Why({ now }: { readonly now: View }): JSX.Element | null {
  const { explanation, ending, disassembly } = now;
  if (ending?.kind === 'fault') {
    const { access, source } = ending.report;
    return (
      <>
        {access && (
          <>
            It wanted to {access.kind} <code>{address(access.address)}</code>: {access.place}.{' '}
          </>
        )}
        {source && (
          <>
            What led there: <code>{source.disassembly}</code> in {source.name}.
          </>
        )}
      </>
    );
  }
  if (ending || !explanation) return null;
  if (!explanation.address) return disassembly ? <code>{disassembly}</code> : null;
  const { sum, value, stores, holds } = explanation.address;
  return (
    <>
      It {stores ? 'goes to' : 'comes from'} <code>{sum}</code> = <code>{address(value)}</code>.{' '}
      <span class="aside">
        {stores && holds !== null && <Coded text={`That field holds ${short(holds)} now. `} />}
      </span>
    </>
  );
}
