/** The whole run, or a part of it: a lane a thread; dragging goes to any moment. */

import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { ticksBetween } from '../../scope/ticks.ts';
import type { PrintedLine } from '../../scope/index.ts';
import { whenSettled } from '../settled.ts';
import { drag, refreshLanes, room, showPart, zoomBy } from '../state/actions.ts';
import { found, firstLane, lanes, presenting, recorded, span, theme, view } from '../state/store.ts';
import { grouped, Shape, threadClass } from '../words.tsx';
import { draw } from './draw.ts';
import { Paint } from './paint.ts';
import { Gestures, type Surface } from './gestures.ts';

export function Timeline(): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0, lane: 19, above: 18 });
  const [dragged, setDragged] = useState<number | null>(null);
  const { begin, end } = span.value;
  const at = dragged ?? view.value?.at ?? 0;
  const shown = lanes.value;
  const total = shown?.total ?? 1;

  useEffect(() => {
    const observer = new ResizeObserver(() => {
      const { clientWidth: width, clientHeight: height } = body.current!;
      const style = getComputedStyle(body.current!);
      const pixels = (name: string): number => Number.parseFloat(style.getPropertyValue(name));
      const [lane, above] = [pixels('--lane'), pixels('--above')];
      setSize({ width, height, lane, above });
      room.columns = Math.max(50, Math.floor(width));
      room.count = Math.max(1, Math.round((height - above) / lane));
      void refreshLanes();
    });
    observer.observe(body.current!);
    return () => observer.disconnect();
  }, []);

  const paint = useMemo(() => new Paint(), [theme.value, presenting.value]);
  useLayoutEffect(() => {
    if (!shown) return;
    const transfer = view.value?.transfer ?? null;
    // a canvas looks its font up in the page's styles
    whenSettled(() =>
      draw(canvas.current!, paint, { lanes: shown, window: { begin, end }, at, ...size, transfer }),
    );
  });

  const instructionAt = (clientX: number): number => {
    const { left, width } = body.current!.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (clientX - left) / width));
    return Math.round(begin + share * (end - begin));
  };
  const surface: Surface = {
    instructionAt,
    seek(clientX) {
      const target = instructionAt(clientX);
      setDragged(target);
      void drag(target).then(() => setDragged((now) => (now === target ? null : now)));
    },
    hold([one, other], [x, y]) {
      const { left, width } = body.current!.getBoundingClientRect();
      const pixel = (other - one) / (y - x);
      showPart(one - (x - left) * pixel, width * pixel);
    },
  };
  const [gestures] = useState(() => new Gestures(surface));
  gestures.surface = surface;
  const onWheel = (event: WheelEvent): void => {
    event.preventDefault();
    if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) pan(event.deltaX || event.deltaY);
    else zoomBy(event.deltaY > 0 ? 1.25 : 0.8, instructionAt(event.clientX));
  };
  const pan = (pixels: number): void => {
    const by = (pixels / Math.max(1, size.width)) * (end - begin);
    showPart(begin + by, end - begin);
  };
  const percent = (moment: number): string => `${((moment - begin) / (end - begin)) * 100}%`;
  const isVisible = at >= begin && at <= end;
  const whole = recorded.value?.end ?? 0;
  return (
    <div class="tl" style={{ '--lanes': Math.max(LEAST_LANES, Math.min(MOST_LANES, total)) }}>
      <ol class="whos" aria-label="threads">
        {(shown?.lanes ?? []).slice(0, room.count).map(({ thread, name }) => (
          <li key={thread} class={`who ${threadClass(thread)}`} data-thread={thread} title={name}>
            <Shape id={thread} />
            <b>{thread}</b> <span>{name}</span>
          </li>
        ))}
      </ol>
      <div
        class="tracks"
        ref={body}
        onWheel={onWheel}
        onPointerDown={(event) => gestures.down(event)}
        onPointerMove={(event) => gestures.move(event)}
        onPointerUp={(event) => gestures.up(event)}
        onPointerCancel={(event) => gestures.up(event)}
      >
        <canvas ref={canvas} aria-hidden="true" />
        {(found.value?.findings ?? []).slice(0, MOST_SIGNS).map(({ at: moment }, index) => {
          const { instruction } = moment;
          if (instruction === null || instruction < begin || instruction > end) return null;
          return (
            <b key={index} class="oct sign" style={{ left: percent(instruction) }} aria-hidden="true">
              !
            </b>
          );
        })}
        {isVisible && (
          <div
            class="head-now"
            role="slider"
            tabIndex={0}
            aria-label="playhead, in instructions"
            aria-orientation="horizontal"
            aria-valuemin={0}
            aria-valuemax={Math.max(whole, at)}
            aria-valuenow={at}
            aria-valuetext={`instruction ${grouped(at)} of ${grouped(whole)}`}
            style={{ left: percent(at) }}
          >
            <b>{grouped(at)}</b>
          </div>
        )}
      </div>
      {total > room.count && <Scroll total={total} />}
      <span class="who printed-who">printed</span>
      <Printed
        lines={shown?.printed ?? []}
        percent={percent}
        width={size.width}
        at={at}
        begin={begin}
        end={end}
      />
      <span class="who axis-who">instruction</span>
      <div class="axis" aria-hidden="true">
        {ticksBetween(begin, begin + (end - begin) * LAST_TICK, Math.max(2, size.width / 110)).map((tick) => (
          <span key={tick} style={{ left: percent(tick) }}>
            {grouped(tick)}
          </span>
        ))}
      </div>
    </div>
  );
}

const MOST_SIGNS = 40;
/** A tick further right would stand beyond the edge. */
const LAST_TICK = 0.97;
/** Lanes that there is room for. */
const LEAST_LANES = 3;
const MOST_LANES = 8;

/** Many lanes: which are shown. */
function Scroll({ total }: { readonly total: number }): JSX.Element {
  return (
    <input
      class="lane-scroll"
      type="range"
      min="0"
      max={total - room.count}
      value={firstLane.value}
      aria-label={`first lane shown, of ${grouped(total)}`}
      onInput={({ currentTarget }) => {
        firstLane.value = Number(currentTarget.value);
        void refreshLanes();
      }}
    />
  );
}

interface PrintedProps {
  readonly lines: readonly PrintedLine[];
  readonly percent: (moment: number) => string;
  readonly width: number;
  readonly at: number;
  readonly begin: number;
  readonly end: number;
}

/** Pixels below which nothing can be read. */
const LEAST = 16;

function Printed({ lines, percent, width, at, begin, end }: PrintedProps): JSX.Element {
  const x = (moment: number): number => ((moment - begin) / (end - begin)) * width;
  return (
    <div class="printed">
      {lines.map((line, index) => {
        const wide = x(lines[index + 1]?.at ?? end) - x(line.at);
        if (wide < LEAST) return null;
        return (
          <span
            key={line.at}
            class={`pr${line.at > at ? ' later' : ''}`}
            title={line.text}
            style={{ left: percent(line.at), width: `${wide - 4}px` }}
          >
            <Shape id={line.thread} />
            <q>{line.text}</q>
          </span>
        );
      })}
    </div>
  );
}
