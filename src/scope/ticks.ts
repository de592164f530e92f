/** The steps of an axis. */

const FACTORS = [1, 2, 2.5, 5, 10];

/** The smallest round number that is not below a rough one. */
function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  return FACTORS.map((factor) => factor * power).find((one) => one >= rough)!;
}

/** From 0 to a round number above all values, in at most five steps. */
export function ticks(largest: number): number[] {
  const step = roundStep(Math.max(largest, 1) / 4);
  return Array.from({ length: Math.ceil(largest / step) + 1 }, (_, index) => index * step);
}

/** Whole round numbers from `begin` to `end`, about so many or fewer. */
export function ticksBetween(begin: number, end: number, most: number): number[] {
  const step = Math.max(1, Math.ceil(roundStep(Math.max(1, (end - begin) / most))));
  const first = Math.ceil(begin / step);
  return Array.from(
    { length: Math.max(0, Math.floor(end / step) - first + 1) },
    (_, index) => (first + index) * step,
  );
}
