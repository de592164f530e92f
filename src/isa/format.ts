/** An instruction as text, in the Intel syntax that GNU as takes back. */

import type { Instruction } from './decode.ts';
import type { MemoryOperand, Operand } from './operand.ts';

/** A name for an address, such as `worker+0x12`; undefined leaves the number. */
export type Symbolize = (address: bigint) => string | undefined;

const SIZE_NAMES = { 8: 'BYTE', 16: 'WORD', 32: 'DWORD', 64: 'QWORD', 128: 'XMMWORD' } as const;

/** `mov rax, QWORD PTR [rbp-0x18]`; branch targets and rip-relative addresses by name where there is one. */
export function formatInstruction(instruction: Instruction, symbolize: Symbolize = () => undefined): string {
  const { form, operands, prefixes } = instruction;
  const texts = operands.map((operand) => formatOperand(operand, instruction, symbolize));
  return [...prefixes, form.mnemonic, texts.join(', ')].filter(Boolean).join(' ');
}

/** Below ten in decimal, others in hexadecimal, the sign in front. */
function formatNumber(value: bigint): string {
  const magnitude = value < 0n ? -value : value;
  return (value < 0n ? '-' : '') + (magnitude < 10n ? String(magnitude) : `0x${magnitude.toString(16)}`);
}

function formatOperand(operand: Operand, instruction: Instruction, symbolize: Symbolize): string {
  switch (operand.kind) {
    case 'register':
      return operand.register.name;
    case 'immediate':
      return formatNumber(operand.value);
    case 'relative': {
      const target = endOf(instruction) + operand.distance;
      return symbolize(target) ?? `0x${BigInt.asUintN(64, target).toString(16)}`;
    }
    case 'memory':
      return formatMemory(operand, instruction, symbolize);
  }
}

function formatMemory(operand: MemoryOperand, instruction: Instruction, symbolize: Symbolize): string {
  const { size, segment, base, index, scale, displacement } = operand;
  const pointer = size ? `${SIZE_NAMES[size]} PTR ` : '';
  const override = segment ? `${segment.name}:` : '';
  const named = base?.class === 'rip' ? symbolize(endOf(instruction) + displacement) : undefined;
  const terms = [base?.name, index && `${index.name}*${scale}`].filter(Boolean).join('+');
  if (!terms) return `${pointer}${override}[0x${BigInt.asUintN(64, displacement).toString(16)}]`;
  if (named) return `${pointer}${override}[${terms}+${named}]`;
  const offset = displacement === 0n && base ? '' : formatNumber(displacement);
  return `${pointer}${override}[${terms}${offset && !offset.startsWith('-') ? '+' : ''}${offset}]`;
}

function endOf(instruction: Instruction): bigint {
  return instruction.address + BigInt(instruction.length);
}
