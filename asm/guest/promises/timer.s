    .intel_syntax noprefix

    .text

# timer: a promise that is fulfilled after a while: new Promise((resolve) => setTimeout(resolve, ms)).
#
#   in    rdi: how many milliseconds
#   out   rax: the promise; rejected with the negative number of an error when there is no such timer

    .globl timer
    .type timer, @function
timer:
    push rbx
    push rdi
    sub rsp, 8
    call promise_new
    add rsp, 8
    pop rdi
    mov rbx, rax
    lea rsi, [rip+is_over]
    mov rdx, rax
    call set_timeout
    test rax, rax
    jns 1f
    mov rdi, rbx
    mov rsi, rax
    call promise_reject
1:  mov rax, rbx
    pop rbx
    ret
    .size timer, . - timer

    .type is_over, @function
is_over:
    xor esi, esi
    jmp promise_fulfill

# run_promises: the event loop: all microtasks, then one callback, until nothing is left to wait for.

    .globl run_promises
    .type run_promises, @function
run_promises:
    sub rsp, 8
1:  call run_microtasks
    call run_callback
    test eax, eax
    jnz 1b
    add rsp, 8
    ret
    .size run_promises, . - run_promises
