/** The few pictures of the page. */

import type { JSX } from 'preact';

const PATHS = {
  previous: 'M4 4h3v16H4zM20 4v16L8 12z',
  back: 'M17 4v16L6 12z',
  play: 'M6 3v18l15-9z',
  pause: 'M5 4h5v16H5zM14 4h5v16h-5z',
  step: 'M7 4v16l11-8z',
  next: 'M17 4h3v16h-3zM4 4v16l12-8z',
} as const;

export function Icon({ name }: { readonly name: keyof typeof PATHS }): JSX.Element {
  return (
    <svg class="ic" viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}

const CORES: readonly (readonly [x: number, y: number])[] = [
  [12, 12], [12, 4.8], [18.2, 8.4], [18.2, 15.6], [12, 19.2], [5.8, 15.6], [5.8, 8.4],
]; // prettier-ignore

export type Core = 'on' | 'off' | 'now';

/** The mark: a bundle of seven cores, one for each register that `switch` saves. */
export function Bundle({
  cores,
  label,
}: {
  readonly cores: readonly Core[];
  readonly label?: string;
}): JSX.Element {
  return (
    <svg
      class="bundle"
      viewBox="0 0 24 24"
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
    >
      <circle class="rim" cx="12" cy="12" r="11.3" />
      {CORES.map(([cx, cy], index) => (
        <circle key={index} class={cores[index] ?? 'off'} cx={cx} cy={cy} r="2.7" />
      ))}
    </svg>
  );
}

export const LOGO: readonly Core[] = ['on', 'on', 'on', 'now', 'on', 'on', 'on'];
