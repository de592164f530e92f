/** What to do about thread-local storage, which this machine's threads do not have. */
export const NOT_THREAD_LOCAL = 'a variable without __thread, _Thread_local, thread_local or #[thread_local]';
