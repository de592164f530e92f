/** The sixteen conditions (SDM volume 1, appendix B) out of the lazy flags. */

import { FlagKind } from '../../../asm/abi.ts';
import { CARRY_LEFT, CARRY_RIGHT, CONDITION, RESULT, type Frame } from './frame.ts';
import { W } from './wasm.ts';

const HOLDS_FOR_ALL = new Set([1, 2, 3]);
const SIGNED = new Set([6, 7]);

/** Whether the condition can be read off the locals; otherwise the machine is asked. */
function isPlain(pair: number, kind: FlagKind | undefined): boolean {
  if (HOLDS_FOR_ALL.has(pair)) return true;
  if (kind === undefined) return false;
  if (pair === 4) return true;
  return SIGNED.has(pair) && (kind === FlagKind.SUBTRACTION || kind === FlagKind.LOGIC);
}

/** Pushes an i32, 1 when the condition of that number holds. */
export function condition(frame: Frame, number: number): void {
  const { code, kind } = frame;
  const pair = number >> 1;
  if (!isPlain(pair, kind)) {
    frame.showFlags();
    code.i32(number).call(CONDITION);
    return;
  }
  frame.holdFlags();
  const below = (opcode: number): void => void code.get(CARRY_LEFT).get(CARRY_RIGHT).op(opcode);
  switch (pair) {
    case 1:
      below(W.I64_LT_U);
      break;
    case 2:
      code.get(RESULT).op(W.I64_EQZ);
      break;
    case 3:
      if (kind === FlagKind.SUBTRACTION) below(W.I64_LE_U);
      else {
        below(W.I64_LT_U);
        code.get(RESULT).op(W.I64_EQZ, W.I32_OR);
      }
      break;
    case 4:
      code.get(RESULT).i64(0n).op(W.I64_LT_S);
      break;
    case 6:
      if (kind === FlagKind.SUBTRACTION) below(W.I64_LT_S);
      else code.get(RESULT).i64(0n).op(W.I64_LT_S);
      break;
    default:
      if (kind === FlagKind.SUBTRACTION) below(W.I64_LE_S);
      else code.get(RESULT).i64(0n).op(W.I64_LE_S);
  }
  if (number & 1) code.op(W.I32_EQZ);
}
