/** What `cpuid` tells: just what the instruction table has, so that libraries choose paths that run here. */

import { REG_RAX, REG_RBX, REG_RCX, REG_RDX } from './abi';
import { Reg } from './cpu';

/** Twelve characters, in the order in which they come: ebx, edx, ecx. */
const VENDOR = 'FiberscopeVM';
/** Up to 48 characters. */
const BRAND = 'Fiberscope virtual x86-64 processor';

const MAX_LEAF: u32 = 7;
const EXTENDED: u32 = 0x8000_0000;
const MAX_EXTENDED: u32 = 0x8000_0004;

/** Family 15, the first of the 64-bit ones, model 1, stepping 0. */
const SIGNATURE: u32 = 0x0000_0f10;

/** What clflush works on: 64 bytes, in units of 8. */
const CACHE_LINE: u32 = 8 << 8;

// Bits of ecx and edx in leaf 1 and in leaf 0x80000001 (SDM volume 2, CPUID; AMD64 manual volume 3, appendix E).
const CX16: u32 = 1 << 13;
const POPCNT: u32 = 1 << 23;
const TSC: u32 = 1 << 4;
const CX8: u32 = 1 << 8;
const CMOV: u32 = 1 << 15;
const CLFLUSH: u32 = 1 << 19;
const FXSR: u32 = 1 << 24;
const SSE: u32 = 1 << 25;
const SSE2: u32 = 1 << 26;

const LAHF: u32 = 1 << 0;
const LZCNT: u32 = 1 << 5;
const PREFETCHW: u32 = 1 << 8;
const SYSCALL: u32 = 1 << 11;
const NX: u32 = 1 << 20;
const LM: u32 = 1 << 29;

/**
 * The leaf in eax. Leaf 7 and the sub-leaves of others are empty, bmi1 with them: of it the machine has tzcnt alone.
 * Leaves that there are not are empty as well.
 */
export function cpuid(): void {
  const leaf = Reg.get<u32>(REG_RAX);
  if (leaf == 0) answer(MAX_LEAF, word(VENDOR, 0), word(VENDOR, 2), word(VENDOR, 1));
  else if (leaf == 1) {
    answer(SIGNATURE, CACHE_LINE, CX16 | POPCNT, TSC | CX8 | CMOV | CLFLUSH | FXSR | SSE | SSE2);
  } else if (leaf == EXTENDED) answer(MAX_EXTENDED, 0, 0, 0);
  else if (leaf == EXTENDED + 1) answer(0, 0, LAHF | LZCNT | PREFETCHW, SYSCALL | NX | LM);
  else if (leaf > EXTENDED + 1 && leaf <= MAX_EXTENDED) {
    const first = (leaf - EXTENDED - 2) * 4;
    answer(word(BRAND, first), word(BRAND, first + 1), word(BRAND, first + 2), word(BRAND, first + 3));
  } else answer(0, 0, 0, 0);
}

function answer(eax: u32, ebx: u32, ecx: u32, edx: u32): void {
  Reg.set<u32>(REG_RAX, eax);
  Reg.set<u32>(REG_RBX, ebx);
  Reg.set<u32>(REG_RCX, ecx);
  Reg.set<u32>(REG_RDX, edx);
}

/** The next four characters of a text, the first of them lowest; zeros behind its end. */
function word(text: string, index: u32): u32 {
  let packed: u32 = 0;
  for (let at: u32 = 0; at < 4; at++) {
    const position = <i32>(index * 4 + at);
    if (position < text.length) packed |= (<u32>text.charCodeAt(position)) << (at * 8);
  }
  return packed;
}
