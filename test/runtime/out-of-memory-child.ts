/** Run by crowd.test.ts with little address space: at some time no machine fits any more, and the first one goes on. */

import { OutOfMemory } from '../../src/machine/index.ts';
import type { Runtime } from '../../src/runtime/index.ts';
import { mainOf, runtimeOf } from './program.ts';

const LARGEST = 2 ** 32;
const first = runtimeOf(mainOf('mov ebx, 7\nmov ecx, 1000\n1: dec ecx\njnz 1b\nmov eax, ebx'));
first.run({ maxInstructions: 500 });
try {
  const others: Runtime[] = [];
  while (others.length < 100) others.push(runtimeOf(mainOf(''), { memory: LARGEST }));
} catch (error) {
  if (error instanceof OutOfMemory) process.stdout.write(`${error.name}: ${error.message}\n`);
}
const outcome = first.run();
process.stdout.write(`${outcome.kind} ${outcome.kind === 'exit' ? outcome.status : ''}\n`);
