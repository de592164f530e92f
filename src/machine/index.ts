/** The machine as the host sees it. */

export { blockAt, unshared, withBlocks, type Blocks } from './blocks.ts';
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
export type { MachineSnapshot } from './snapshot.ts';
export type { Watch } from './watches.ts';
