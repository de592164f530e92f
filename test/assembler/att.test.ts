import { describe, expect, it } from 'vitest';
import { assemble } from '../../src/assembler/index.ts';
import { toHex } from '../isa/rows.ts';
import { attRows } from './att-rows.ts';

describe('AT&T syntax', () => {
  it('has the bytes of GNU as for what objdump writes of every form', () => {
    const rows = attRows();
    expect(rows.length).toBeGreaterThan(5000);
    const wrong = rows.flatMap(({ hex, text }) => {
      const bytes = assembled(text);
      return bytes === hex ? [] : [`${text}: ${bytes}, not ${hex}`];
    });
    expect(wrong).toEqual([]);
  });
});

/** The bytes of one instruction in hex, or what is wrong with it. */
function assembled(text: string): string {
  try {
    return toHex(assemble(`.att_syntax\n${text}\n`).sections[0]!.data);
  } catch (error) {
    return (error as Error).message;
  }
}
