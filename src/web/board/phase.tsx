/** The line above the board: how far the switch has come, or who runs. */

import type { JSX } from 'preact';
import { Choose } from './choose.tsx';
import { formatPlaceOf } from './place.ts';
import type { View } from '../protocol.ts';
import { grouped, Shape, threadClass } from '../words.tsx';
import { progress } from './columns.ts';

export function Phase({ now }: { readonly now: View }): JSX.Element {
  if (now.ending) return <Ended now={now} />;
  if (now.transfer) return <Switching now={now} transfer={now.transfer} />;
  const { current, next, switches } = now;
  return (
    <header class="phase">
      <h2>Thread {current.id} runs</h2>
      <span class="go">
        <Shape id={current.id} /> {current.name} in {now.rip.name}
      </span>
      <span class="go end">
        {now.choices.length > 0 ? (
          <Choose now={now} />
        ) : next ? (
          <>
            when it gives way, <Shape id={next.id} /> {next.id} {next.name} is next
          </>
        ) : (
          'nobody else is Ready'
        )}
        {switches > 0 && `; switch ${grouped(switches)} is over`}
      </span>
    </header>
  );
}

function Switching({
  now,
  transfer,
}: {
  readonly now: View;
  readonly transfer: NonNullable<View['transfer']>;
}): JSX.Element {
  const save = progress(now, 'from');
  const load = progress(now, 'to');
  const isOver = now.at >= transfer.ended;
  const { from, to } = transfer;
  return (
    <header class="phase">
      <h2>Switch {grouped(transfer.number)}</h2>
      <span class="go">
        {save.done < save.of ? 'saving' : 'saved'} <Shape id={from.id} /> thread {from.id}{' '}
        <span class="num">
          {save.done} of {save.of}
        </span>
      </span>
      <span class="go">
        {load.done === 0 ? 'then loading' : load.done < load.of ? 'loading' : 'loaded'} <Shape id={to.id} />{' '}
        thread {to.id}{' '}
        <span class="num">
          {load.done} of {load.of}
        </span>
      </span>
      <span class="go">{isOver ? 'and ret has returned' : 'then ret'}</span>
      <span class="bar" aria-hidden="true">
        {marks(save.of, save.done, isNow(now, 'saved'), threadClass(from.id))}
        <i class="gap" />
        {marks(load.of, load.done, isNow(now, 'loaded'), threadClass(to.id))}
        <i class={`r${isOver ? ' n' : ''}`} />
      </span>
    </header>
  );
}

function isNow({ transfer, at }: View, kind: 'saved' | 'loaded'): boolean {
  return transfer?.fields.some((field) => field[kind]?.instruction === at) ?? false;
}

function marks(of: number, done: number, now: boolean, thread: string): JSX.Element[] {
  return Array.from({ length: of }, (_, index) => {
    const isLast = index === done - 1 && now;
    return <i key={index} class={isLast ? 'n' : index < done ? `d ${thread}` : ''} />;
  });
}

function Ended({ now }: { readonly now: View }): JSX.Element {
  const { ending } = now;
  if (ending?.kind === 'fault') {
    const { report } = ending;
    return (
      <header class="phase bad">
        <b class="oct" aria-hidden="true">
          !
        </b>
        <h2>{report.title}</h2>
        <span class="go">
          in <Shape id={report.thread.id} /> thread {report.thread.id},{' '}
          {formatPlaceOf(report.rip, report.line)}
        </span>
      </header>
    );
  }
  if (ending?.kind === 'deadlock') {
    return (
      <header class="phase bad">
        <b class="oct" aria-hidden="true">
          !
        </b>
        <h2>Deadlock</h2>
        <span class="go">everybody waits, and nothing is going to happen</span>
      </header>
    );
  }
  return (
    <header class="phase">
      <h2>The program has ended</h2>
      <span class="go">
        with status {ending?.kind === 'exit' ? ending.status : 0}, after {grouped(now.switches)} switches
      </span>
    </header>
  );
}
