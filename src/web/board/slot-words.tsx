/** What lies in a slot, as short as a column wants it; the whole sentence is where the pointer rests. */

import type { ComponentChild } from 'preact';
import type { Slot } from '../../scope/index.ts';
import type { ThreadView } from '../protocol.ts';

export interface SlotWords {
  /** The class of the slot's edge. */
  readonly kind: 'ret' | 'reg' | 'fab' | 'gone' | 'unw' | 'own';
  readonly words: ComponentChild;
  readonly note: string | null;
}

export function slotWords(slot: Slot, name: string | null, { resume, name: task }: ThreadView): SlotWords {
  const { kind, text } = slot;
  const hasBegun = resume?.name !== 'call';
  switch (kind) {
    case 'return':
      return say(
        'ret',
        <>
          back to <b>{name ?? 'nowhere'}</b>
        </>,
      );
    case 'interrupted':
      return say(
        'ret',
        <>
          interrupted at <b>{name}</b>
        </>,
      );
    case 'saved':
      return say(
        'reg',
        <>
          saved <b>{text.replace(/^saved (\w+).*/, '$1')}</b>
        </>,
      );
    case 'call':
      return say('fab', <b>call</b>, `where the first ret lands: calls ${task}`);
    case 'skip':
      return say(
        'fab',
        <>
          <b>skip</b>, from spawn
        </>,
        hasBegun ? null : 'one ret: keeps rsp 16-aligned for guard',
      );
    case 'guard':
      return say(
        'fab',
        <>
          <b>guard</b>, from spawn
        </>,
        hasBegun ? null : 'runs when skip returns: hands the thread back',
      );
    case 'unused':
      if (text.includes('popped'))
        return say(
          'gone',
          <>
            <b>call</b>, popped
          </>,
        );
      return say('unw', 'kept free: alignment');
    case 'left over':
      return say(
        'gone',
        <>
          <b>{name ?? 'data'}</b>, left over
        </>,
      );
    case 'red zone':
      return say('unw', 'red zone');
    case 'untouched':
      return say('unw', 'never written');
    case 'code':
      return say(
        'own',
        <>
          perhaps back to <b>{name}</b>
        </>,
      );
    case 'argument':
    case 'local':
    case 'start':
    case 'data':
      return say('own', text.replace(/^local data of/, 'data of'));
  }
}

function say(kind: SlotWords['kind'], words: ComponentChild, note: string | null = null): SlotWords {
  return { kind, words, note };
}
