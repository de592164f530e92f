/** The operations that programs seldom spend their time in; none of them branches. */

import { Fault, Flag, Op, REG_RAX, REG_RCX, REG_RDX } from './abi';
import { Alu, Fn } from './alu';
import { bits } from './bits';
import { Flags, Reg } from './cpu';
import { cpuid } from './cpuid';
import { raise } from './memory';
import { Rec } from './record';
import { Shape } from './shapes';
import { Stack } from './stack';

/** Executes one record and returns the one that comes next. */
export function rare(rec: usize): usize {
  switch (Rec.op(rec)) {
    // data transfer
    case Op.MOV_R16_R16:
      Reg.set<u16>(Rec.a(rec), Reg.get<u16>(Rec.b(rec)));
      return Rec.next(rec);
    case Op.MOV_R16_M16:
      return Shape.load<u16, u16>(rec);
    case Op.MOV_M16_R16:
      return Shape.store<u16>(rec, Reg.get<u16>(Rec.b(rec)));
    case Op.MOV_R16_I:
      Reg.set<u16>(Rec.a(rec), <u16>Rec.immediate(rec));
      return Rec.next(rec);
    case Op.MOV_M16_I:
      return Shape.store<u16>(rec, <u16>Rec.immediate(rec));
    case Op.MOVZX_R16_R8:
      Reg.set<u16>(Rec.a(rec), <u16>Reg.get<u8>(Rec.b(rec)));
      return Rec.next(rec);
    case Op.MOVZX_R16_M8:
      return Shape.load<u16, u8>(rec);
    case Op.MOVZX_R32_R16:
      Reg.set<u32>(Rec.a(rec), <u32>Reg.get<u16>(Rec.b(rec)));
      return Rec.next(rec);
    case Op.MOVZX_R32_M16:
      return Shape.load<u32, u16>(rec);
    case Op.MOVZX_R64_R16:
      Reg.set<u64>(Rec.a(rec), <u64>Reg.get<u16>(Rec.b(rec)));
      return Rec.next(rec);
    case Op.MOVZX_R64_M16:
      return Shape.load<u64, u16>(rec);
    case Op.MOVSX_R16_R8:
      Reg.set<i16>(Rec.a(rec), <i16>Reg.get<i8>(Rec.b(rec)));
      return Rec.next(rec);
    case Op.MOVSX_R16_M8:
      return Shape.load<i16, i8>(rec);
    case Op.MOVSX_R32_R16:
      Reg.set<i32>(Rec.a(rec), <i32>Reg.get<i16>(Rec.b(rec)));
      return Rec.next(rec);
    case Op.MOVSX_R32_M16:
      return Shape.load<i32, i16>(rec);
    case Op.MOVSX_R64_R16:
      Reg.set<i64>(Rec.a(rec), <i64>Reg.get<i16>(Rec.b(rec)));
      return Rec.next(rec);
    case Op.MOVSX_R64_M16:
      return Shape.load<i64, i16>(rec);
    case Op.MOVSXD_R16_R32:
      Reg.set<u16>(Rec.a(rec), Reg.get<u16>(Rec.b(rec)));
      return Rec.next(rec);
    case Op.MOVSXD_R16_M32:
      return Shape.load<u16, u32>(rec);
    case Op.LEA_R16_M:
      Reg.set<u16>(Rec.a(rec), <u16>Rec.address(rec));
      return Rec.next(rec);
    case Op.XCHG_R8_R8:
      Shape.exchange<u8>(rec);
      return Rec.next(rec);
    case Op.XCHG_M8_R8:
      return Shape.exchangeMemory<u8>(rec);
    case Op.XCHG_R16_R16:
      Shape.exchange<u16>(rec);
      return Rec.next(rec);
    case Op.XCHG_M16_R16:
      return Shape.exchangeMemory<u16>(rec);
    case Op.XCHG_R32_R32:
      Shape.exchange<u32>(rec);
      return Rec.next(rec);
    case Op.XCHG_M32_R32:
      return Shape.exchangeMemory<u32>(rec);
    case Op.XCHG_R64_R64:
      Shape.exchange<u64>(rec);
      return Rec.next(rec);
    case Op.XCHG_M64_R64:
      return Shape.exchangeMemory<u64>(rec);

    // stack
    case Op.PUSH_R16:
      return Stack.push<u16>(rec, Reg.get<u16>(Rec.a(rec)));
    case Op.PUSH_M16:
      return Stack.pushMemory<u16>(rec);
    case Op.POP_R16:
      return Stack.pop<u16>(rec);
    case Op.POP_M64:
      return Stack.popMemory<u64>(rec);
    case Op.POP_M16:
      return Stack.popMemory<u16>(rec);
    case Op.PUSHFQ:
      return Stack.push<u64>(rec, Flags.toWord());
    case Op.PUSHW_I:
      return Stack.push<u16>(rec, <u16>Rec.immediate(rec));
    case Op.PUSHFW:
      return Stack.push<u16>(rec, <u16>Flags.toWord());
    case Op.POPFW:
      return Stack.popFlags<u16>(rec);
    case Op.LEAVEW:
      return Stack.leave<u16>(rec);
    case Op.ENTER_I_I:
      return Stack.enter<u64>(rec);
    case Op.ENTERW_I_I:
      return Stack.enter<u16>(rec);
    case Op.POPFQ:
      return Stack.popFlags<u64>(rec);

    // arithmetic and logic
    case Op.ADD_R8_R8:
      Shape.rr<u8>(Fn.ADD, rec);
      return Rec.next(rec);
    case Op.ADD_R8_M8:
      return Shape.rm<u8>(Fn.ADD, rec);
    case Op.ADD_M8_R8:
      return Shape.mr<u8>(Fn.ADD, rec);
    case Op.ADD_R8_I:
      Shape.ri<u8>(Fn.ADD, rec);
      return Rec.next(rec);
    case Op.ADD_M8_I:
      return Shape.mi<u8>(Fn.ADD, rec);
    case Op.ADD_R16_R16:
      Shape.rr<u16>(Fn.ADD, rec);
      return Rec.next(rec);
    case Op.ADD_R16_M16:
      return Shape.rm<u16>(Fn.ADD, rec);
    case Op.ADD_M16_R16:
      return Shape.mr<u16>(Fn.ADD, rec);
    case Op.ADD_R16_I:
      Shape.ri<u16>(Fn.ADD, rec);
      return Rec.next(rec);
    case Op.ADD_M16_I:
      return Shape.mi<u16>(Fn.ADD, rec);
    case Op.OR_R8_R8:
      Shape.rr<u8>(Fn.OR, rec);
      return Rec.next(rec);
    case Op.OR_R8_M8:
      return Shape.rm<u8>(Fn.OR, rec);
    case Op.OR_M8_R8:
      return Shape.mr<u8>(Fn.OR, rec);
    case Op.OR_R8_I:
      Shape.ri<u8>(Fn.OR, rec);
      return Rec.next(rec);
    case Op.OR_M8_I:
      return Shape.mi<u8>(Fn.OR, rec);
    case Op.OR_R16_R16:
      Shape.rr<u16>(Fn.OR, rec);
      return Rec.next(rec);
    case Op.OR_R16_M16:
      return Shape.rm<u16>(Fn.OR, rec);
    case Op.OR_M16_R16:
      return Shape.mr<u16>(Fn.OR, rec);
    case Op.OR_R16_I:
      Shape.ri<u16>(Fn.OR, rec);
      return Rec.next(rec);
    case Op.OR_M16_I:
      return Shape.mi<u16>(Fn.OR, rec);
    case Op.ADC_R8_R8:
      Shape.rr<u8>(Fn.ADC, rec);
      return Rec.next(rec);
    case Op.ADC_R8_M8:
      return Shape.rm<u8>(Fn.ADC, rec);
    case Op.ADC_M8_R8:
      return Shape.mr<u8>(Fn.ADC, rec);
    case Op.ADC_R8_I:
      Shape.ri<u8>(Fn.ADC, rec);
      return Rec.next(rec);
    case Op.ADC_M8_I:
      return Shape.mi<u8>(Fn.ADC, rec);
    case Op.ADC_R16_R16:
      Shape.rr<u16>(Fn.ADC, rec);
      return Rec.next(rec);
    case Op.ADC_R16_M16:
      return Shape.rm<u16>(Fn.ADC, rec);
    case Op.ADC_M16_R16:
      return Shape.mr<u16>(Fn.ADC, rec);
    case Op.ADC_R16_I:
      Shape.ri<u16>(Fn.ADC, rec);
      return Rec.next(rec);
    case Op.ADC_M16_I:
      return Shape.mi<u16>(Fn.ADC, rec);
    case Op.ADC_R32_R32:
      Shape.rr<u32>(Fn.ADC, rec);
      return Rec.next(rec);
    case Op.ADC_R32_M32:
      return Shape.rm<u32>(Fn.ADC, rec);
    case Op.ADC_M32_R32:
      return Shape.mr<u32>(Fn.ADC, rec);
    case Op.ADC_R32_I:
      Shape.ri<u32>(Fn.ADC, rec);
      return Rec.next(rec);
    case Op.ADC_M32_I:
      return Shape.mi<u32>(Fn.ADC, rec);
    case Op.ADC_R64_R64:
      Shape.rr<u64>(Fn.ADC, rec);
      return Rec.next(rec);
    case Op.ADC_R64_M64:
      return Shape.rm<u64>(Fn.ADC, rec);
    case Op.ADC_M64_R64:
      return Shape.mr<u64>(Fn.ADC, rec);
    case Op.ADC_R64_I:
      Shape.ri<u64>(Fn.ADC, rec);
      return Rec.next(rec);
    case Op.ADC_M64_I:
      return Shape.mi<u64>(Fn.ADC, rec);
    case Op.SBB_R8_R8:
      Shape.rr<u8>(Fn.SBB, rec);
      return Rec.next(rec);
    case Op.SBB_R8_M8:
      return Shape.rm<u8>(Fn.SBB, rec);
    case Op.SBB_M8_R8:
      return Shape.mr<u8>(Fn.SBB, rec);
    case Op.SBB_R8_I:
      Shape.ri<u8>(Fn.SBB, rec);
      return Rec.next(rec);
    case Op.SBB_M8_I:
      return Shape.mi<u8>(Fn.SBB, rec);
    case Op.SBB_R16_R16:
      Shape.rr<u16>(Fn.SBB, rec);
      return Rec.next(rec);
    case Op.SBB_R16_M16:
      return Shape.rm<u16>(Fn.SBB, rec);
    case Op.SBB_M16_R16:
      return Shape.mr<u16>(Fn.SBB, rec);
    case Op.SBB_R16_I:
      Shape.ri<u16>(Fn.SBB, rec);
      return Rec.next(rec);
    case Op.SBB_M16_I:
      return Shape.mi<u16>(Fn.SBB, rec);
    case Op.SBB_R32_R32:
      Shape.rr<u32>(Fn.SBB, rec);
      return Rec.next(rec);
    case Op.SBB_R32_M32:
      return Shape.rm<u32>(Fn.SBB, rec);
    case Op.SBB_M32_R32:
      return Shape.mr<u32>(Fn.SBB, rec);
    case Op.SBB_R32_I:
      Shape.ri<u32>(Fn.SBB, rec);
      return Rec.next(rec);
    case Op.SBB_M32_I:
      return Shape.mi<u32>(Fn.SBB, rec);
    case Op.SBB_R64_R64:
      Shape.rr<u64>(Fn.SBB, rec);
      return Rec.next(rec);
    case Op.SBB_R64_M64:
      return Shape.rm<u64>(Fn.SBB, rec);
    case Op.SBB_M64_R64:
      return Shape.mr<u64>(Fn.SBB, rec);
    case Op.SBB_R64_I:
      Shape.ri<u64>(Fn.SBB, rec);
      return Rec.next(rec);
    case Op.SBB_M64_I:
      return Shape.mi<u64>(Fn.SBB, rec);
    case Op.AND_R8_R8:
      Shape.rr<u8>(Fn.AND, rec);
      return Rec.next(rec);
    case Op.AND_R8_M8:
      return Shape.rm<u8>(Fn.AND, rec);
    case Op.AND_M8_R8:
      return Shape.mr<u8>(Fn.AND, rec);
    case Op.AND_R8_I:
      Shape.ri<u8>(Fn.AND, rec);
      return Rec.next(rec);
    case Op.AND_M8_I:
      return Shape.mi<u8>(Fn.AND, rec);
    case Op.AND_R16_R16:
      Shape.rr<u16>(Fn.AND, rec);
      return Rec.next(rec);
    case Op.AND_R16_M16:
      return Shape.rm<u16>(Fn.AND, rec);
    case Op.AND_M16_R16:
      return Shape.mr<u16>(Fn.AND, rec);
    case Op.AND_R16_I:
      Shape.ri<u16>(Fn.AND, rec);
      return Rec.next(rec);
    case Op.AND_M16_I:
      return Shape.mi<u16>(Fn.AND, rec);
    case Op.SUB_R8_R8:
      Shape.rr<u8>(Fn.SUB, rec);
      return Rec.next(rec);
    case Op.SUB_R8_M8:
      return Shape.rm<u8>(Fn.SUB, rec);
    case Op.SUB_M8_R8:
      return Shape.mr<u8>(Fn.SUB, rec);
    case Op.SUB_R8_I:
      Shape.ri<u8>(Fn.SUB, rec);
      return Rec.next(rec);
    case Op.SUB_M8_I:
      return Shape.mi<u8>(Fn.SUB, rec);
    case Op.SUB_R16_R16:
      Shape.rr<u16>(Fn.SUB, rec);
      return Rec.next(rec);
    case Op.SUB_R16_M16:
      return Shape.rm<u16>(Fn.SUB, rec);
    case Op.SUB_M16_R16:
      return Shape.mr<u16>(Fn.SUB, rec);
    case Op.SUB_R16_I:
      Shape.ri<u16>(Fn.SUB, rec);
      return Rec.next(rec);
    case Op.SUB_M16_I:
      return Shape.mi<u16>(Fn.SUB, rec);
    case Op.XOR_R8_R8:
      Shape.rr<u8>(Fn.XOR, rec);
      return Rec.next(rec);
    case Op.XOR_R8_M8:
      return Shape.rm<u8>(Fn.XOR, rec);
    case Op.XOR_M8_R8:
      return Shape.mr<u8>(Fn.XOR, rec);
    case Op.XOR_R8_I:
      Shape.ri<u8>(Fn.XOR, rec);
      return Rec.next(rec);
    case Op.XOR_M8_I:
      return Shape.mi<u8>(Fn.XOR, rec);
    case Op.XOR_R16_R16:
      Shape.rr<u16>(Fn.XOR, rec);
      return Rec.next(rec);
    case Op.XOR_R16_M16:
      return Shape.rm<u16>(Fn.XOR, rec);
    case Op.XOR_M16_R16:
      return Shape.mr<u16>(Fn.XOR, rec);
    case Op.XOR_R16_I:
      Shape.ri<u16>(Fn.XOR, rec);
      return Rec.next(rec);
    case Op.XOR_M16_I:
      return Shape.mi<u16>(Fn.XOR, rec);
    case Op.CMP_R16_R16:
      Shape.rr<u16>(Fn.CMP, rec);
      return Rec.next(rec);
    case Op.CMP_R16_M16:
      return Shape.rm<u16>(Fn.CMP, rec);
    case Op.CMP_M16_R16:
      return Shape.mr<u16>(Fn.CMP, rec);
    case Op.CMP_R16_I:
      Shape.ri<u16>(Fn.CMP, rec);
      return Rec.next(rec);
    case Op.CMP_M16_I:
      return Shape.mi<u16>(Fn.CMP, rec);
    case Op.TEST_R16_R16:
      Shape.rr<u16>(Fn.TEST, rec);
      return Rec.next(rec);
    case Op.TEST_M16_R16:
      return Shape.mr<u16>(Fn.TEST, rec);
    case Op.TEST_R16_I:
      Shape.ri<u16>(Fn.TEST, rec);
      return Rec.next(rec);
    case Op.TEST_M16_I:
      return Shape.mi<u16>(Fn.TEST, rec);
    case Op.INC_R8:
      Shape.r<u8>(Fn.INC, rec);
      return Rec.next(rec);
    case Op.INC_M8:
      return Shape.m<u8>(Fn.INC, rec);
    case Op.INC_R16:
      Shape.r<u16>(Fn.INC, rec);
      return Rec.next(rec);
    case Op.INC_M16:
      return Shape.m<u16>(Fn.INC, rec);
    case Op.DEC_R8:
      Shape.r<u8>(Fn.DEC, rec);
      return Rec.next(rec);
    case Op.DEC_M8:
      return Shape.m<u8>(Fn.DEC, rec);
    case Op.DEC_R16:
      Shape.r<u16>(Fn.DEC, rec);
      return Rec.next(rec);
    case Op.DEC_M16:
      return Shape.m<u16>(Fn.DEC, rec);
    case Op.NOT_R8:
      Shape.r<u8>(Fn.NOT, rec);
      return Rec.next(rec);
    case Op.NOT_M8:
      return Shape.m<u8>(Fn.NOT, rec);
    case Op.NOT_R16:
      Shape.r<u16>(Fn.NOT, rec);
      return Rec.next(rec);
    case Op.NOT_M16:
      return Shape.m<u16>(Fn.NOT, rec);
    case Op.NEG_R8:
      Shape.r<u8>(Fn.NEG, rec);
      return Rec.next(rec);
    case Op.NEG_M8:
      return Shape.m<u8>(Fn.NEG, rec);
    case Op.NEG_R16:
      Shape.r<u16>(Fn.NEG, rec);
      return Rec.next(rec);
    case Op.NEG_M16:
      return Shape.m<u16>(Fn.NEG, rec);

    // multiplication and division
    case Op.MUL_R8:
      Alu.mul<u8>(Reg.get<u8>(Rec.a(rec)));
      return Rec.next(rec);
    case Op.MUL_M8:
      return Shape.mul<u8>(rec);
    case Op.MUL_R16:
      Alu.mul<u16>(Reg.get<u16>(Rec.a(rec)));
      return Rec.next(rec);
    case Op.MUL_M16:
      return Shape.mul<u16>(rec);
    case Op.MUL_R32:
      Alu.mul<u32>(Reg.get<u32>(Rec.a(rec)));
      return Rec.next(rec);
    case Op.MUL_M32:
      return Shape.mul<u32>(rec);
    case Op.MUL_R64:
      Alu.mul<u64>(Reg.get<u64>(Rec.a(rec)));
      return Rec.next(rec);
    case Op.MUL_M64:
      return Shape.mul<u64>(rec);
    case Op.IMUL_R8:
      Alu.imul<u8>(Reg.get<u8>(Rec.a(rec)));
      return Rec.next(rec);
    case Op.IMUL_M8:
      return Shape.imul<u8>(rec);
    case Op.IMUL_R16:
      Alu.imul<u16>(Reg.get<u16>(Rec.a(rec)));
      return Rec.next(rec);
    case Op.IMUL_M16:
      return Shape.imul<u16>(rec);
    case Op.IMUL_R32:
      Alu.imul<u32>(Reg.get<u32>(Rec.a(rec)));
      return Rec.next(rec);
    case Op.IMUL_M32:
      return Shape.imul<u32>(rec);
    case Op.IMUL_R64:
      Alu.imul<u64>(Reg.get<u64>(Rec.a(rec)));
      return Rec.next(rec);
    case Op.IMUL_M64:
      return Shape.imul<u64>(rec);
    case Op.IMUL_R16_R16:
      Reg.set<u16>(Rec.a(rec), Alu.imulTruncated<u16>(Reg.get<u16>(Rec.a(rec)), Reg.get<u16>(Rec.b(rec))));
      return Rec.next(rec);
    case Op.IMUL_R16_M16:
      return Shape.imulTruncated<u16>(rec, Reg.get<u16>(Rec.a(rec)));
    case Op.IMUL_R16_R16_I:
      Reg.set<u16>(Rec.a(rec), Alu.imulTruncated<u16>(Reg.get<u16>(Rec.b(rec)), <u16>Rec.immediate(rec)));
      return Rec.next(rec);
    case Op.IMUL_R16_M16_I:
      return Shape.imulTruncated<u16>(rec, <u16>Rec.immediate(rec));
    case Op.DIV_R8:
      return Alu.div<u8>(Reg.get<u8>(Rec.a(rec))) ? Rec.next(rec) : Rec.fault(rec);
    case Op.DIV_M8:
      return Shape.div<u8>(rec);
    case Op.DIV_R16:
      return Alu.div<u16>(Reg.get<u16>(Rec.a(rec))) ? Rec.next(rec) : Rec.fault(rec);
    case Op.DIV_M16:
      return Shape.div<u16>(rec);
    case Op.DIV_R32:
      return Alu.div<u32>(Reg.get<u32>(Rec.a(rec))) ? Rec.next(rec) : Rec.fault(rec);
    case Op.DIV_M32:
      return Shape.div<u32>(rec);
    case Op.DIV_R64:
      return Alu.div<u64>(Reg.get<u64>(Rec.a(rec))) ? Rec.next(rec) : Rec.fault(rec);
    case Op.DIV_M64:
      return Shape.div<u64>(rec);
    case Op.IDIV_R8:
      return Alu.idiv<u8>(Reg.get<u8>(Rec.a(rec))) ? Rec.next(rec) : Rec.fault(rec);
    case Op.IDIV_M8:
      return Shape.idiv<u8>(rec);
    case Op.IDIV_R16:
      return Alu.idiv<u16>(Reg.get<u16>(Rec.a(rec))) ? Rec.next(rec) : Rec.fault(rec);
    case Op.IDIV_M16:
      return Shape.idiv<u16>(rec);
    case Op.IDIV_R32:
      return Alu.idiv<u32>(Reg.get<u32>(Rec.a(rec))) ? Rec.next(rec) : Rec.fault(rec);
    case Op.IDIV_M32:
      return Shape.idiv<u32>(rec);
    case Op.IDIV_R64:
      return Alu.idiv<u64>(Reg.get<u64>(Rec.a(rec))) ? Rec.next(rec) : Rec.fault(rec);
    case Op.IDIV_M64:
      return Shape.idiv<u64>(rec);
    case Op.CBW:
      Reg.set<i16>(REG_RAX, <i16>Reg.get<i8>(REG_RAX));
      return Rec.next(rec);
    case Op.CWD:
      Reg.set<i16>(REG_RDX, Reg.get<i16>(REG_RAX) >> 15);
      return Rec.next(rec);

    // shifts and rotates
    case Op.ROL_R8_I:
      Shape.shift<u8>(Fn.ROL, rec, <u32>Rec.immediate(rec));
      return Rec.next(rec);
    case Op.ROL_M8_I:
      return Shape.shiftMemory<u8>(Fn.ROL, rec, <u32>Rec.immediate(rec));
    case Op.ROL_R8_R8:
      Shape.shift<u8>(Fn.ROL, rec, <u32>Reg.get<u8>(REG_RCX));
      return Rec.next(rec);
    case Op.ROL_M8_R8:
      return Shape.shiftMemory<u8>(Fn.ROL, rec, <u32>Reg.get<u8>(REG_RCX));
    case Op.ROL_R16_I:
      Shape.shift<u16>(Fn.ROL, rec, <u32>Rec.immediate(rec));
      return Rec.next(rec);
    case Op.ROL_M16_I:
      return Shape.shiftMemory<u16>(Fn.ROL, rec, <u32>Rec.immediate(rec));
    case Op.ROL_R16_R8:
      Shape.shift<u16>(Fn.ROL, rec, <u32>Reg.get<u8>(REG_RCX));
      return Rec.next(rec);
    case Op.ROL_M16_R8:
      return Shape.shiftMemory<u16>(Fn.ROL, rec, <u32>Reg.get<u8>(REG_RCX));
    case Op.ROL_R32_I:
      Shape.shift<u32>(Fn.ROL, rec, <u32>Rec.immediate(rec));
      return Rec.next(rec);
    case Op.ROL_M32_I:
      return Shape.shiftMemory<u32>(Fn.ROL, rec, <u32>Rec.immediate(rec));
    case Op.ROL_R32_R8:
      Shape.shift<u32>(Fn.ROL, rec, <u32>Reg.get<u8>(REG_RCX));
      return Rec.next(rec);
    case Op.ROL_M32_R8:
      return Shape.shiftMemory<u32>(Fn.ROL, rec, <u32>Reg.get<u8>(REG_RCX));
    case Op.ROL_R64_I:
      Shape.shift<u64>(Fn.ROL, rec, <u32>Rec.immediate(rec));
      return Rec.next(rec);
    case Op.ROL_M64_I:
      return Shape.shiftMemory<u64>(Fn.ROL, rec, <u32>Rec.immediate(rec));
    case Op.ROL_R64_R8:
      Shape.shift<u64>(Fn.ROL, rec, <u32>Reg.get<u8>(REG_RCX));
      return Rec.next(rec);
    case Op.ROL_M64_R8:
      return Shape.shiftMemory<u64>(Fn.ROL, rec, <u32>Reg.get<u8>(REG_RCX));
    case Op.ROR_R8_I:
      Shape.shift<u8>(Fn.ROR, rec, <u32>Rec.immediate(rec));
      return Rec.next(rec);
    case Op.ROR_M8_I:
      return Shape.shiftMemory<u8>(Fn.ROR, rec, <u32>Rec.immediate(rec));
    case Op.ROR_R8_R8:
      Shape.shift<u8>(Fn.ROR, rec, <u32>Reg.get<u8>(REG_RCX));
      return Rec.next(rec);
    case Op.ROR_M8_R8:
      return Shape.shiftMemory<u8>(Fn.ROR, rec, <u32>Reg.get<u8>(REG_RCX));
    case Op.ROR_R16_I:
      Shape.shift<u16>(Fn.ROR, rec, <u32>Rec.immediate(rec));
      return Rec.next(rec);
    case Op.ROR_M16_I:
      return Shape.shiftMemory<u16>(Fn.ROR, rec, <u32>Rec.immediate(rec));
    case Op.ROR_R16_R8:
      Shape.shift<u16>(Fn.ROR, rec, <u32>Reg.get<u8>(REG_RCX));
      return Rec.next(rec);
    case Op.ROR_M16_R8:
      return Shape.shiftMemory<u16>(Fn.ROR, rec, <u32>Reg.get<u8>(REG_RCX));
    case Op.ROR_R32_I:
      Shape.shift<u32>(Fn.ROR, rec, <u32>Rec.immediate(rec));
      return Rec.next(rec);
    case Op.ROR_M32_I:
      return Shape.shiftMemory<u32>(Fn.ROR, rec, <u32>Rec.immediate(rec));
    case Op.ROR_R32_R8:
      Shape.shift<u32>(Fn.ROR, rec, <u32>Reg.get<u8>(REG_RCX));
      return Rec.next(rec);
    case Op.ROR_M32_R8:
      return Shape.shiftMemory<u32>(Fn.ROR, rec, <u32>Reg.get<u8>(REG_RCX));
    case Op.ROR_R64_I:
      Shape.shift<u64>(Fn.ROR, rec, <u32>Rec.immediate(rec));
      return Rec.next(rec);
    case Op.ROR_M64_I:
      return Shape.shiftMemory<u64>(Fn.ROR, rec, <u32>Rec.immediate(rec));
    case Op.ROR_R64_R8:
      Shape.shift<u64>(Fn.ROR, rec, <u32>Reg.get<u8>(REG_RCX));
      return Rec.next(rec);
    case Op.ROR_M64_R8:
      return Shape.shiftMemory<u64>(Fn.ROR, rec, <u32>Reg.get<u8>(REG_RCX));
    case Op.SHL_R8_I:
      Shape.shift<u8>(Fn.SHL, rec, <u32>Rec.immediate(rec));
      return Rec.next(rec);
    case Op.SHL_M8_I:
      return Shape.shiftMemory<u8>(Fn.SHL, rec, <u32>Rec.immediate(rec));
    case Op.SHL_R8_R8:
      Shape.shift<u8>(Fn.SHL, rec, <u32>Reg.get<u8>(REG_RCX));
      return Rec.next(rec);
    case Op.SHL_M8_R8:
      return Shape.shiftMemory<u8>(Fn.SHL, rec, <u32>Reg.get<u8>(REG_RCX));
    case Op.SHL_R16_I:
      Shape.shift<u16>(Fn.SHL, rec, <u32>Rec.immediate(rec));
      return Rec.next(rec);
    case Op.SHL_M16_I:
      return Shape.shiftMemory<u16>(Fn.SHL, rec, <u32>Rec.immediate(rec));
    case Op.SHL_R16_R8:
      Shape.shift<u16>(Fn.SHL, rec, <u32>Reg.get<u8>(REG_RCX));
      return Rec.next(rec);
    case Op.SHL_M16_R8:
      return Shape.shiftMemory<u16>(Fn.SHL, rec, <u32>Reg.get<u8>(REG_RCX));
    case Op.SHL_M32_I:
      return Shape.shiftMemory<u32>(Fn.SHL, rec, <u32>Rec.immediate(rec));
    case Op.SHL_M32_R8:
      return Shape.shiftMemory<u32>(Fn.SHL, rec, <u32>Reg.get<u8>(REG_RCX));
    case Op.SHL_M64_I:
      return Shape.shiftMemory<u64>(Fn.SHL, rec, <u32>Rec.immediate(rec));
    case Op.SHL_M64_R8:
      return Shape.shiftMemory<u64>(Fn.SHL, rec, <u32>Reg.get<u8>(REG_RCX));
    case Op.SHR_R8_I:
      Shape.shift<u8>(Fn.SHR, rec, <u32>Rec.immediate(rec));
      return Rec.next(rec);
    case Op.SHR_M8_I:
      return Shape.shiftMemory<u8>(Fn.SHR, rec, <u32>Rec.immediate(rec));
    case Op.SHR_R8_R8:
      Shape.shift<u8>(Fn.SHR, rec, <u32>Reg.get<u8>(REG_RCX));
      return Rec.next(rec);
    case Op.SHR_M8_R8:
      return Shape.shiftMemory<u8>(Fn.SHR, rec, <u32>Reg.get<u8>(REG_RCX));
    case Op.SHR_R16_I:
      Shape.shift<u16>(Fn.SHR, rec, <u32>Rec.immediate(rec));
      return Rec.next(rec);
    case Op.SHR_M16_I:
      return Shape.shiftMemory<u16>(Fn.SHR, rec, <u32>Rec.immediate(rec));
    case Op.SHR_R16_R8:
      Shape.shift<u16>(Fn.SHR, rec, <u32>Reg.get<u8>(REG_RCX));
      return Rec.next(rec);
    case Op.SHR_M16_R8:
      return Shape.shiftMemory<u16>(Fn.SHR, rec, <u32>Reg.get<u8>(REG_RCX));
    case Op.SHR_M32_I:
      return Shape.shiftMemory<u32>(Fn.SHR, rec, <u32>Rec.immediate(rec));
    case Op.SHR_M32_R8:
      return Shape.shiftMemory<u32>(Fn.SHR, rec, <u32>Reg.get<u8>(REG_RCX));
    case Op.SHR_M64_I:
      return Shape.shiftMemory<u64>(Fn.SHR, rec, <u32>Rec.immediate(rec));
    case Op.SHR_M64_R8:
      return Shape.shiftMemory<u64>(Fn.SHR, rec, <u32>Reg.get<u8>(REG_RCX));
    case Op.SAR_R8_I:
      Shape.shift<u8>(Fn.SAR, rec, <u32>Rec.immediate(rec));
      return Rec.next(rec);
    case Op.SAR_M8_I:
      return Shape.shiftMemory<u8>(Fn.SAR, rec, <u32>Rec.immediate(rec));
    case Op.SAR_R8_R8:
      Shape.shift<u8>(Fn.SAR, rec, <u32>Reg.get<u8>(REG_RCX));
      return Rec.next(rec);
    case Op.SAR_M8_R8:
      return Shape.shiftMemory<u8>(Fn.SAR, rec, <u32>Reg.get<u8>(REG_RCX));
    case Op.SAR_R16_I:
      Shape.shift<u16>(Fn.SAR, rec, <u32>Rec.immediate(rec));
      return Rec.next(rec);
    case Op.SAR_M16_I:
      return Shape.shiftMemory<u16>(Fn.SAR, rec, <u32>Rec.immediate(rec));
    case Op.SAR_R16_R8:
      Shape.shift<u16>(Fn.SAR, rec, <u32>Reg.get<u8>(REG_RCX));
      return Rec.next(rec);
    case Op.SAR_M16_R8:
      return Shape.shiftMemory<u16>(Fn.SAR, rec, <u32>Reg.get<u8>(REG_RCX));
    case Op.SAR_M32_I:
      return Shape.shiftMemory<u32>(Fn.SAR, rec, <u32>Rec.immediate(rec));
    case Op.SAR_M32_R8:
      return Shape.shiftMemory<u32>(Fn.SAR, rec, <u32>Reg.get<u8>(REG_RCX));
    case Op.SAR_M64_I:
      return Shape.shiftMemory<u64>(Fn.SAR, rec, <u32>Rec.immediate(rec));
    case Op.SAR_M64_R8:
      return Shape.shiftMemory<u64>(Fn.SAR, rec, <u32>Reg.get<u8>(REG_RCX));

    // conditions
    case Op.SETCC_R8:
      Reg.set<u8>(Rec.a(rec), <u8>Flags.condition(<i32>Rec.immediate(rec)));
      return Rec.next(rec);
    case Op.SETCC_M8:
      return Shape.store<u8>(rec, <u8>Flags.condition(<i32>Rec.immediate(rec)));
    case Op.CMOVCC_R16_R16:
      Shape.move<u16>(rec);
      return Rec.next(rec);
    case Op.CMOVCC_R16_M16:
      return Shape.moveMemory<u16>(rec);
    case Op.CMOVCC_R32_R32:
      Shape.move<u32>(rec);
      return Rec.next(rec);
    case Op.CMOVCC_R32_M32:
      return Shape.moveMemory<u32>(rec);
    case Op.CMOVCC_R64_R64:
      Shape.move<u64>(rec);
      return Rec.next(rec);
    case Op.CMOVCC_R64_M64:
      return Shape.moveMemory<u64>(rec);

    // flags
    case Op.CLC:
      Flags.setCarry(false);
      return Rec.next(rec);
    case Op.STC:
      Flags.setCarry(true);
      return Rec.next(rec);
    case Op.CMC:
      Flags.setCarry(!Flags.b());
      return Rec.next(rec);
    case Op.CLD:
      Flags.setOthers(Flags.others() & ~Flag.DF);
      return Rec.next(rec);
    case Op.STD:
      Flags.setOthers(Flags.others() | Flag.DF);
      return Rec.next(rec);
    case Op.LAHF:
      Reg.set<u8>(REG_RAX + 1, <u8>Flags.toWord());
      return Rec.next(rec);
    case Op.SAHF:
      Flags.fromWord((<u32>Flags.toWord() & Flag.OF) | <u32>Reg.get<u8>(REG_RAX + 1));
      return Rec.next(rec);

    // system
    case Op.CPUID:
      cpuid();
      return Rec.next(rec);
    case Op.INT_I:
      raise(Fault.GENERAL_PROTECTION, 0, 0, 0);
      return Rec.fault(rec);
    default:
      return bits(rec);
  }
}
