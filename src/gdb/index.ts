/** GDB's remote protocol. */

export { executableOf } from './executable.ts';
export { listen, type GdbServer, type ListenOptions } from './server.ts';
export { Session, type SessionOptions } from './session.ts';
