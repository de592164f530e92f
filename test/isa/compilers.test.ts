import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { formsOf } from '../../src/isa/forms.ts';
import { PREFIXES } from '../../src/isa/prefix.ts';

const FILE = new URL('./compiler-mnemonics.txt', import.meta.url);

/** By extension: lines of `lock cmpxchg`. */
function readMnemonics(): ReadonlyMap<string, readonly string[]> {
  const lists = new Map<string, string[]>();
  let list: string[] = [];
  for (const line of readFileSync(FILE, 'utf8').split('\n')) {
    const extension = /^\[(.+)\]$/.exec(line)?.[1];
    if (extension !== undefined) lists.set(extension, (list = []));
    else if (line !== '' && !line.startsWith('#')) list.push(line);
  }
  return lists;
}

describe('what compilers emit', () => {
  const lists = readMnemonics();

  test('is in the table', () => {
    const missing = [...lists.get('base')!, ...lists.get('sse')!].filter((line) => {
      const words = line.split(' ');
      const mnemonic = words.pop()!;
      return formsOf(mnemonic).length === 0 || words.some((word) => !(word in PREFIXES));
    });
    expect(missing).toEqual([]);
  });

  test('is refused where it is of an extension that the machine does not have', () => {
    expect(lists.get('x87')!.filter((mnemonic) => formsOf(mnemonic).length > 0)).toEqual([]);
  });
});
