/** The keys that move along the run. */

import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from '../icons.tsx';
import {
  back,
  client,
  go,
  nextSwitch,
  play,
  previousSwitch,
  step,
  stop,
  zoomBy,
  zoomTo,
} from '../state/actions.ts';
import { dialog, playing, recorded, speed, SPEEDS, view, zoom } from '../state/store.ts';
import { grouped } from '../words.tsx';

export function Transport(): JSX.Element {
  return (
    <div class="transport">
      <Count />
      <div class="keys" role="group" aria-label="move along the run">
        <Key
          label="Previous switch"
          brief="Switch"
          hint="Shift+Left"
          action={previousSwitch}
          icon="previous"
        />
        <Key label="Back" hint="Left" action={back} icon="back" shown="←" />
        <button
          title={playing.value ? 'Pause (Space)' : 'Play (Space)'}
          aria-pressed={playing.value}
          onClick={() => void play()}
        >
          <Icon name={playing.value ? 'pause' : 'play'} />
          {playing.value ? 'Pause' : 'Play'}
        </button>
        <Key label="Step" hint="Right" action={step} icon="step" shown="→" isMain />
        <Key label="Next switch" brief="Switch" hint="Shift+Right" action={nextSwitch} icon="next" isAfter />
        <button class="more" title="Restart, run, next, settings" onClick={() => (dialog.value = 'run')}>
          Run…
        </button>
      </div>
      <div class="rate">
        <label>
          Speed
          <input
            type="range"
            min="0"
            max={SPEEDS.length - 1}
            value={SPEEDS.indexOf(speed.value)}
            aria-label="speed"
            aria-valuetext={`${speed.value} a second`}
            onInput={({ currentTarget }) => (speed.value = SPEEDS[Number(currentTarget.value)]!)}
          />
          <span class="value">{speed.value} a second</span>
        </label>
        <span class="zoom" role="group" aria-label="zoom of the timeline">
          <button aria-label="zoom out" title="Further (−)" onClick={() => zoomBy(2)}>
            −
          </button>
          <button title="Whole run (F)" aria-pressed={zoom.value === null} onClick={() => zoomTo(null)}>
            Whole run
          </button>
          <button aria-label="zoom in" title="Nearer (+)" onClick={() => zoomBy(0.5)}>
            +
          </button>
        </span>
      </div>
    </div>
  );
}

interface KeyProps {
  readonly label: string;
  readonly brief?: string;
  readonly hint: string;
  readonly shown?: string;
  readonly action: () => Promise<void>;
  readonly icon: 'previous' | 'back' | 'step' | 'next';
  readonly isMain?: boolean;
  readonly isAfter?: boolean;
}

function Key({
  label,
  brief = label,
  hint,
  shown,
  action,
  icon,
  isMain,
  isAfter = isMain,
}: KeyProps): JSX.Element {
  const run = (): void => {
    stop();
    void action();
  };
  return (
    <button class={isMain ? 'main-key' : 'nk'} title={`${label} (${hint})`} aria-label={label} onClick={run}>
      {!isAfter && <Icon name={icon} />}
      <span class="wide">{label}</span>
      <span class="brief">{brief}</span>
      {isAfter && <Icon name={icon} />}
      {shown && <kbd aria-hidden="true">{shown}</kbd>}
    </button>
  );
}

function Count(): JSX.Element {
  const { at = 0, switches = 0 } = view.value ?? {};
  const run = recorded.value;
  const input = useRef<HTMLInputElement>(null);
  // what is being typed stays, until the page is somewhere else
  useLayoutEffect(() => {
    input.current!.value = grouped(at);
  }, [at]);
  return (
    <div class="count">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const { value } = input.current!;
          void go({ instruction: Number(value.replaceAll(/\D/g, '')) });
          input.current!.blur();
        }}
      >
        <input
          id="goto"
          name="at"
          ref={input}
          size={grouped(at).length}
          inputMode="numeric"
          autocomplete="off"
          aria-label="instruction: go to another (G)"
          onFocus={({ currentTarget }) => currentTarget.select()}
        />
      </form>
      <span>
        of {grouped(run?.end ?? 0)} instructions{run && !run.isOver && run.done ? ' and more' : ''}
        {run && run.switches > 0 ? `, switch ${grouped(switches)} of ${grouped(run.switches)}` : ''}
      </span>
      {run && !run.done && <progress aria-label="running ahead" />}
      {run?.done && !run.isOver && (
        <button class="further" title={run.how} onClick={() => void client.call('further', null)}>
          Run further
        </button>
      )}
    </div>
  );
}
