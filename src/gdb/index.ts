/** GDB's remote protocol. */

export { executableOf } from './executable.ts';
export { listen, type GdbServer } from './server.ts';
export { Session } from './session.ts';
