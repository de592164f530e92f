/** The probes of the exercises that ask for a `switch`. */

import type { Probe } from './exercise.ts';
import type { Finding } from '../scope/index.ts';
import { walk, type SwitchRules } from './walk.ts';

/** Two threads take turns, switch to themselves, and many go anywhere. */
export function walkProbes(rules: SwitchRules): readonly Probe[] {
  const fields = rules.fields.map(({ name }) => name);
  const properties = ['switches', 'rsp', ...fields, 'memory', 'flags'] as const;
  return [
    { properties, run: (trial) => walk(trial, rules, 2, [1, 0, 1, 0, 1, 0]) },
    { properties: ['self'], run: (trial) => walk(trial, rules, 2, [1, 1, 0, 0, 1]) },
    {
      properties,
      run: (trial) => {
        const threads = 20 + trial.random.below(20);
        const path = Array.from({ length: 250 }, () => trial.random.below(threads));
        walk(
          trial,
          rules,
          threads,
          path.filter((to, step) => to !== (path[step - 1] ?? 0)),
        );
      },
    },
  ];
}

export function switchFinding({ code, register }: Finding): string | undefined {
  switch (code) {
    case 'callee-saved-register':
      return register ?? undefined;
    case 'rsp-changed':
      return 'rsp';
    case 'direction-flag':
    case 'mxcsr-changed':
    case 'x87-control-changed':
      return 'flags';
    default:
      return undefined;
  }
}
