/** The machine as the host sees it. */

export {
  AddressError,
  GENERAL_REGISTERS,
  Machine,
  type GeneralRegister,
  type MachineFault,
  type RegisterName,
} from './machine.ts';
