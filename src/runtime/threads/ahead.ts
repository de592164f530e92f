/**
 * Switches decided ahead: who runs after whom is the policy's to say, and as long as nobody is spawned or waits it says
 * the same now as then. Nor does it matter who finishes, unless that one comes up again, or somebody waits for it. The
 * machine carries them out without asking (asm/host.ts). While the host has its say, none are ahead. Where every switch
 * is an event to be recorded, or each thread's limit of its stack has to be put into its place, the host decides each
 * when it comes.
 */

import {
  CURRENT_CONTEXT,
  FINISHES_ABOVE,
  MOST_AHEAD,
  STATE,
  SWITCH_CONTEXT,
  SWITCH_FINISHED,
  SWITCH_NOTE,
  SWITCH_SIZE,
  SWITCHES,
  SWITCHES_AHEAD,
  SWITCHES_TAKEN,
} from '../../../asm/abi.ts';
import type { Process } from '../process.ts';
import { finish } from './blocking.ts';
import { ID_MASK } from './switch-log.ts';

const AHEAD = (STATE + SWITCHES_AHEAD) / 4;
const TAKEN = (STATE + SWITCHES_TAKEN) / 4;
const CURRENT = (STATE + CURRENT_CONTEXT) / 4;
const MAY_FINISH = (STATE + FINISHES_ABOVE) / 4;
/** No context is above. */
const NOBODY = 0xffff_ffff;
const FIRST = SWITCHES / 4;
const WORDS = SWITCH_SIZE / 4;
const slots = new Uint32Array(MOST_AHEAD);

/**
 * Decides switches ahead, twice as many as were carried out of those before. The one at which the run is to stop is
 * not among them.
 */
export function decideAhead(process: Process): void {
  const { threads, waits, layout, words } = process;
  const { current } = threads;
  const most = Math.min(process.ahead, process.lastSwitch - process.switches.count - 1);
  const isForeseeable = process.quantum === Infinity && process.policy.isForeseeable && !layout.moves;
  if (most < 1 || process.events || !isForeseeable) return;
  const following = threads.following(most === MOST_AHEAD ? slots : slots.subarray(0, most));
  let count = 0;
  // an answer to what a thread has waited for is the host's to bring
  for (; count < following && !waits.hasAnswer(slots[count]!); count++) {
    const slot = slots[count]!;
    const record = FIRST + count * WORDS;
    words[record + SWITCH_CONTEXT / 4] = layout.record(slot);
    words[record + SWITCH_NOTE / 4] = slot;
  }
  const comeUpAgain = count === 0 || count < most || slots[count - 1] === current;
  // the base thread, whose context is the first one, never finishes
  words[MAY_FINISH] = comeUpAgain || !waits.isEmpty ? NOBODY : layout.record(0);
  // from the current thread on it is the same again
  const end = count === following ? most : count;
  for (; count > 0 && count < end; count = Math.min(count * 2, most)) {
    words.copyWithin(FIRST + count * WORDS, FIRST, FIRST + Math.min(count, most - count) * WORDS);
  }
  words[CURRENT] = layout.record(current);
  words[AHEAD] = count;
  words[TAKEN] = 0;
}

/** Takes over what the machine has carried out, and takes the others back. */
export function takeOver(process: Process): void {
  const { switches, words } = process;
  const taken = words[TAKEN]!;
  if (words[AHEAD] === 0) return;
  process.ahead = Math.min(MOST_AHEAD, Math.max(1, taken * 2));
  words[AHEAD] = 0;
  words[TAKEN] = 0;
  if (taken === 0) return;
  switches.append(words, SWITCHES, taken);
  const first = FIRST + SWITCH_NOTE / 4;
  const last = first + (taken - 1) * WORDS;
  if (words[MAY_FINISH] !== NOBODY) {
    for (let at = first; at < last; at += WORDS) switchAsNoted(process, words[at]!);
  }
  switchAsNoted(process, words[last]!);
}

function switchAsNoted(process: Process, note: number): void {
  if ((note & SWITCH_FINISHED) !== 0) finish(process);
  process.threads.switchTo(note & ID_MASK);
}
