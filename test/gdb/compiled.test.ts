/** What compilers say about their code comes to gdb: not only lines, but variables and types. */

import { afterAll, describe, expect, test } from 'vitest';
import { isMissing } from '../elf/tools.ts';
import { closeServers, runGdb, serve } from './gdb.ts';

afterAll(closeServers);

const SCRIPT = `break count
continue
bt
ptype task
p *task
p tasks
delete
break yield_thread
continue
continue
thread 2
up
info locals
`;

describe.skipIf(isMissing('gdb', 'cc'))('of C, gdb shows', () => {
  test('arguments, variables and types, in threads that wait too', async () => {
    const output = await runGdb(await serve('asm/programs/tasks.c'), SCRIPT);
    expect(output).toMatch(
      /Breakpoint 1, count \(argument=0x\.\.\. <tasks>\) at asm\/programs\/tasks\.c:\d+/,
    );
    expect(output).toMatch(
      /#0 {2}count \(argument=.*\n#1 .* in call \(\).*\n#2 .* in skip \(\).*\n#3 .* in guard \(\)/,
    );
    expect(output).toContain('type = const struct task {\n    const char *name;\n    int rounds;\n} *');
    expect(output).toContain('= {name = 0x... "ann", rounds = 3}');
    expect(output).toContain('{name = 0x... "eve", rounds = 2}}');
    expect(output).toMatch(/#1 .* in count \(argument=.*\) at asm\/programs\/tasks\.c:19\n/);
    // in a register that switch has saved
    expect(output).toMatch(/info locals\n(?:.*\n)*task = 0x\.\.\. <tasks>\n/);
  });
});
