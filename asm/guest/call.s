    .intel_syntax noprefix
    .include "abi.s"

# call: where a new thread begins, through the `ret` of `switch` like any other.
#
#   in    rdi: the Thread, which `switch` has loaded from thread_ptr
#
# `spawn` has written this, below the top of the stack, a multiple of 16:
#
#   -16  guard                        popped by skip
#   -24  skip                         popped by call's own ret
#   -32  call    <- the saved rsp     popped by the ret of switch
#
# So rsp is now 8 off a multiple of 16, as after any call instruction.

    .text
    .globl call
    .type call, @function
call:
    sub rsp, 8
    mov rax, [rdi+THREAD_FUNCTION]
    mov rdi, [rdi+THREAD_ARGUMENT]
    call rax
    add rsp, 8
    ret
    .size call, . - call
