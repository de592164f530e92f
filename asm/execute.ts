/**
 * The loop: one dense switch over the operations that programs spend their time in; `rare.ts` has the others. The
 * engine allocates registers well only for a function of moderate size, so what is not hot does not belong here.
 */

import {
  ANSWER,
  BUDGET_LEFT,
  END,
  Fault,
  FAULT_ADDRESS,
  FIRST_SSE,
  GO_ON,
  HOT,
  Op,
  REG_ADDRESS,
  REG_RAX,
  REG_RCX,
  REG_RDX,
  REG_RIP,
  REG_RSP,
  RESUME,
  RETIRED,
  STATE,
  Stop,
} from './abi';
import { Alu, Fn } from './alu';
import { Blocks, LONGEST_BLOCK, passBreakpoint, passing, resolve, shorten } from './blocks';
import { Counter } from './counter';
import { Flags, Reg } from './cpu';
import { askHost } from './host';
import { Mem, raise } from './memory';
import { NOT_TAKEN, Rec, TAKEN } from './record';
import { rare } from './rare';
import { Shape } from './shapes';
import { sse } from './sse/index';
import { Stack } from './stack';
import { After, afterRepeat, repeat } from './strings';

/** Leaves the loop: sets rip, and the clock from what is left of the budget. */
function stop(reason: i32, rip: u64, left: i32): i32 {
  store<u64>(STATE, rip, REG_RIP);
  store<u64>(STATE, load<u64>(STATE, END) - <u64>left, RETIRED);
  return reason;
}

/** The record holds the address that cannot be fetched, and what led there; rip 0 means that rip is that address. */
function fetchFault(rec: usize, left: i32): i32 {
  raise(Fault.EXECUTE, <u64>Rec.immediate(rec), 1, <u64>Rec.displacement(rec));
  const rip = Rec.rip(rec) == 0 ? load<u64>(STATE, FAULT_ADDRESS) : <u64>Rec.rip(rec);
  return stop(Stop.FAULT, rip, left - Rec.ahead(rec));
}

/** edx:eax = the clock. */
function tellTime(left: i32): void {
  const time = load<u64>(STATE, END) - <u64>left;
  Reg.set<u32>(REG_RAX, <u32>time);
  Reg.set<u32>(REG_RDX, <u32>(time >> 32));
}

/** The record that `link` is chained to; the end of the budget may cut its block short. */
function chained(rec: usize, link: usize, target: u64, left: i32): usize {
  let block = <usize>load<u32>(link);
  if (block == 0) block = resolve(rec, link, target);
  return left < LONGEST_BLOCK ? shorten(block, left) : block;
}

/** The record after a direct branch. */
function follow(rec: usize, taken: bool, left: i32): usize {
  const target = Rec.nextRip(rec) + (taken ? Rec.immediate(rec) : 0);
  return chained(rec, rec + (taken ? TAKEN : NOT_TAKEN), target, left);
}

class Next {
  /** The record after an indirect jump, a call or a return to rip. */
  @inline static arrive(rip: u64, from: usize, left: i32): usize {
    return left < LONGEST_BLOCK ? passing(rip, from, left) : Blocks.find(rip, from);
  }

  /** The same, with the usual case at hand. */
  @inline static branch(rec: usize, taken: bool, left: i32): usize {
    const link = rec + (taken ? TAKEN : NOT_TAKEN);
    const block = <usize>load<u32>(link);
    if (block != 0 && left >= LONGEST_BLOCK) return block;
    return follow(rec, taken, left);
  }
}

/** Retires at most `budget` instructions from rip on; returns a `Stop`. */
export function execute(budget: i32): i32 {
  store<u64>(STATE, load<u64>(STATE, RETIRED) + <u64>budget, END);
  return loop(Next.arrive(load<u64>(STATE, REG_RIP), 0, budget), budget);
}

/** Executes a record that was kept for a trace; whether it could. */
export function perform(rec: usize): bool {
  return loop(rec, 0) == Stop.BUDGET;
}

