/** Errors as Linux numbers them; calls answer with the negative number. */

export const EPERM = 1;
export const ENOENT = 2;
export const ESRCH = 3;
export const EBADF = 9;
export const EAGAIN = 11;
export const ENOMEM = 12;
export const EFAULT = 14;
export const EEXIST = 17;
export const EINVAL = 22;
export const EMFILE = 24;
export const EDEADLK = 35;
export const ENOSYS = 38;
