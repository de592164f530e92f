/** How values are written everywhere on the page. */

import type { JSX } from 'preact';

const digits = new Intl.NumberFormat('en-US');

export const grouped = (value: number): string => digits.format(value);

/** `0x1f`, shortest form. */
export const short = (value: bigint): string => (value < 10n ? String(value) : `0x${value.toString(16)}`);

/** `0x00500098`: addresses have at least 8 digits. */
export const address = (value: bigint | number): string => `0x${value.toString(16).padStart(8, '0')}`;

/** 16 digits, those before the first that counts dimmed; the upper half goes where there is no room. */
export function Hex({ value }: { readonly value: bigint }): JSX.Element {
  const whole = value.toString(16).padStart(16, '0');
  const zeros = Math.min(15, whole.search(/[^0]|$/));
  const [upper, lower] = [whole.slice(0, 8), whole.slice(8)];
  if (zeros >= 8) {
    return (
      <span class="hx" title={valueTitle(value)}>
        <i class="h">{upper}</i>
        <i>{lower.slice(0, zeros - 8)}</i>
        {lower.slice(zeros - 8)}
      </span>
    );
  }
  return (
    <span class="hx wide" title={valueTitle(value)}>
      <i>{upper.slice(0, zeros)}</i>
      {upper.slice(zeros)}
      {lower}
    </span>
  );
}

export function valueTitle(value: bigint): string {
  const signed = BigInt.asIntN(64, value);
  return `0x${value.toString(16)}, ${value}${signed < 0n ? ` or ${signed}` : ''}`;
}

const CODE = /(0x[0-9a-f]+|\b(?:r(?:[abcd]x|[sd]i|[sb]p|ip|8|9|1[0-5])|e[abcd]x|e[sd]i|rflags)\b)/;

/** A sentence with its registers and numbers set as code. */
export function Coded({ text }: { readonly text: string }): JSX.Element {
  return (
    <>{text.split(CODE).map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : part))}</>
  );
}

const SHAPES = 8;

/** The classes that give a thread its hue, its shape and its pattern. */
export function threadClass(id: number): string {
  return `t${id % 4} s${id % SHAPES}`;
}

export function Shape({ id }: { readonly id: number }): JSX.Element {
  return <b class={`sh ${threadClass(id)}`} aria-hidden="true" />;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
