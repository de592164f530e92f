/** The machine as the host sees it. */

export {
  AddressError,
  GENERAL_REGISTERS,
  Machine,
  XMM_REGISTERS,
  type GeneralRegister,
  type MachineFault,
  type RegisterName,
} from './machine.ts';
export { OutOfMemory } from './out-of-memory.ts';
