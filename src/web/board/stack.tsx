/** A thread's stack: its top is above, it grows downwards, each word is told in words. */

import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Slot } from '../../scope/index.ts';
import type { ThreadView, View } from '../protocol.ts';
import { whenSettled } from '../settled.ts';
import { presenting, shownStack } from '../state/store.ts';
import { address, grouped, valueTitle } from '../words.tsx';
import type { Width } from './board.tsx';
import { slotWords } from './slot-words.tsx';

interface StackProps {
  readonly now: View;
  readonly thread: ThreadView;
  readonly width: Width;
  readonly label: string;
  readonly style: { readonly gridColumn: number };
}

export function Stack({ now, thread, width, label, style }: StackProps): JSX.Element {
  const list = useRef<HTMLOListElement>(null);
  const { stack } = thread;
  // rsp stays in view
  useLayoutEffect(() => {
    if (list.current) whenSettled(follow.bind(null, list.current));
  }, [stack.rsp, now.at, width, presenting.value]);
  if (width === 'empty') {
    return (
      <p class={`nothing ${label}`} style={style}>
        Nothing here yet. <code>spawn</code> fills a slot: context, stack, guard, skip, call.
      </p>
    );
  }
  const isOnly = shownStack.value === null ? thread.isLive : shownStack.value === thread.id;
  const untouched = stack.areas.find(({ kind }) => kind === 'untouched');
  const guard = stack.areas.find(({ kind }) => kind === 'guard');
  const left = stack.areas.find(({ kind }) => kind === 'left over');
  const slots = stack.slots.map((slot, index) => ({ slot, name: thread.names[index] ?? null })).reverse();
  const shown = slots.filter(({ slot }) => slot.kind !== 'untouched');
  const isEmpty = slots.length === 0;
  const high = slots[0] ? topOf(thread) - slots[0].slot.address - 8n : 0n;
  return (
    <ol
      class={`stack ${label}${isOnly ? ' only' : ''}`}
      data-thread={thread.id}
      style={style}
      ref={list}
      aria-label={`stack of thread ${thread.id}, top first`}
      tabIndex={0}
    >
      {high > 0n && <li class="slot more">{grouped(Number(high))} bytes above</li>}
      {shown.map(({ slot, name }) => (
        <SlotView
          key={slot.address}
          slot={slot}
          name={name}
          thread={thread}
          isSwitching={now.transfer !== null}
        />
      ))}
      {isEmpty && left && (
        <li class="free used">
          <span>used by a thread that has finished</span>
          <small>{grouped(left.size)} bytes</small>
        </li>
      )}
      <li class="free">
        <span>never touched</span>
        <small>{grouped(untouched?.size ?? 0)} bytes</small>
      </li>
      <li class="gp">
        <span>guard page</span>
        <small>{address(guard ? guard.base : stack.stack.base)}</small>
      </li>
    </ol>
  );
}

/** Pixels above and below rsp: three slots. */
const ROOM = 66;

function follow(list: HTMLElement): void {
  const mark = list.querySelector<HTMLElement>('.at');
  if (!mark) return;
  const { scrollTop, clientHeight } = list;
  const room = Math.max(0, Math.min(ROOM, (clientHeight - mark.offsetHeight) / 2));
  const [low, high] = [mark.offsetTop - room, mark.offsetTop + mark.offsetHeight + room];
  if (low < scrollTop || high > scrollTop + clientHeight) list.scrollTop = Math.max(0, high - clientHeight);
}

function topOf({ stack }: ThreadView): bigint {
  return stack.stack.base + BigInt(stack.stack.size);
}

interface SlotProps {
  readonly slot: Slot;
  readonly name: string | null;
  readonly thread: ThreadView;
  readonly isSwitching: boolean;
}

function SlotView({ slot, name, thread, isSwitching }: SlotProps): JSX.Element {
  const { address: at, value } = slot;
  const isRsp = at === thread.stack.rsp;
  const isBelow = at < thread.stack.rsp;
  const { kind, words, note } = slotWords(slot, name, thread);
  const mark = isRsp ? (thread.isLive ? ' at at-rsp' : ' at at-saved') : '';
  return (
    <li
      class={`slot ${kind}${mark}${isBelow ? ' below' : ''}`}
      data-slot={at.toString(16)}
      title={`${slot.place}: ${slot.text}. ${valueTitle(value)}`}
    >
      <span class="a">{(at & 0xffffn).toString(16).padStart(4, '0')}</span>
      <span class="w">
        {words}
        {note && <small>{note}</small>}
      </span>
      <span class="v">{value.toString(16)}</span>
      {isRsp && (
        <span class={`tag ${thread.isLive ? 'live' : 'saved'}`}>
          <u />
          {thread.isLive ? 'rsp' : 'saved rsp'}
          <small>
            {isSwitching && slot.kind !== 'saved'
              ? thread.isLive
                ? 'what ret would pop now'
                : 'what ret will pop'
              : ''}
          </small>
        </span>
      )}
    </li>
  );
}
