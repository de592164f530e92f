/**
 * What measures the page, or is measured by a library as soon as it changes, waits until all that a moment changes is
 * there: the browser lays the page out once then, and not once for each part.
 */

const waiting: (() => void)[] = [];

export function whenSettled(work: () => void): void {
  waiting.push(work);
  // components are rendered in the next microtask
  if (waiting.length === 1) queueMicrotask(() => queueMicrotask(run));
}

function run(): void {
  for (const work of waiting.splice(0)) work();
}
