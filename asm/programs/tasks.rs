//! Three green threads in Rust that take turns; docs/compilers.md says how they are compiled.

#![no_std]

use core::ffi::{c_char, c_int, c_long, c_void};
use core::panic::PanicInfo;

// The same as fiberscope.h.
unsafe extern "C" {
    fn spawn(task: extern "C" fn(*mut c_void), argument: *mut c_void) -> c_int;
    fn yield_thread() -> c_int;
    fn thread_id() -> c_int;
    fn print(text: *const c_char);
    fn print_number(number: c_long);
    fn exit(status: c_int) -> !;
}

extern "C" fn count(rounds: *mut c_void) {
    for round in 1..=rounds as c_long {
        unsafe {
            print(c"thread ".as_ptr());
            print_number(thread_id().into());
            print(c": round ".as_ptr());
            print_number(round);
            print(c"\n".as_ptr());
            yield_thread();
        }
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn main() -> c_int {
    for rounds in [3usize, 1, 2] {
        unsafe { spawn(count, rounds as *mut c_void) };
    }
    0
}

#[panic_handler]
fn panic(_: &PanicInfo) -> ! {
    unsafe { exit(101) }
}
