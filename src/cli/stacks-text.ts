/** Stacks as text: where each part of one lies, the calls on it, its slots. */

import type { FrameReport, StacksReport, ThreadStack } from '../scope/index.ts';
import { formatSize, waitText } from '../scope/index.ts';
import { columns } from './grid.ts';
import { whenText } from './moment-text.ts';
import { paintThread, slotRows } from './tables.ts';
import type { Paint } from './terminal.ts';
import { grouped, hex, lineName, threadTitle } from './words.ts';

/** Calls that are shown, from the innermost outwards; of a recursion the others are much alike. */
const MOST_FRAMES = 16;

export function stacksText(report: StacksReport, paint: Paint): string {
  const threads = report.threads.map((thread) => threadText(thread, paint));
  return [paint('dim', whenText(report)), ...threads].join('\n\n');
}

function threadText(thread: ThreadStack, paint: Paint): string {
  const { id, state, wait, stack, rsp, slots } = thread;
  const used = stack.used === null ? 'rsp is elsewhere' : `${formatSize(stack.used)} used`;
  const held = stack.held === stack.size ? '' : `, ${formatSize(stack.held)} held`;
  const title = paintThread(id, `stack of thread ${threadTitle(thread)}`, paint);
  const lines = [
    `${title} ${paint('dim', `${state}, rsp ${hex(rsp)}`)}`,
    ...(wait ? [waitText(wait)] : []),
    `${formatSize(stack.size)}${held}, ${used}, at most ${formatSize(stack.highWater)} so far`,
  ];
  const parts = [lines.join('\n'), areasText(thread, paint)];
  if (thread.frames.length > 0) parts.push(framesText(thread, paint));
  if (slots.length > 0)
    parts.push(
      columns(
        slotRows(slots, paint, (address) => fromRsp(address, rsp)),
        [],
      ),
    );
  return parts.join('\n\n');
}

/** As an operand has it. */
function fromRsp(address: bigint, rsp: bigint): string {
  if (address === rsp) return 'rsp';
  return address > rsp ? `rsp+${hex(address - rsp)}` : `rsp-${hex(rsp - address)}`;
}

const MEANINGS = {
  guard: 'every access faults',
  reserved: 'not committed: every access faults',
  'moving guard': 'an access commits it, and it moves down',
  untouched: 'never used',
  'left over': 'used by calls that have returned',
  'red zone': 'a function that calls no other may use it',
  'in use': 'from rsp to the top',
  'segment before': 'of calls that have not returned',
} as const;

function areasText({ areas }: ThreadStack, paint: Paint): string {
  const rows = areas.map(({ kind, base, size }) => [
    paint('cyan', kind),
    hex(base),
    grouped(size),
    paint('dim', MEANINGS[kind]),
  ]);
  return columns([heads(paint, 'area', 'from', 'bytes', ''), ...rows], ['left', 'left', 'right']);
}

function framesText({ frames, complete }: ThreadStack, paint: Paint): string {
  const shown = frames.slice(0, MOST_FRAMES);
  const rows = shown.map((frame, index) => [
    String(index),
    frame.at.name,
    frame.at.line ? lineName(frame.at.line) : '',
    grouped(Number(frame.cfa - frame.sp)),
    alignmentText(frame, paint),
  ]);
  const table = columns(
    [heads(paint, '#', 'call', 'line', 'bytes', 'rsp at the call'), ...rows],
    ['right', 'left', 'left', 'right'],
  );
  const notes = [
    ...(frames.length > MOST_FRAMES ? [`and ${frames.length - MOST_FRAMES} calls more`] : []),
    ...(complete ? [] : ['nobody can say from where this was called']),
  ];
  return [table, ...notes.map((note) => paint('dim', note))].join('\n');
}

function alignmentText({ alignment, end }: FrameReport, paint: Paint): string {
  if (alignment === 0) return 'a multiple of 16';
  if (end === 'interrupted') return 'interrupted';
  if (alignment === null) return paint('dim', end === 'return' ? 'in a prologue' : 'the outermost');
  return paint('red', `misaligned: a multiple of 16 and ${alignment}`);
}

function heads(paint: Paint, ...texts: readonly string[]): string[] {
  return texts.map((text) => paint('bold', text));
}
