/** Words that a source may hold, each explained in one line. */

import { DIRECTIVES } from '../../assembler/directives/index.ts';
import { mnemonics } from '../../isa/forms.ts';
import { REGISTERS } from '../../isa/register.ts';
import { summaryOf } from '../../isa/summaries.ts';
import type { Word } from '../protocol.ts';

/** What the System V ABI makes of the registers (section 3.2.3). */
const ROLES: Readonly<Record<string, string>> = {
  rax: 'what a function returns; which system call',
  rbx: 'a function must preserve it',
  rcx: 'the 4th argument; a call may lose it',
  rdx: 'the 3rd argument; a call may lose it',
  rsi: 'the 2nd argument; a call may lose it',
  rdi: 'the 1st argument; a call may lose it',
  rbp: 'a function must preserve it; often the base of its frame',
  rsp: 'the stack pointer: the last word that was pushed',
  r8: 'the 5th argument; a call may lose it',
  r9: 'the 6th argument; a call may lose it',
  r10: 'a call may lose it',
  r11: 'a call may lose it; syscall puts the flags there',
  r12: 'a function must preserve it',
  r13: 'a function must preserve it',
  r14: 'a function must preserve it',
  r15: 'a function must preserve it',
  rip: 'the address of the next instruction',
};

const FULL_NAMES = Object.keys(ROLES);

function roleOf(name: string, number: number, size: number): string {
  const role = ROLES[name];
  if (role) return role;
  const whole = [...REGISTERS.values()].find(
    (other) => other.class === 'gpr' && other.size === 64 && other.number === number,
  );
  return `the lower ${size} bits of ${whole?.name ?? 'a register'}`;
}

const DIRECTIVE_WORDS: Readonly<Record<string, string>> = {
  '.intel_syntax': 'Intel syntax from here on: mov rax, 1',
  '.att_syntax': 'AT&T syntax from here on: mov $1, %rax',
  '.text': 'code follows',
  '.data': 'data follows that may be written',
  '.bss': 'zeros follow that may be written',
  '.section': 'a section of a name of its own',
  '.globl': 'makes a label known to other files',
  '.global': 'makes a label known to other files',
  '.type': 'says whether a label is a function or an object',
  '.size': 'says how many bytes belong to a label',
  '.ascii': 'text, without a zero behind it',
  '.asciz': 'text with a zero behind it',
  '.string': 'text with a zero behind it',
  '.byte': 'bytes',
  '.word': '16-bit words',
  '.long': '32-bit words',
  '.int': '32-bit words',
  '.quad': '64-bit words',
  '.zero': 'so many zeros',
  '.skip': 'so many bytes',
  '.space': 'so many bytes',
  '.balign': 'goes on at a multiple of so many bytes',
  '.align': 'goes on at a multiple of so many bytes',
  '.p2align': 'goes on at a multiple of a power of two',
  '.equ': 'a name for a number',
  '.set': 'a name for a number',
  '.macro': 'begins a macro',
  '.endm': 'ends a macro',
  '.rept': 'what follows, so many times',
  '.include': 'the text of another file',
  '.if': 'what follows only if a condition holds',
};

export function allWords(): Word[] {
  const registers = [...REGISTERS.values()]
    .filter((one) => one.class === 'gpr' || one.class === 'xmm' || FULL_NAMES.includes(one.name))
    .map(({ name, class: kind, number, size }): Word => {
      const info = kind === 'xmm' ? 'a vector of 128 bits; a call may lose it' : roleOf(name, number, size);
      return { label: name, kind: 'register', info };
    });
  return [
    ...mnemonics().map((label): Word => ({ label, kind: 'mnemonic', info: summaryOf(label) ?? '' })),
    ...registers,
    ...[...DIRECTIVES.keys()].map((label): Word => ({
      label,
      kind: 'directive',
      info: DIRECTIVE_WORDS[label] ?? '',
    })),
  ];
}
