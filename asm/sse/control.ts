/** MXCSR, the x87 unit's control word, and saving the whole state. */

import {
  Fault,
  Mxcsr,
  MXCSR,
  MXCSR_DEFINED,
  Op,
  STATE,
  X87_CONTROL,
  X87_CONTROL_START,
  REG_XMM,
} from '../abi';
import { Reg } from '../cpu';
import { Mem, raise } from '../memory';
import { Rec } from '../record';
import { Shape } from '../shapes';
import { misaligned, Xmm } from './xmm';

export function control(rec: usize): usize {
  switch (Rec.op(rec)) {
    case Op.LDMXCSR_M32: {
      const source = Xmm.readable<u32>(rec);
      if (source == 0 || refuses(load<u32>(source))) return Rec.fault(rec);
      store<u32>(STATE, load<u32>(source), MXCSR);
      return Rec.next(rec);
    }
    case Op.STMXCSR_M32:
      return Shape.store<u32>(rec, load<u32>(STATE, MXCSR));
    case Op.FNSTCW_M16:
      return Shape.store<u16>(rec, load<u16>(STATE, X87_CONTROL));
    case Op.FLDCW_M16: {
      const source = Xmm.readable<u16>(rec);
      if (source == 0) return Rec.fault(rec);
      setControl(load<u16>(source));
      return Rec.next(rec);
    }
    case Op.FNSTSW_R16:
      Reg.set<u16>(Rec.a(rec), 0);
      return Rec.next(rec);
    case Op.FNSTSW_M16:
      return Shape.store<u16>(rec, 0);
    case Op.FNINIT:
      setControl(<u16>X87_CONTROL_START);
      return Rec.next(rec);
    case Op.CLFLUSH_M8:
      return Xmm.readable<u8>(rec) == 0 ? Rec.fault(rec) : Rec.next(rec);
    case Op.FXSAVE_M:
      return save(rec);
    case Op.FXRSTOR_M:
      return restore(rec);
    default:
      return unreachable();
  }
}

/** Whether MXCSR cannot have a value, with the fault written down. */
function refuses(value: u32): bool {
  if ((value & ~MXCSR_DEFINED) != 0) {
    raise(Fault.GENERAL_PROTECTION, 0, 4, 0);
    return true;
  }
  const asked = value & (Mxcsr.ROUNDING | Mxcsr.FLUSH_TO_ZERO | Mxcsr.DENORMALS_ARE_ZEROS);
  if (asked == 0 && (value & Mxcsr.EXCEPTION_MASKS) == Mxcsr.EXCEPTION_MASKS) return false;
  raise(Fault.FLOATING_POINT_CONTROL, <u64>value, 4, 0);
  return true;
}

/** Bit 6 is always set; bit 7 and the three highest are always clear. */
function setControl(value: u16): void {
  store<u16>(STATE, (value & 0x1f3f) | 0x40, X87_CONTROL);
}

/**
 * What fxsave stores (SDM volume 1, table 10-2); the x87 registers are empty, and the rest is zeros.
 *
 *   0  u16  x87 control word     24  u32  mxcsr     28  u32  its bits that are defined     160  xmm0 .. xmm15
 *
 * The last 96 bytes are left as they are.
 */
const AREA_SIZE: u32 = 512;
const AREA_MXCSR: usize = 24;
const AREA_MXCSR_MASK: usize = 28;
const AREA_XMM: usize = 160;
const XMM_SIZE: usize = 256;

function save(rec: usize): usize {
  const address = Rec.address(rec);
  if (misaligned(address, AREA_SIZE) || Mem.unwritableBytes(address, AREA_SIZE)) return Rec.fault(rec);
  const area = <usize>address;
  memory.fill(area, 0, AREA_XMM);
  store<u16>(area, load<u16>(STATE, X87_CONTROL));
  store<u32>(area, load<u32>(STATE, MXCSR), AREA_MXCSR);
  store<u32>(area, MXCSR_DEFINED, AREA_MXCSR_MASK);
  memory.copy(area + AREA_XMM, STATE + REG_XMM, XMM_SIZE);
  return Rec.next(rec);
}

function restore(rec: usize): usize {
  const address = Rec.address(rec);
  if (misaligned(address, AREA_SIZE) || Mem.unreadableBytes(address, AREA_SIZE)) return Rec.fault(rec);
  const area = <usize>address;
  if (refuses(load<u32>(area, AREA_MXCSR))) return Rec.fault(rec);
  setControl(load<u16>(area));
  store<u32>(STATE, load<u32>(area, AREA_MXCSR), MXCSR);
  memory.copy(STATE + REG_XMM, area + AREA_XMM, XMM_SIZE);
  return Rec.next(rec);
}
