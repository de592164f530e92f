/** The operations on bits; none of them branches. */

import { Op, REG_RCX } from './abi';
import { BitFn, Count } from './bit-alu';
import { BitShape } from './bit-shapes';
import { Reg } from './cpu';
import { exchanges } from './exchanges';
import { Rec } from './record';

/** Executes one record and returns the one that comes next. */
export function bits(rec: usize): usize {
  switch (Rec.op(rec)) {
    // one bit
    case Op.BT_R16_R16:
      return BitShape.rr<u16>(BitFn.TEST, rec);
    case Op.BT_M16_R16:
      return BitShape.mr<u16>(BitFn.TEST, rec);
    case Op.BT_R16_I:
      return BitShape.ri<u16>(BitFn.TEST, rec);
    case Op.BT_M16_I:
      return BitShape.mi<u16>(BitFn.TEST, rec);
    case Op.BT_R32_R32:
      return BitShape.rr<u32>(BitFn.TEST, rec);
    case Op.BT_M32_R32:
      return BitShape.mr<u32>(BitFn.TEST, rec);
    case Op.BT_R32_I:
      return BitShape.ri<u32>(BitFn.TEST, rec);
    case Op.BT_M32_I:
      return BitShape.mi<u32>(BitFn.TEST, rec);
    case Op.BT_R64_R64:
      return BitShape.rr<u64>(BitFn.TEST, rec);
    case Op.BT_M64_R64:
      return BitShape.mr<u64>(BitFn.TEST, rec);
    case Op.BT_R64_I:
      return BitShape.ri<u64>(BitFn.TEST, rec);
    case Op.BT_M64_I:
      return BitShape.mi<u64>(BitFn.TEST, rec);
    case Op.BTS_R16_R16:
      return BitShape.rr<u16>(BitFn.SET, rec);
    case Op.BTS_M16_R16:
      return BitShape.mr<u16>(BitFn.SET, rec);
    case Op.BTS_R16_I:
      return BitShape.ri<u16>(BitFn.SET, rec);
    case Op.BTS_M16_I:
      return BitShape.mi<u16>(BitFn.SET, rec);
    case Op.BTS_R32_R32:
      return BitShape.rr<u32>(BitFn.SET, rec);
    case Op.BTS_M32_R32:
      return BitShape.mr<u32>(BitFn.SET, rec);
    case Op.BTS_R32_I:
      return BitShape.ri<u32>(BitFn.SET, rec);
    case Op.BTS_M32_I:
      return BitShape.mi<u32>(BitFn.SET, rec);
    case Op.BTS_R64_R64:
      return BitShape.rr<u64>(BitFn.SET, rec);
    case Op.BTS_M64_R64:
      return BitShape.mr<u64>(BitFn.SET, rec);
    case Op.BTS_R64_I:
      return BitShape.ri<u64>(BitFn.SET, rec);
    case Op.BTS_M64_I:
      return BitShape.mi<u64>(BitFn.SET, rec);
    case Op.BTR_R16_R16:
      return BitShape.rr<u16>(BitFn.RESET, rec);
    case Op.BTR_M16_R16:
      return BitShape.mr<u16>(BitFn.RESET, rec);
    case Op.BTR_R16_I:
      return BitShape.ri<u16>(BitFn.RESET, rec);
    case Op.BTR_M16_I:
      return BitShape.mi<u16>(BitFn.RESET, rec);
    case Op.BTR_R32_R32:
      return BitShape.rr<u32>(BitFn.RESET, rec);
    case Op.BTR_M32_R32:
      return BitShape.mr<u32>(BitFn.RESET, rec);
    case Op.BTR_R32_I:
      return BitShape.ri<u32>(BitFn.RESET, rec);
    case Op.BTR_M32_I:
      return BitShape.mi<u32>(BitFn.RESET, rec);
    case Op.BTR_R64_R64:
      return BitShape.rr<u64>(BitFn.RESET, rec);
    case Op.BTR_M64_R64:
      return BitShape.mr<u64>(BitFn.RESET, rec);
    case Op.BTR_R64_I:
      return BitShape.ri<u64>(BitFn.RESET, rec);
    case Op.BTR_M64_I:
      return BitShape.mi<u64>(BitFn.RESET, rec);
    case Op.BTC_R16_R16:
      return BitShape.rr<u16>(BitFn.COMPLEMENT, rec);
    case Op.BTC_M16_R16:
      return BitShape.mr<u16>(BitFn.COMPLEMENT, rec);
    case Op.BTC_R16_I:
      return BitShape.ri<u16>(BitFn.COMPLEMENT, rec);
    case Op.BTC_M16_I:
      return BitShape.mi<u16>(BitFn.COMPLEMENT, rec);
    case Op.BTC_R32_R32:
      return BitShape.rr<u32>(BitFn.COMPLEMENT, rec);
    case Op.BTC_M32_R32:
      return BitShape.mr<u32>(BitFn.COMPLEMENT, rec);
    case Op.BTC_R32_I:
      return BitShape.ri<u32>(BitFn.COMPLEMENT, rec);
    case Op.BTC_M32_I:
      return BitShape.mi<u32>(BitFn.COMPLEMENT, rec);
    case Op.BTC_R64_R64:
      return BitShape.rr<u64>(BitFn.COMPLEMENT, rec);
    case Op.BTC_M64_R64:
      return BitShape.mr<u64>(BitFn.COMPLEMENT, rec);
    case Op.BTC_R64_I:
      return BitShape.ri<u64>(BitFn.COMPLEMENT, rec);
    case Op.BTC_M64_I:
      return BitShape.mi<u64>(BitFn.COMPLEMENT, rec);

    // the number of a bit, and how many there are
    case Op.BSF_R16_R16:
      return BitShape.scan<u16>(true, rec, Reg.get<u16>(Rec.b(rec)));
    case Op.BSF_R16_M16:
      return BitShape.scanMemory<u16>(true, rec);
    case Op.BSF_R32_R32:
      return BitShape.scan<u32>(true, rec, Reg.get<u32>(Rec.b(rec)));
    case Op.BSF_R32_M32:
      return BitShape.scanMemory<u32>(true, rec);
    case Op.BSF_R64_R64:
      return BitShape.scan<u64>(true, rec, Reg.get<u64>(Rec.b(rec)));
    case Op.BSF_R64_M64:
      return BitShape.scanMemory<u64>(true, rec);
    case Op.BSR_R16_R16:
      return BitShape.scan<u16>(false, rec, Reg.get<u16>(Rec.b(rec)));
    case Op.BSR_R16_M16:
      return BitShape.scanMemory<u16>(false, rec);
    case Op.BSR_R32_R32:
      return BitShape.scan<u32>(false, rec, Reg.get<u32>(Rec.b(rec)));
    case Op.BSR_R32_M32:
      return BitShape.scanMemory<u32>(false, rec);
    case Op.BSR_R64_R64:
      return BitShape.scan<u64>(false, rec, Reg.get<u64>(Rec.b(rec)));
    case Op.BSR_R64_M64:
      return BitShape.scanMemory<u64>(false, rec);
    case Op.TZCNT_R16_R16:
      return BitShape.count<u16>(Count.TRAILING, rec);
    case Op.TZCNT_R16_M16:
      return BitShape.countMemory<u16>(Count.TRAILING, rec);
    case Op.TZCNT_R32_R32:
      return BitShape.count<u32>(Count.TRAILING, rec);
    case Op.TZCNT_R32_M32:
      return BitShape.countMemory<u32>(Count.TRAILING, rec);
    case Op.TZCNT_R64_R64:
      return BitShape.count<u64>(Count.TRAILING, rec);
    case Op.TZCNT_R64_M64:
      return BitShape.countMemory<u64>(Count.TRAILING, rec);
    case Op.LZCNT_R16_R16:
      return BitShape.count<u16>(Count.LEADING, rec);
    case Op.LZCNT_R16_M16:
      return BitShape.countMemory<u16>(Count.LEADING, rec);
    case Op.LZCNT_R32_R32:
      return BitShape.count<u32>(Count.LEADING, rec);
    case Op.LZCNT_R32_M32:
      return BitShape.countMemory<u32>(Count.LEADING, rec);
    case Op.LZCNT_R64_R64:
      return BitShape.count<u64>(Count.LEADING, rec);
    case Op.LZCNT_R64_M64:
      return BitShape.countMemory<u64>(Count.LEADING, rec);
    case Op.POPCNT_R16_R16:
      return BitShape.count<u16>(Count.ONES, rec);
    case Op.POPCNT_R16_M16:
      return BitShape.countMemory<u16>(Count.ONES, rec);
    case Op.POPCNT_R32_R32:
      return BitShape.count<u32>(Count.ONES, rec);
    case Op.POPCNT_R32_M32:
      return BitShape.countMemory<u32>(Count.ONES, rec);
    case Op.POPCNT_R64_R64:
      return BitShape.count<u64>(Count.ONES, rec);
    case Op.POPCNT_R64_M64:
      return BitShape.countMemory<u64>(Count.ONES, rec);
    case Op.BSWAP_R32:
      Reg.set<u32>(Rec.a(rec), bswap<u32>(Reg.get<u32>(Rec.a(rec))));
      return Rec.next(rec);
    case Op.BSWAP_R64:
      Reg.set<u64>(Rec.a(rec), bswap<u64>(Reg.get<u64>(Rec.a(rec))));
      return Rec.next(rec);

    // rotates through CF
    case Op.RCL_R8_I:
      return BitShape.rotate<u8>(true, rec, <u32>Rec.immediate(rec));
    case Op.RCL_M8_I:
      return BitShape.rotateMemory<u8>(true, rec, <u32>Rec.immediate(rec));
    case Op.RCL_R8_R8:
      return BitShape.rotate<u8>(true, rec, <u32>Reg.get<u8>(REG_RCX));
    case Op.RCL_M8_R8:
      return BitShape.rotateMemory<u8>(true, rec, <u32>Reg.get<u8>(REG_RCX));
    case Op.RCL_R16_I:
      return BitShape.rotate<u16>(true, rec, <u32>Rec.immediate(rec));
    case Op.RCL_M16_I:
      return BitShape.rotateMemory<u16>(true, rec, <u32>Rec.immediate(rec));
    case Op.RCL_R16_R8:
      return BitShape.rotate<u16>(true, rec, <u32>Reg.get<u8>(REG_RCX));
    case Op.RCL_M16_R8:
      return BitShape.rotateMemory<u16>(true, rec, <u32>Reg.get<u8>(REG_RCX));
    case Op.RCL_R32_I:
      return BitShape.rotate<u32>(true, rec, <u32>Rec.immediate(rec));
    case Op.RCL_M32_I:
      return BitShape.rotateMemory<u32>(true, rec, <u32>Rec.immediate(rec));
    case Op.RCL_R32_R8:
      return BitShape.rotate<u32>(true, rec, <u32>Reg.get<u8>(REG_RCX));
    case Op.RCL_M32_R8:
      return BitShape.rotateMemory<u32>(true, rec, <u32>Reg.get<u8>(REG_RCX));
    case Op.RCL_R64_I:
      return BitShape.rotate<u64>(true, rec, <u32>Rec.immediate(rec));
    case Op.RCL_M64_I:
      return BitShape.rotateMemory<u64>(true, rec, <u32>Rec.immediate(rec));
    case Op.RCL_R64_R8:
      return BitShape.rotate<u64>(true, rec, <u32>Reg.get<u8>(REG_RCX));
    case Op.RCL_M64_R8:
      return BitShape.rotateMemory<u64>(true, rec, <u32>Reg.get<u8>(REG_RCX));
    case Op.RCR_R8_I:
      return BitShape.rotate<u8>(false, rec, <u32>Rec.immediate(rec));
    case Op.RCR_M8_I:
      return BitShape.rotateMemory<u8>(false, rec, <u32>Rec.immediate(rec));
    case Op.RCR_R8_R8:
      return BitShape.rotate<u8>(false, rec, <u32>Reg.get<u8>(REG_RCX));
    case Op.RCR_M8_R8:
      return BitShape.rotateMemory<u8>(false, rec, <u32>Reg.get<u8>(REG_RCX));
    case Op.RCR_R16_I:
      return BitShape.rotate<u16>(false, rec, <u32>Rec.immediate(rec));
    case Op.RCR_M16_I:
      return BitShape.rotateMemory<u16>(false, rec, <u32>Rec.immediate(rec));
    case Op.RCR_R16_R8:
      return BitShape.rotate<u16>(false, rec, <u32>Reg.get<u8>(REG_RCX));
    case Op.RCR_M16_R8:
      return BitShape.rotateMemory<u16>(false, rec, <u32>Reg.get<u8>(REG_RCX));
    case Op.RCR_R32_I:
      return BitShape.rotate<u32>(false, rec, <u32>Rec.immediate(rec));
    case Op.RCR_M32_I:
      return BitShape.rotateMemory<u32>(false, rec, <u32>Rec.immediate(rec));
    case Op.RCR_R32_R8:
      return BitShape.rotate<u32>(false, rec, <u32>Reg.get<u8>(REG_RCX));
    case Op.RCR_M32_R8:
      return BitShape.rotateMemory<u32>(false, rec, <u32>Reg.get<u8>(REG_RCX));
    case Op.RCR_R64_I:
      return BitShape.rotate<u64>(false, rec, <u32>Rec.immediate(rec));
    case Op.RCR_M64_I:
      return BitShape.rotateMemory<u64>(false, rec, <u32>Rec.immediate(rec));
    case Op.RCR_R64_R8:
      return BitShape.rotate<u64>(false, rec, <u32>Reg.get<u8>(REG_RCX));
    case Op.RCR_M64_R8:
      return BitShape.rotateMemory<u64>(false, rec, <u32>Reg.get<u8>(REG_RCX));

    // shifts of two registers, or of memory and a register
    case Op.SHLD_R16_R16_I:
      return BitShape.doubleShift<u16>(true, rec, <u32>Rec.immediate(rec));
    case Op.SHLD_M16_R16_I:
      return BitShape.doubleShiftMemory<u16>(true, rec, <u32>Rec.immediate(rec));
    case Op.SHLD_R16_R16_R8:
      return BitShape.doubleShift<u16>(true, rec, <u32>Reg.get<u8>(REG_RCX));
    case Op.SHLD_M16_R16_R8:
      return BitShape.doubleShiftMemory<u16>(true, rec, <u32>Reg.get<u8>(REG_RCX));
    case Op.SHLD_R32_R32_I:
      return BitShape.doubleShift<u32>(true, rec, <u32>Rec.immediate(rec));
    case Op.SHLD_M32_R32_I:
      return BitShape.doubleShiftMemory<u32>(true, rec, <u32>Rec.immediate(rec));
    case Op.SHLD_R32_R32_R8:
      return BitShape.doubleShift<u32>(true, rec, <u32>Reg.get<u8>(REG_RCX));
    case Op.SHLD_M32_R32_R8:
      return BitShape.doubleShiftMemory<u32>(true, rec, <u32>Reg.get<u8>(REG_RCX));
    case Op.SHLD_R64_R64_I:
      return BitShape.doubleShift<u64>(true, rec, <u32>Rec.immediate(rec));
    case Op.SHLD_M64_R64_I:
      return BitShape.doubleShiftMemory<u64>(true, rec, <u32>Rec.immediate(rec));
    case Op.SHLD_R64_R64_R8:
      return BitShape.doubleShift<u64>(true, rec, <u32>Reg.get<u8>(REG_RCX));
    case Op.SHLD_M64_R64_R8:
      return BitShape.doubleShiftMemory<u64>(true, rec, <u32>Reg.get<u8>(REG_RCX));
    case Op.SHRD_R16_R16_I:
      return BitShape.doubleShift<u16>(false, rec, <u32>Rec.immediate(rec));
    case Op.SHRD_M16_R16_I:
      return BitShape.doubleShiftMemory<u16>(false, rec, <u32>Rec.immediate(rec));
    case Op.SHRD_R16_R16_R8:
      return BitShape.doubleShift<u16>(false, rec, <u32>Reg.get<u8>(REG_RCX));
    case Op.SHRD_M16_R16_R8:
      return BitShape.doubleShiftMemory<u16>(false, rec, <u32>Reg.get<u8>(REG_RCX));
    case Op.SHRD_R32_R32_I:
      return BitShape.doubleShift<u32>(false, rec, <u32>Rec.immediate(rec));
    case Op.SHRD_M32_R32_I:
      return BitShape.doubleShiftMemory<u32>(false, rec, <u32>Rec.immediate(rec));
    case Op.SHRD_R32_R32_R8:
      return BitShape.doubleShift<u32>(false, rec, <u32>Reg.get<u8>(REG_RCX));
    case Op.SHRD_M32_R32_R8:
      return BitShape.doubleShiftMemory<u32>(false, rec, <u32>Reg.get<u8>(REG_RCX));
    case Op.SHRD_R64_R64_I:
      return BitShape.doubleShift<u64>(false, rec, <u32>Rec.immediate(rec));
    case Op.SHRD_M64_R64_I:
      return BitShape.doubleShiftMemory<u64>(false, rec, <u32>Rec.immediate(rec));
    case Op.SHRD_R64_R64_R8:
      return BitShape.doubleShift<u64>(false, rec, <u32>Reg.get<u8>(REG_RCX));
    case Op.SHRD_M64_R64_R8:
      return BitShape.doubleShiftMemory<u64>(false, rec, <u32>Reg.get<u8>(REG_RCX));
    default:
      return exchanges(rec);
  }
}
