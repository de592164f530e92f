/** The names of the ways in which stacks grow, apart from all that carries them out. */

/**
 * How a thread's stack comes to its memory:
 *
 *   fixed      all of it is there from the beginning
 *   commit     a page more whenever the guard below is touched, up to the stack's size
 *   copy       when a function finds no room, all of it is copied to a stack twice as large
 *   segments   when a function finds no room, it and what it calls get a stack of their own
 */
export const STACK_MODES = ['fixed', 'commit', 'copy', 'segments'] as const;
export type StackMode = (typeof STACK_MODES)[number];
