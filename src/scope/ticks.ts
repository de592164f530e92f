/** The steps of an axis. */

/** From 0 to a round number above all values, in at most five steps. */
export function ticks(largest: number): number[] {
  const rough = Math.max(largest, 1) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((one) => one >= rough)!;
  return Array.from({ length: Math.ceil(largest / step) + 1 }, (_, index) => index * step);
}
