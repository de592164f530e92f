/** Numbers and names as they are shown. */

import type { SourceLine, ThreadName } from '../scope/index.ts';

export const hex = (value: number | bigint): string => `0x${value.toString(16)}`;

/** `1 switch`, `6 switches`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** `1,000,000`. */
export function grouped(number: number): string {
  return number.toLocaleString('en-US');
}

/** `2 worker`; the slot alone when no task has ever had it. */
export function threadTitle({ id, name }: ThreadName): string {
  return `${id} ${name}`.trimEnd();
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

/** `1,500 ms`; with what is beside whole milliseconds. */
export function timeText(nanoseconds: number): string {
  return `${(nanoseconds / 1e6).toLocaleString('en-US', { maximumFractionDigits: 6 })} ms`;
}
