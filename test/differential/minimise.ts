/** The smallest program that is left of one when what does not matter to a difference is taken away. */

import type { State } from '../vectors/layout.ts';
import type { Program, Start } from './generate.ts';
import { POINTERS } from './operands.ts';
import type { Body, Node } from './program.ts';

/** What may stand for a node, smallest first: nothing, what is in it, less of that. */
function lesser(node: Node): readonly Body[] {
  switch (node.kind) {
    case 'step':
      return [[]];
    case 'branch':
      return [
        [],
        [...node.fallen, ...node.taken],
        ...lessOf(node.taken).map((taken) => [{ ...node, taken }]),
        ...lessOf(node.fallen).map((fallen) => [{ ...node, fallen }]),
      ];
    case 'loop':
      return [
        [],
        node.body,
        ...(node.count > 1
          ? [[{ ...node, count: node.count >> 1 }], [{ ...node, count: node.count - 1 }]]
          : []),
        ...lessOf(node.body).map((body) => [{ ...node, body }]),
      ];
    case 'call':
      return [[], node.body, ...lessOf(node.body).map((body) => [{ ...node, body }])];
  }
}

/** Halves first, then with one node replaced. */
function lessOf(body: Body): readonly Body[] {
  const middle = body.length >> 1;
  const halves = body.length > 2 ? [body.slice(middle), body.slice(0, middle)] : [];
  const replaced = body.flatMap((node, at) =>
    lesser(node).map((instead) => [...body.slice(0, at), ...instead, ...body.slice(at + 1)]),
  );
  return [...halves, ...replaced];
}

const RSP = 4;

/** States in which one register more is zero. */
function simpler(start: Start): readonly Start[] {
  const { state } = start;
  const zeroed = (values: readonly bigint[], at: number): readonly bigint[] => values.with(at, 0n);
  const states: readonly State[] = [
    ...(state.flags === 0 ? [] : [{ ...state, flags: 0 }]),
    ...state.registers.flatMap((value, number) =>
      value === 0n || number === RSP || POINTERS.has(number)
        ? []
        : [{ ...state, registers: zeroed(state.registers, number) }],
    ),
    ...state.sse!.xmm.flatMap((value, number) =>
      value === 0n ? [] : [{ ...state, sse: { ...state.sse!, xmm: zeroed(state.sse!.xmm, number) } }],
    ),
  ];
  return states.map((one) => ({ ...start, state: one }));
}

/** Takes the first that still differs, again and again. */
function descend<T>(from: T, choices: (of: T) => readonly T[], differs: (one: T) => boolean): T {
  for (;;) {
    const next = choices(from).find(differs);
    if (next === undefined) return from;
    from = next;
  }
}

/** @param program with one start, in which it differs */
export function minimise(program: Program, differs: (one: Program) => boolean): Program {
  const { starts } = program;
  const body = descend(program.body, lessOf, (one) => differs({ body: one, starts }));
  const start = descend(starts[0]!, simpler, (one) => differs({ body, starts: [one] }));
  return { body, starts: [start] };
}
