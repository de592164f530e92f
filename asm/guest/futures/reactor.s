    .intel_syntax noprefix
    .include "futures/layouts.s"

# The reactor: what happens outside wakes the tasks that wait for it. It knows wakers and not executors.

    .text

# reactor_register: has the waker of a task called once when a file can be read.
#
#   in    rdi: the Registration, with the file      rsi: the Context of the task
#   out   rax: 0, or the negative number of an error

    .globl reactor_register
    .type reactor_register, @function
reactor_register:
    push rbx
    push r12
    sub rsp, 8
    mov rbx, rdi
    mov r12, rsi
    cmp QWORD PTR [rbx+REGISTERED_WAKER+WAKER_FUNCTIONS], 0
    je 1f
    lea rdi, [rbx+REGISTERED_WAKER] # polled again meanwhile, maybe by another task: the latest one is woken
    call waker_drop
    jmp 2f
1:  mov edi, [rbx+REGISTERED_FILE]
    mov rsi, rbx
    call watch
    test rax, rax
    js 3f
2:  mov rdi, [r12]
    lea rsi, [rbx+REGISTERED_WAKER]
    call waker_clone
    xor eax, eax
3:  add rsp, 8
    pop r12
    pop rbx
    ret
    .size reactor_register, . - reactor_register

# reactor_forget: rdi: a Registration; nobody is woken, and its file is closed if it has one

    .globl reactor_forget
    .type reactor_forget, @function
reactor_forget:
    push rdi
    mov rax, [rdi+REGISTERED_FILE]
    mov QWORD PTR [rdi+REGISTERED_FILE], -1
    test rax, rax
    js 1f
    mov edi, eax
    call close
1:  pop rdi
    add rdi, REGISTERED_WAKER
    jmp waker_drop
    .size reactor_forget, . - reactor_forget

# reactor_turn: waits for the next event and wakes whoever waits for it.
#
#   in    edi: how many milliseconds at most, -1 for as long as it takes

    .globl reactor_turn
    .type reactor_turn, @function
reactor_turn:
    push rbx
    call next_event
    test eax, eax
    jz 1f
    mov rbx, rdx
    mov edi, [rbx+REGISTERED_FILE]
    call unwatch
    lea rdi, [rbx+REGISTERED_WAKER]
    pop rbx
    jmp waker_wake
1:  pop rbx
    ret
    .size reactor_turn, . - reactor_turn
