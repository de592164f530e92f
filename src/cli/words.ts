/** Numbers and names as they are shown. */

import type { SourceLine } from '../scope/index.ts';

export { grouped, hex, threadTitle, timeText } from '../scope/index.ts';

/** `1 switch`, `6 switches`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** A Thread begins with its context: a pointer to its first field is one to the thread. */
export function pointee(name: string): string {
  return name.replace(/'s context\.rsp$/, '');
}

/** For narrow columns: `stack 1+0x1fe0`. */
export function dense(name: string): string {
  return pointee(name).replaceAll(' + ', '+');
}

/** `demo.s:29`: without the folder, which columns have no room for. */
export function lineName({ file, line }: SourceLine): string {
  return `${file.replace(/^.*\//, '')}:${line}`;
}
