/** The rules of the Trace Event Format, as far as its viewers need them kept; each is told of the event that breaks it. */

type Fields = Readonly<Record<string, unknown>>;

const PHASES = ['M', 'X', 'B', 'E', 'i', 's', 't', 'f'];
const SCOPES = ['t', 'p', 'g'];
/** What metadata must say. */
const METADATA: Readonly<Record<string, readonly [argument: string, type: string]>> = {
  process_name: ['name', 'string'],
  thread_name: ['name', 'string'],
  thread_sort_index: ['sort_index', 'number'],
};

interface Slice {
  readonly begin: number;
  readonly end: number;
}

/** What is wrong with a trace; nothing when all is well. */
export function brokenRules(events: readonly Fields[]): string[] {
  return [...fieldProblems(events), ...orderProblems(events), ...sliceProblems(events), ...flowProblems(events), ...metadataProblems(events)]; // prettier-ignore
}

const text = (event: Fields): string => JSON.stringify(event);
const track = ({ pid, tid }: Fields): string => `${String(pid)}/${String(tid)}`;
const timeOf = ({ ts }: Fields): number => ts as number;

function fieldProblems(events: readonly Fields[]): string[] {
  return events.flatMap((event) => {
    const { name, cat, ph, pid, tid, ts, dur, s, id, bp, args } = event;
    const rules: readonly (readonly [holds: boolean, rule: string])[] = [
      [typeof name === 'string' && name !== '', 'has a name'],
      [typeof cat === 'string' && cat !== '', 'has a category'],
      [PHASES.includes(ph as string), 'has a phase'],
      // 0 is the idle thread, and viewers keep 32 bits
      [[pid, tid].every((one) => Number.isInteger(one) && Number(one) > 0 && Number(one) < 2 ** 32), 'has a pid and a tid'],
      [Number.isFinite(ts) && Number(ts) >= 0, 'has a time'],
      [ph === 'X' ? Number.isFinite(dur) && Number(dur) >= 0 : dur === undefined, 'has a duration if complete'],
      [ph === 'i' ? SCOPES.includes(s as string) : s === undefined, 'has a scope if instant'],
      [['s', 't', 'f'].includes(ph as string) === (id !== undefined), 'has an id if part of a flow'],
      [ph === 'f' ? bp === 'e' : bp === undefined, 'binds to the slice around it if it ends a flow'],
      [args === undefined || (typeof args === 'object' && args !== null), 'has an object of arguments'],
      [numbersIn(event).every(Number.isFinite), 'has finite numbers'],
    ]; // prettier-ignore
    return rules.filter(([holds]) => !holds).map(([, rule]) => `${rule}: ${text(event)}`);
  });
}

function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

function orderProblems(events: readonly Fields[]): string[] {
  const latest = new Map<string, number>();
  return events.flatMap((event) => {
    const before = latest.get(track(event)) ?? 0;
    latest.set(track(event), timeOf(event));
    return timeOf(event) < before ? [`comes in order of time on its thread: ${text(event)}`] : [];
  });
}

/** Complete events, and pairs of begin and end, by track; what does not nest goes to `problems`. */
function slicesOf(events: readonly Fields[], problems: string[]): Map<string, Slice[]> {
  const slices = new Map<string, Slice[]>();
  const open = new Map<string, Fields[]>();
  const add = (event: Fields, end: number): void => {
    const list = slices.get(track(event)) ?? [];
    const slice = { begin: timeOf(event), end };
    const crosses = list.some(
      (other) => other.begin < slice.begin && slice.begin < other.end && other.end < end,
    );
    if (crosses) problems.push(`nests: ${text(event)}`);
    slices.set(track(event), [...list, slice]);
  };
  for (const event of events) {
    const stack = open.get(track(event)) ?? [];
    open.set(track(event), stack);
    if (event['ph'] === 'X') add(event, timeOf(event) + (event['dur'] as number));
    if (event['ph'] === 'B') stack.push(event);
    if (event['ph'] !== 'E') continue;
    const begin = stack.pop();
    if (begin && begin['name'] === event['name']) add(begin, timeOf(event));
    else problems.push(`ends what began last: ${text(event)}`);
  }
  for (const stack of open.values()) problems.push(...stack.map((event) => `has an end: ${text(event)}`));
  return slices;
}

function sliceProblems(events: readonly Fields[]): string[] {
  const problems: string[] = [];
  slicesOf(events, problems);
  return problems;
}

function flowProblems(events: readonly Fields[]): string[] {
  const slices = slicesOf(events, []);
  const flows = new Map<unknown, Fields[]>();
  for (const event of events)
    if (event['id'] !== undefined) flows.set(event['id'], [...(flows.get(event['id']) ?? []), event]);
  return [...flows.values()].flatMap((parts) => {
    const phases = parts.map(({ ph }) => String(ph)).join('');
    const kinds = new Set(parts.map(({ name, cat }) => `${String(cat)} ${String(name)}`));
    const times = parts.map(timeOf);
    const bound = parts.every((part) =>
      slices.get(track(part))?.some(({ begin, end }) => begin <= timeOf(part) && timeOf(part) <= end),
    );
    const rules: readonly (readonly [holds: boolean, rule: string])[] = [
      [/^st*f$/.test(phases), 'a flow starts, then ends, once'],
      [kinds.size === 1, 'a flow is of one category and name'],
      [times.every((time, index) => index === 0 || time >= times[index - 1]!), 'a flow goes forward in time'],
      [bound, 'a flow is bound to slices'],
    ];
    return rules.filter(([holds]) => !holds).map(([, rule]) => `${rule}: ${text(parts[0]!)}`);
  });
}

function metadataProblems(events: readonly Fields[]): string[] {
  const metadata = events.filter(({ ph }) => ph === 'M');
  const shapes = metadata.flatMap((event) => {
    const [argument, type] = METADATA[String(event['name'])] ?? [];
    const args = event['args'] as Fields | undefined;
    const good = argument !== undefined && typeof args?.[argument] === type;
    return good ? [] : [`metadata says what it is to say: ${text(event)}`];
  });
  const tracks = [...new Set(events.map(track))];
  const named = tracks.flatMap((one) =>
    ['thread_name', 'thread_sort_index'].flatMap((name) => {
      const times = metadata.filter((event) => track(event) === one && event['name'] === name).length;
      return times === 1 ? [] : [`${one} has ${times} ${name}`];
    }),
  );
  return [...shapes, ...named];
}
