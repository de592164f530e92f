/** What others have measured on real systems, to be shown beside what is measured here. */

export interface Quoted {
  readonly source: string;
  /** What, and each with its figure. */
  readonly figures: readonly (readonly [what: string, figure: string])[];
}

export const QUOTED: readonly Quoted[] = [
  {
    source: 'github.com/jimblandy/context-switch, Linux threads against tasks of Rust',
    figures: [
      ['a switch', '1.7 us and 0.2 us'],
      ['to create one', '17 us and 0.3 us'],
      ['memory of each', '20 KiB and 0.4 KiB'],
      ['at once', '80,000 and 250,000'],
    ],
  },
  {
    source: 'a switch in one native run on x86-64 Linux',
    figures: [
      ['corosensei', '1.7 ns'],
      ['boost.context', '5.5 ns'],
      ["the book's", '8.5 ns, 14 ns with its Runtime'],
      ['Go', '40 ns'],
      ['ucontext', '234 ns'],
      ['pthreads, by futex', '2,194 ns'],
    ],
  },
];
