import type { Exercise } from '../exercise.ts';
import { MemoryGuard } from '../memory-guard.ts';
import type { Trial } from '../trial.ts';
import { hex } from '../../scope/index.ts';

const STACK_SIZE = 1024;

/** `enter` is the end of a switch; the host says in rax whether t_return comes back. */
const PROGRAM = `
    .globl t_return
_start:
enter:
    mov rsp, [rip+context]
    ret
t_return:
    test rax, rax
    jz enter
    ret
    .data
    .balign 16
stack:
    .skip ${STACK_SIZE}
stack_end:
context:
    .quad 0`;

export const alignGuard: Exercise = {
  name: 'align-guard',
  label: 'guard',
  summary: 'where a finished thread returns to: call t_return with an aligned stack',
  wish: `Write guard, which a thread's task returns to when it is finished.

  in    rsp: anything. guard is entered by ret, on a stack that nobody has aligned
  out   never returns

guard calls t_return (ours), which hands the finished thread back. As at every
call, rsp is a multiple of 16 before it, whatever it was when guard began, and
what lies at rsp and above stays as it is. When t_return comes back, as for the
base thread, which cannot finish, guard calls it again.`,
  properties: [
    { name: 'calls', wants: 'guard calls t_return', points: 35 },
    { name: 'aligned', wants: 'rsp is a multiple of 16 when it does', points: 35 },
    { name: 'memory', wants: 'nothing at rsp and above is written to', points: 15 },
    { name: 'again', wants: 'when t_return comes back, guard calls it again', points: 15 },
  ],
  probes: [
    {
      properties: ['calls', 'aligned', 'memory'],
      run: (trial) => {
        trial.load(PROGRAM);
        for (let offset = 0; offset < 16; offset++) enter(trial, offset);
      },
    },
    {
      properties: ['again'],
      run: (trial) => {
        trial.load(PROGRAM);
        enter(trial, 0);
        for (let again = 0; again < 3; again++) {
          trial.set('rax', 1);
          trial.go('t_return');
          checkAlignment(trial);
        }
      },
    },
  ],
  propertyOf: ({ code }) => (code === 'misaligned-stack' ? 'aligned' : undefined),
};

/** Lets a task on a stack with such a rsp return to guard. */
function enter(trial: Trial, offset: number): void {
  const { machine, random } = trial;
  const stack = { start: trial.address('stack'), end: trial.address('stack_end') };
  const rsp = stack.start + 16 * (24 + random.below(24)) + offset;
  trial.poison();
  trial.set('rax', 0);
  for (let at = stack.start; at < stack.end; at += 8) machine.writeU64(at, random.bits(64));
  machine.writeU64(rsp - 8, trial.submitted);
  machine.writeU64(trial.address('context'), BigInt(rsp - 8));
  const memory = new MemoryGuard(machine, [stack]);
  trial.go('t_return');
  checkAlignment(trial);
  const written = memory.changed([{ start: stack.start, end: rsp }]);
  if (written !== undefined || trial.get('rsp') >= rsp) {
    const where = written ?? Number(trial.get('rsp'));
    trial.fail(
      'memory',
      `guard uses ${hex(where)}, and rsp was ${hex(rsp)} when it began: what lies there and above is not its own`,
    );
  }
}

function checkAlignment(trial: Trial): void {
  const rsp = trial.get('rsp') + 8n;
  if (rsp % 16n === 0n) return;
  trial.fail(
    'aligned',
    `rsp is ${hex(rsp)}, no multiple of 16, when t_return is called: an SSE access to its stack may fault`,
  );
}
