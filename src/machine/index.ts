/** The machine as the host sees it. */

export {
  AddressError,
  GENERAL_REGISTERS,
  Machine,
  XMM_REGISTERS,
  type GeneralRegister,
  type MachineFault,
  type RegisterName,
  type Watch,
} from './machine.ts';
export type { MachineSnapshot } from './snapshot.ts';