/** From a record on, with so much of the budget left. */
function loop(first: usize, budget: i32): i32 {
  let left = budget;
  let rec = first;
  let address: u64 = 0;
  let target: u64 = 0;
  let rest: i32 = 0;
  while (true) {
    switch (Rec.op(rec)) {
      // pseudo-operations
      case Op.INVALID:
        raise(Fault.INVALID_OPCODE, 0, 0, 0);
        rec = Rec.fault(rec);
        continue;
      case Op.FAULTED:
        rec = Rec.faulting(rec);
        return stop(Stop.FAULT, <u64>Rec.rip(rec), left - Rec.ahead(rec));
      case Op.FETCH_FAULT:
        return fetchFault(rec, left);
      case Op.GOTO:
        left -= Rec.ahead(rec);
        rec = chained(rec, rec + TAKEN, <u64>Rec.immediate(rec), left);
        continue;
      case Op.PAUSE:
        left -= Rec.ahead(rec);
        return stop(Stop.BUDGET, <u64>Rec.immediate(rec), left);
      case Op.BREAKPOINT:
        if (load<u64>(STATE, RESUME) == <u64>Rec.rip(rec)) {
          store<u64>(STATE, 0, RESUME);
          break;
        }
        store<u64>(STATE, <u64>Rec.rip(rec), RESUME);
        return stop(Stop.BREAKPOINT, <u64>Rec.rip(rec), left - Rec.ahead(rec));
      case Op.COUNT:
        if (Rec.countDown(rec)) break;
        store<i32>(STATE, left, BUDGET_LEFT);
        return stop(HOT, <u64>Rec.rip(rec), left);
      case Op.ENTER:
        rest = call_indirect<i32>(<u32>Rec.immediate(rec), left);
        // A trace that cannot begin leaves its first instruction to the records that follow.
        if (rest == left) break;
        if (rest < 0) return stop(load<i32>(STATE, ANSWER), load<u64>(STATE, REG_RIP), ~rest);
        left = rest;
        rec = Next.arrive(load<u64>(STATE, REG_RIP), 0, left);
        continue;
      case Op.ADDRESS:
        Reg.set<u64>(REG_ADDRESS, (Rec.address(rec) & <u64>Rec.immediate(rec)) + Reg.get<u64>(Rec.a(rec)));
        break;

      // data transfer
      case Op.MOV_R8_R8:
        Reg.set<u8>(Rec.a(rec), Reg.get<u8>(Rec.b(rec)));
        break;
      case Op.MOV_R8_M8:
        rec = Shape.load<u8, u8>(rec);
        continue;
      case Op.MOV_M8_R8:
        rec = Shape.store<u8>(rec, Reg.get<u8>(Rec.b(rec)));
        continue;
      case Op.MOV_R8_I:
        Reg.set<u8>(Rec.a(rec), <u8>Rec.immediate(rec));
        break;
      case Op.MOV_M8_I:
        rec = Shape.store<u8>(rec, <u8>Rec.immediate(rec));
        continue;
      case Op.MOV_R32_R32:
        Reg.set<u32>(Rec.a(rec), Reg.get<u32>(Rec.b(rec)));
        break;
      case Op.MOV_R32_M32:
        rec = Shape.load<u32, u32>(rec);
        continue;
      case Op.MOV_M32_R32:
        rec = Shape.store<u32>(rec, Reg.get<u32>(Rec.b(rec)));
        continue;
      case Op.MOV_R32_I:
        Reg.set<u32>(Rec.a(rec), <u32>Rec.immediate(rec));
        break;
      case Op.MOV_M32_I:
        rec = Shape.store<u32>(rec, <u32>Rec.immediate(rec));
        continue;
      case Op.MOV_R64_R64:
        Reg.set<u64>(Rec.a(rec), Reg.get<u64>(Rec.b(rec)));
        break;
      case Op.MOV_R64_M64:
        rec = Shape.load<u64, u64>(rec);
        continue;
      case Op.MOV_M64_R64:
        rec = Shape.store<u64>(rec, Reg.get<u64>(Rec.b(rec)));
        continue;
      case Op.MOV_R64_I:
        Reg.set<u64>(Rec.a(rec), <u64>Rec.immediate(rec));
        break;
      case Op.MOV_M64_I:
        rec = Shape.store<u64>(rec, <u64>Rec.immediate(rec));
        continue;
      case Op.MOVZX_R32_R8:
        Reg.set<u32>(Rec.a(rec), <u32>Reg.get<u8>(Rec.b(rec)));
        break;
      case Op.MOVZX_R32_M8:
        rec = Shape.load<u32, u8>(rec);
        continue;
      case Op.MOVZX_R64_R8:
        Reg.set<u64>(Rec.a(rec), <u64>Reg.get<u8>(Rec.b(rec)));
        break;
      case Op.MOVZX_R64_M8:
        rec = Shape.load<u64, u8>(rec);
        continue;
      case Op.MOVSX_R32_R8:
        Reg.set<i32>(Rec.a(rec), <i32>Reg.get<i8>(Rec.b(rec)));
        break;
      case Op.MOVSX_R32_M8:
        rec = Shape.load<i32, i8>(rec);
        continue;
      case Op.MOVSX_R64_R8:
        Reg.set<i64>(Rec.a(rec), <i64>Reg.get<i8>(Rec.b(rec)));
        break;
      case Op.MOVSX_R64_M8:
        rec = Shape.load<i64, i8>(rec);
        continue;
      case Op.MOVSXD_R64_R32:
        Reg.set<i64>(Rec.a(rec), <i64>Reg.get<i32>(Rec.b(rec)));
        break;
      case Op.MOVSXD_R64_M32:
        rec = Shape.load<i64, i32>(rec);
        continue;
      case Op.LEA_R32_M:
        Reg.set<u32>(Rec.a(rec), <u32>Rec.address(rec));
        break;
      case Op.LEA_R64_M:
        Reg.set<u64>(Rec.a(rec), <u64>Rec.address(rec));
        break;

      // stack
      case Op.PUSH_R64:
        rec = Stack.push<u64>(rec, Reg.get<u64>(Rec.a(rec)));
        continue;
      case Op.PUSH_M64:
        rec = Stack.pushMemory<u64>(rec);
        continue;
      case Op.PUSH_I:
        rec = Stack.push<u64>(rec, <u64>Rec.immediate(rec));
        continue;
      case Op.POP_R64:
        rec = Stack.pop<u64>(rec);
        continue;
      case Op.LEAVE:
        rec = Stack.leave<u64>(rec);
        continue;

      // arithmetic and logic
      case Op.ADD_R32_R32:
        Shape.rr<u32>(Fn.ADD, rec);
        break;
      case Op.ADD_R32_M32:
        rec = Shape.rm<u32>(Fn.ADD, rec);
        continue;
      case Op.ADD_M32_R32:
        rec = Shape.mr<u32>(Fn.ADD, rec);
        continue;
      case Op.ADD_R32_I:
        Shape.ri<u32>(Fn.ADD, rec);
        break;
      case Op.ADD_M32_I:
        rec = Shape.mi<u32>(Fn.ADD, rec);
        continue;
      case Op.ADD_R64_R64:
        Shape.rr<u64>(Fn.ADD, rec);
        break;
      case Op.ADD_R64_M64:
        rec = Shape.rm<u64>(Fn.ADD, rec);
        continue;
      case Op.ADD_M64_R64:
        rec = Shape.mr<u64>(Fn.ADD, rec);
        continue;
      case Op.ADD_R64_I:
        Shape.ri<u64>(Fn.ADD, rec);
        break;
      case Op.ADD_M64_I:
        rec = Shape.mi<u64>(Fn.ADD, rec);
        continue;
      case Op.OR_R32_R32:
        Shape.rr<u32>(Fn.OR, rec);
        break;
      case Op.OR_R32_M32:
        rec = Shape.rm<u32>(Fn.OR, rec);
        continue;
      case Op.OR_M32_R32:
        rec = Shape.mr<u32>(Fn.OR, rec);
        continue;
      case Op.OR_R32_I:
        Shape.ri<u32>(Fn.OR, rec);
        break;
      case Op.OR_M32_I:
        rec = Shape.mi<u32>(Fn.OR, rec);
        continue;
      case Op.OR_R64_R64:
        Shape.rr<u64>(Fn.OR, rec);
        break;
      case Op.OR_R64_M64:
        rec = Shape.rm<u64>(Fn.OR, rec);
        continue;
      case Op.OR_M64_R64:
        rec = Shape.mr<u64>(Fn.OR, rec);
        continue;
      case Op.OR_R64_I:
        Shape.ri<u64>(Fn.OR, rec);
        break;
      case Op.OR_M64_I:
        rec = Shape.mi<u64>(Fn.OR, rec);
        continue;
      case Op.AND_R32_R32:
        Shape.rr<u32>(Fn.AND, rec);
        break;
      case Op.AND_R32_M32:
        rec = Shape.rm<u32>(Fn.AND, rec);
        continue;
      case Op.AND_M32_R32:
        rec = Shape.mr<u32>(Fn.AND, rec);
        continue;
      case Op.AND_R32_I:
        Shape.ri<u32>(Fn.AND, rec);
        break;
      case Op.AND_M32_I:
        rec = Shape.mi<u32>(Fn.AND, rec);
        continue;
      case Op.AND_R64_R64:
        Shape.rr<u64>(Fn.AND, rec);
        break;
      case Op.AND_R64_M64:
        rec = Shape.rm<u64>(Fn.AND, rec);
        continue;
      case Op.AND_M64_R64:
        rec = Shape.mr<u64>(Fn.AND, rec);
        continue;
      case Op.AND_R64_I:
        Shape.ri<u64>(Fn.AND, rec);
        break;
      case Op.AND_M64_I:
        rec = Shape.mi<u64>(Fn.AND, rec);
        continue;
      case Op.SUB_R32_R32:
        Shape.rr<u32>(Fn.SUB, rec);
        break;
      case Op.SUB_R32_M32:
        rec = Shape.rm<u32>(Fn.SUB, rec);
        continue;
      case Op.SUB_M32_R32:
        rec = Shape.mr<u32>(Fn.SUB, rec);
        continue;
      case Op.SUB_R32_I:
        Shape.ri<u32>(Fn.SUB, rec);
        break;
      case Op.SUB_M32_I:
        rec = Shape.mi<u32>(Fn.SUB, rec);
        continue;
      case Op.SUB_R64_R64:
        Shape.rr<u64>(Fn.SUB, rec);
        break;
      case Op.SUB_R64_M64:
        rec = Shape.rm<u64>(Fn.SUB, rec);
        continue;
      case Op.SUB_M64_R64:
        rec = Shape.mr<u64>(Fn.SUB, rec);
        continue;
      case Op.SUB_R64_I:
        Shape.ri<u64>(Fn.SUB, rec);
        break;
      case Op.SUB_M64_I:
        rec = Shape.mi<u64>(Fn.SUB, rec);
        continue;
      case Op.XOR_R32_R32:
        Shape.rr<u32>(Fn.XOR, rec);
        break;
      case Op.XOR_R32_M32:
        rec = Shape.rm<u32>(Fn.XOR, rec);
        continue;
      case Op.XOR_M32_R32:
        rec = Shape.mr<u32>(Fn.XOR, rec);
        continue;
      case Op.XOR_R32_I:
        Shape.ri<u32>(Fn.XOR, rec);
        break;
      case Op.XOR_M32_I:
        rec = Shape.mi<u32>(Fn.XOR, rec);
        continue;
      case Op.XOR_R64_R64:
        Shape.rr<u64>(Fn.XOR, rec);
        break;
      case Op.XOR_R64_M64:
        rec = Shape.rm<u64>(Fn.XOR, rec);
        continue;
      case Op.XOR_M64_R64:
        rec = Shape.mr<u64>(Fn.XOR, rec);
        continue;
      case Op.XOR_R64_I:
        Shape.ri<u64>(Fn.XOR, rec);
        break;
      case Op.XOR_M64_I:
        rec = Shape.mi<u64>(Fn.XOR, rec);
        continue;
      case Op.CMP_R8_R8:
        Shape.rr<u8>(Fn.CMP, rec);
        break;
      case Op.CMP_R8_M8:
        rec = Shape.rm<u8>(Fn.CMP, rec);
        continue;
      case Op.CMP_M8_R8:
        rec = Shape.mr<u8>(Fn.CMP, rec);
        continue;
      case Op.CMP_R8_I:
        Shape.ri<u8>(Fn.CMP, rec);
        break;
      case Op.CMP_M8_I:
        rec = Shape.mi<u8>(Fn.CMP, rec);
        continue;
      case Op.CMP_R32_R32:
        Shape.rr<u32>(Fn.CMP, rec);
        break;
      case Op.CMP_R32_M32:
        rec = Shape.rm<u32>(Fn.CMP, rec);
        continue;
      case Op.CMP_M32_R32:
        rec = Shape.mr<u32>(Fn.CMP, rec);
        continue;
      case Op.CMP_R32_I:
        Shape.ri<u32>(Fn.CMP, rec);
        break;
      case Op.CMP_M32_I:
        rec = Shape.mi<u32>(Fn.CMP, rec);
        continue;
      case Op.CMP_R64_R64:
        Shape.rr<u64>(Fn.CMP, rec);
        break;
      case Op.CMP_R64_M64:
        rec = Shape.rm<u64>(Fn.CMP, rec);
        continue;
      case Op.CMP_M64_R64:
        rec = Shape.mr<u64>(Fn.CMP, rec);
        continue;
      case Op.CMP_R64_I:
        Shape.ri<u64>(Fn.CMP, rec);
        break;
      case Op.CMP_M64_I:
        rec = Shape.mi<u64>(Fn.CMP, rec);
        continue;
      case Op.TEST_R8_R8:
        Shape.rr<u8>(Fn.TEST, rec);
        break;
      case Op.TEST_M8_R8:
        rec = Shape.mr<u8>(Fn.TEST, rec);
        continue;
      case Op.TEST_R8_I:
        Shape.ri<u8>(Fn.TEST, rec);
        break;
      case Op.TEST_M8_I:
        rec = Shape.mi<u8>(Fn.TEST, rec);
        continue;
      case Op.TEST_R32_R32:
        Shape.rr<u32>(Fn.TEST, rec);
        break;
      case Op.TEST_M32_R32:
        rec = Shape.mr<u32>(Fn.TEST, rec);
        continue;
      case Op.TEST_R32_I:
        Shape.ri<u32>(Fn.TEST, rec);
        break;
      case Op.TEST_M32_I:
        rec = Shape.mi<u32>(Fn.TEST, rec);
        continue;
      case Op.TEST_R64_R64:
        Shape.rr<u64>(Fn.TEST, rec);
        break;
      case Op.TEST_M64_R64:
        rec = Shape.mr<u64>(Fn.TEST, rec);
        continue;
      case Op.TEST_R64_I:
        Shape.ri<u64>(Fn.TEST, rec);
        break;
      case Op.TEST_M64_I:
        rec = Shape.mi<u64>(Fn.TEST, rec);
        continue;
      case Op.INC_R32:
        Shape.r<u32>(Fn.INC, rec);
        break;
      case Op.INC_M32:
        rec = Shape.m<u32>(Fn.INC, rec);
        continue;
      case Op.INC_R64:
        Shape.r<u64>(Fn.INC, rec);
        break;
      case Op.INC_M64:
        rec = Shape.m<u64>(Fn.INC, rec);
        continue;
      case Op.DEC_R32:
        Shape.r<u32>(Fn.DEC, rec);
        break;
      case Op.DEC_M32:
        rec = Shape.m<u32>(Fn.DEC, rec);
        continue;
      case Op.DEC_R64:
        Shape.r<u64>(Fn.DEC, rec);
        break;
      case Op.DEC_M64:
        rec = Shape.m<u64>(Fn.DEC, rec);
        continue;
      case Op.NOT_R32:
        Shape.r<u32>(Fn.NOT, rec);
        break;
      case Op.NOT_M32:
        rec = Shape.m<u32>(Fn.NOT, rec);
        continue;
      case Op.NOT_R64:
        Shape.r<u64>(Fn.NOT, rec);
        break;
      case Op.NOT_M64:
        rec = Shape.m<u64>(Fn.NOT, rec);
        continue;
      case Op.NEG_R32:
        Shape.r<u32>(Fn.NEG, rec);
        break;
      case Op.NEG_M32:
        rec = Shape.m<u32>(Fn.NEG, rec);
        continue;
      case Op.NEG_R64:
        Shape.r<u64>(Fn.NEG, rec);
        break;
      case Op.NEG_M64:
        rec = Shape.m<u64>(Fn.NEG, rec);
        continue;

      // multiplication and division
      case Op.IMUL_R32_R32:
        Reg.set<u32>(Rec.a(rec), Alu.imulTruncated<u32>(Reg.get<u32>(Rec.a(rec)), Reg.get<u32>(Rec.b(rec))));
        break;
      case Op.IMUL_R32_M32:
        rec = Shape.imulTruncated<u32>(rec, Reg.get<u32>(Rec.a(rec)));
        continue;
      case Op.IMUL_R32_R32_I:
        Reg.set<u32>(Rec.a(rec), Alu.imulTruncated<u32>(Reg.get<u32>(Rec.b(rec)), <u32>Rec.immediate(rec)));
        break;
      case Op.IMUL_R32_M32_I:
        rec = Shape.imulTruncated<u32>(rec, <u32>Rec.immediate(rec));
        continue;
      case Op.IMUL_R64_R64:
        Reg.set<u64>(Rec.a(rec), Alu.imulTruncated<u64>(Reg.get<u64>(Rec.a(rec)), Reg.get<u64>(Rec.b(rec))));
        break;
      case Op.IMUL_R64_M64:
        rec = Shape.imulTruncated<u64>(rec, Reg.get<u64>(Rec.a(rec)));
        continue;
      case Op.IMUL_R64_R64_I:
        Reg.set<u64>(Rec.a(rec), Alu.imulTruncated<u64>(Reg.get<u64>(Rec.b(rec)), <u64>Rec.immediate(rec)));
        break;
      case Op.IMUL_R64_M64_I:
        rec = Shape.imulTruncated<u64>(rec, <u64>Rec.immediate(rec));
        continue;
      case Op.CWDE:
        Reg.set<i32>(REG_RAX, <i32>Reg.get<i16>(REG_RAX));
        break;
      case Op.CDQE:
        Reg.set<i64>(REG_RAX, <i64>Reg.get<i32>(REG_RAX));
        break;
      case Op.CDQ:
        Reg.set<i32>(REG_RDX, Reg.get<i32>(REG_RAX) >> 31);
        break;
      case Op.CQO:
        Reg.set<i64>(REG_RDX, Reg.get<i64>(REG_RAX) >> 63);
        break;

      // shifts and rotates
      case Op.SHL_R32_I:
        Shape.shift<u32>(Fn.SHL, rec, <u32>Rec.immediate(rec));
        break;
      case Op.SHL_R32_R8:
        Shape.shift<u32>(Fn.SHL, rec, <u32>Reg.get<u8>(REG_RCX));
        break;
      case Op.SHL_R64_I:
        Shape.shift<u64>(Fn.SHL, rec, <u32>Rec.immediate(rec));
        break;
      case Op.SHL_R64_R8:
        Shape.shift<u64>(Fn.SHL, rec, <u32>Reg.get<u8>(REG_RCX));
        break;
      case Op.SHR_R32_I:
        Shape.shift<u32>(Fn.SHR, rec, <u32>Rec.immediate(rec));
        break;
      case Op.SHR_R32_R8:
        Shape.shift<u32>(Fn.SHR, rec, <u32>Reg.get<u8>(REG_RCX));
        break;
      case Op.SHR_R64_I:
        Shape.shift<u64>(Fn.SHR, rec, <u32>Rec.immediate(rec));
        break;
      case Op.SHR_R64_R8:
        Shape.shift<u64>(Fn.SHR, rec, <u32>Reg.get<u8>(REG_RCX));
        break;
      case Op.SAR_R32_I:
        Shape.shift<u32>(Fn.SAR, rec, <u32>Rec.immediate(rec));
        break;
      case Op.SAR_R32_R8:
        Shape.shift<u32>(Fn.SAR, rec, <u32>Reg.get<u8>(REG_RCX));
        break;
      case Op.SAR_R64_I:
        Shape.shift<u64>(Fn.SAR, rec, <u32>Rec.immediate(rec));
        break;
      case Op.SAR_R64_R8:
        Shape.shift<u64>(Fn.SAR, rec, <u32>Reg.get<u8>(REG_RCX));
        break;

      // control transfer
      case Op.JMP_REL:
        left -= Rec.ahead(rec) + 1;
        rec = Next.branch(rec, true, left);
        continue;
      case Op.JMP_R64:
        left -= Rec.ahead(rec) + 1;
        rec = Next.arrive(Reg.get<u64>(Rec.a(rec)), rec, left);
        continue;
      case Op.JMP_M64:
        address = Rec.address(rec);
        if (Mem.unreadable<u64>(address)) {
          rec = Rec.fault(rec);
          continue;
        }
        left -= Rec.ahead(rec) + 1;
        rec = Next.arrive(load<u64>(<usize>address), rec, left);
        continue;
      case Op.CALL_REL:
        if (!Stack.grow<u64>(Rec.nextRip(rec))) {
          rec = Rec.fault(rec);
          continue;
        }
        left -= Rec.ahead(rec) + 1;
        rec = Next.branch(rec, true, left);
        continue;
      case Op.CALL_R64:
        target = Reg.get<u64>(Rec.a(rec));
        if (!Stack.grow<u64>(Rec.nextRip(rec))) {
          rec = Rec.fault(rec);
          continue;
        }
        left -= Rec.ahead(rec) + 1;
        rec = Next.arrive(target, rec, left);
        continue;
      case Op.CALL_M64:
        address = Rec.address(rec);
        if (Mem.unreadable<u64>(address)) {
          rec = Rec.fault(rec);
          continue;
        }
        target = load<u64>(<usize>address);
        if (!Stack.grow<u64>(Rec.nextRip(rec))) {
          rec = Rec.fault(rec);
          continue;
        }
        left -= Rec.ahead(rec) + 1;
        rec = Next.arrive(target, rec, left);
        continue;
      case Op.RET:
        address = Reg.get<u64>(REG_RSP);
        if (Mem.unreadable<u64>(address)) {
          rec = Rec.fault(rec);
          continue;
        }
        Reg.set<u64>(REG_RSP, Reg.get<u64>(REG_RSP) + 8);
        left -= Rec.ahead(rec) + 1;
        rec = Next.arrive(load<u64>(<usize>address), rec, left);
        continue;
      case Op.RET_I:
        address = Reg.get<u64>(REG_RSP);
        if (Mem.unreadable<u64>(address)) {
          rec = Rec.fault(rec);
          continue;
        }
        Reg.set<u64>(REG_RSP, Reg.get<u64>(REG_RSP) + 8 + <u64>(<u16>Rec.immediate(rec)));
        left -= Rec.ahead(rec) + 1;
        rec = Next.arrive(load<u64>(<usize>address), rec, left);
        continue;
      case Op.JO_REL:
        left -= Rec.ahead(rec) + 1;
        rec = Next.branch(rec, Flags.o(), left);
        continue;
      case Op.JNO_REL:
        left -= Rec.ahead(rec) + 1;
        rec = Next.branch(rec, !Flags.o(), left);
        continue;
      case Op.JB_REL:
        left -= Rec.ahead(rec) + 1;
        rec = Next.branch(rec, Flags.b(), left);
        continue;
      case Op.JAE_REL:
        left -= Rec.ahead(rec) + 1;
        rec = Next.branch(rec, !Flags.b(), left);
        continue;
      case Op.JE_REL:
        left -= Rec.ahead(rec) + 1;
        rec = Next.branch(rec, Flags.e(), left);
        continue;
      case Op.JNE_REL:
        left -= Rec.ahead(rec) + 1;
        rec = Next.branch(rec, !Flags.e(), left);
        continue;
      case Op.JBE_REL:
        left -= Rec.ahead(rec) + 1;
        rec = Next.branch(rec, Flags.be(), left);
        continue;
      case Op.JA_REL:
        left -= Rec.ahead(rec) + 1;
        rec = Next.branch(rec, !Flags.be(), left);
        continue;
      case Op.JS_REL:
        left -= Rec.ahead(rec) + 1;
        rec = Next.branch(rec, Flags.s(), left);
        continue;
      case Op.JNS_REL:
        left -= Rec.ahead(rec) + 1;
        rec = Next.branch(rec, !Flags.s(), left);
        continue;
      case Op.JP_REL:
        left -= Rec.ahead(rec) + 1;
        rec = Next.branch(rec, Flags.p(), left);
        continue;
      case Op.JNP_REL:
        left -= Rec.ahead(rec) + 1;
        rec = Next.branch(rec, !Flags.p(), left);
        continue;
      case Op.JL_REL:
        left -= Rec.ahead(rec) + 1;
        rec = Next.branch(rec, Flags.l(), left);
        continue;
      case Op.JGE_REL:
        left -= Rec.ahead(rec) + 1;
        rec = Next.branch(rec, !Flags.l(), left);
        continue;
      case Op.JLE_REL:
        left -= Rec.ahead(rec) + 1;
        rec = Next.branch(rec, Flags.le(), left);
        continue;
      case Op.JG_REL:
        left -= Rec.ahead(rec) + 1;
        rec = Next.branch(rec, !Flags.le(), left);
        continue;
      case Op.JRCXZ_REL:
      case Op.LOOP_REL:
      case Op.LOOPE_REL:
      case Op.LOOPNE_REL:
        left -= Rec.ahead(rec) + 1;
        rec = follow(rec, Counter.decides(rec), left);
        continue;
      case Op.REPEAT:
        left -= repeat(rec, left - Rec.ahead(rec));
        if (afterRepeat() == After.FAULT) {
          rec = Rec.fault(rec);
          continue;
        }
        left -= Rec.ahead(rec);
        if (afterRepeat() == After.SAME) {
          passBreakpoint(<u64>Rec.rip(rec));
          return stop(Stop.BUDGET, <u64>Rec.rip(rec), 0);
        }
        rec = follow(rec, false, left);
        continue;

      // system
      case Op.RDTSC:
        tellTime(left - Rec.ahead(rec));
        break;
      case Op.NOP:
        break;
      case Op.INT3:
        raise(Fault.TRAP, 0, 0, 0);
        rec = Rec.fault(rec);
        continue;
      case Op.UD2:
        raise(Fault.INVALID_OPCODE, 0, 0, 0);
        rec = Rec.fault(rec);
        continue;
      case Op.HLT:
        left -= Rec.ahead(rec) + 1;
        return stop(Stop.HALT, Rec.nextRip(rec), left);
      case Op.SYSCALL:
        left -= Rec.ahead(rec) + 1;
        rest = askHost(Rec.nextRip(rec), left);
        if (rest != GO_ON) return stop(rest, load<u64>(STATE, REG_RIP), left);
        rec = Next.arrive(load<u64>(STATE, REG_RIP), 0, left);
        continue;

      default:
        rec = Rec.op(rec) < FIRST_SSE ? rare(rec) : sse(rec);
        continue;
    }
    rec = Rec.next(rec);
  }
}
