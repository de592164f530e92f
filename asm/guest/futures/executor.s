    .intel_syntax noprefix
    .include "abi.s"
    .include "futures/layouts.s"

# The executor: one queue of tasks that have been woken, and nobody else is polled.
#
#   Task: 64 bytes, on the heap
#     0x00 references: the queue's, the handle's and those of its wakers; without any it is freed
#     0x08 the next one in the queue
#     0x10 whether it is in the queue
#     0x18 its future, or 0 when that is done
#     0x20 state: RUNNING, FINISHED or CANCELLED      0x28 its value, when it is FINISHED
#     0x30 the Waker of who waits for its end

    .equ REFERENCES, 0x00
    .equ NEXT, 0x08
    .equ IS_QUEUED, 0x10
    .equ FUTURE, 0x18
    .equ STATE, 0x20
    .equ VALUE, 0x28
    .equ JOINER, 0x30
    .equ TASK_SIZE, 0x40

    .equ RUNNING, 0
    .equ FINISHED, 1
    .equ CANCELLED, 2

#   JoinHandle: 16 bytes, a future
#     0x00 -> its functions      0x08 -> the Task

    .equ HANDLE_TASK, 0x08
    .equ HANDLE_SIZE, 0x10

    .text

# block_on: runs all tasks until a future has its value.
#
#   in    rdi: the future, which is dropped then
#   out   rax: the value

    .globl block_on
    .type block_on, @function
block_on:
    push rbx
    call new_task
    mov rbx, rax
1:  call run_woken
    cmp QWORD PTR [rbx+STATE], RUNNING
    jne 3f
    xor edi, edi                    # only looks what has happened
    cmp QWORD PTR [rip+woken], 0
    jne 2f
    mov edi, -1
2:  call reactor_turn
    jmp 1b
3:  push [rbx+VALUE]
    sub rsp, 8
    mov rdi, rbx
    call release
    add rsp, 8
    pop rax
    pop rbx
    ret
    .size block_on, . - block_on

# spawn_local: makes a task of a future.
#
#   in    rdi: the future
#   out   rax: the JoinHandle, a future too: of the task's value, or of -125 (ECANCELED) when it has been cancelled. The
#         task goes on when the handle is dropped

    .globl spawn_local
    .type spawn_local, @function
spawn_local:
    push rbx
    call new_task
    mov rbx, rax
    mov edi, HANDLE_SIZE
    call malloc
    lea rcx, [rip+handle_functions]
    mov [rax], rcx
    mov [rax+HANDLE_TASK], rbx
    pop rbx
    ret
    .size spawn_local, . - spawn_local

# cancel: ends a task where it waits; its future is dropped.
#
#   in    rdi: its JoinHandle, which stays
#   out   rax: 0, or -3 (ESRCH) when it has ended already

    .globl cancel
    .type cancel, @function
cancel:
    push rbx
    mov rbx, [rdi+HANDLE_TASK]
    cmp QWORD PTR [rbx+STATE], RUNNING
    jne 2f
    mov QWORD PTR [rbx+STATE], CANCELLED
    cmp rbx, [rip+polled]
    je 1f                           # the task itself is calling: its future is dropped when it has been polled
    mov rdi, rbx
    call drop_its_future
1:  lea rdi, [rbx+JOINER]
    call waker_wake
    xor eax, eax
    pop rbx
    ret
2:  mov rax, -ESRCH
    pop rbx
    ret
    .size cancel, . - cancel

# run_woken: polls every task that has been woken up to now, once. Those that are woken meanwhile come next time.

    .globl run_woken
    .type run_woken, @function
run_woken:
    push rbx
    mov rbx, [rip+woken]
    mov QWORD PTR [rip+woken], 0
    lea rax, [rip+woken]
    mov [rip+last_woken], rax
1:  test rbx, rbx
    jz 2f
    mov rdi, rbx
    mov rbx, [rbx+NEXT]
    call poll_task
    jmp 1b
2:  pop rbx
    ret
    .size run_woken, . - run_woken

# poll_task: rdi: a task that has been in the queue, whose reference is given away

    .type poll_task, @function
poll_task:
    push rbx
    sub rsp, 32                     # rsp: its Waker, rsp + 16: the Context
    mov rbx, rdi
    mov QWORD PTR [rbx+IS_QUEUED], 0
    cmp QWORD PTR [rbx+STATE], RUNNING
    jne 2f
    mov [rsp+WAKER_DATA], rbx
    lea rax, [rip+waker_functions]
    mov [rsp+WAKER_FUNCTIONS], rax
    mov [rsp+16], rsp
    mov [rip+polled], rbx
    mov rdi, [rbx+FUTURE]
    lea rsi, [rsp+16]
    call poll_future
    mov QWORD PTR [rip+polled], 0
    cmp QWORD PTR [rbx+STATE], RUNNING
    jne 1f                          # it has cancelled itself
    cmp eax, READY
    jne 2f
    mov [rbx+VALUE], rdx
    mov QWORD PTR [rbx+STATE], FINISHED
1:  mov rdi, rbx
    call drop_its_future
    lea rdi, [rbx+JOINER]
    call waker_wake
2:  mov rdi, rbx
    add rsp, 32
    pop rbx
    jmp release
    .size poll_task, . - poll_task

# new_task: rdi: a future -> rax: a task, in the queue; the caller has a reference too

    .type new_task, @function
new_task:
    push rbx
    mov rbx, rdi
    mov edi, TASK_SIZE
    call malloc
    mov QWORD PTR [rax+REFERENCES], 1
    mov QWORD PTR [rax+IS_QUEUED], 0
    mov [rax+FUTURE], rbx
    mov QWORD PTR [rax+STATE], RUNNING
    mov QWORD PTR [rax+JOINER+WAKER_FUNCTIONS], 0
    mov rbx, rax
    mov rdi, rax
    call wake_by_ref
    mov rax, rbx
    pop rbx
    ret
    .size new_task, . - new_task

# drop_its_future: rdi: a task

    .type drop_its_future, @function
drop_its_future:
    mov rax, [rdi+FUTURE]
    mov QWORD PTR [rdi+FUTURE], 0
    mov rdi, rax
    jmp drop_future
    .size drop_its_future, . - drop_its_future

# The functions of a task's wakers: rdi: the task. A task that has ended, or waits to be polled, is not woken again.

    .type clone, @function
clone:
    inc QWORD PTR [rdi+REFERENCES]
    mov rax, rdi
    lea rdx, [rip+waker_functions]
    ret

    .type wake, @function
wake:
    push rdi
    call wake_by_ref
    pop rdi
    jmp release

    .type wake_by_ref, @function
wake_by_ref:
    cmp QWORD PTR [rdi+STATE], RUNNING
    jne 1f
    cmp QWORD PTR [rdi+IS_QUEUED], 0
    jne 1f
    mov QWORD PTR [rdi+IS_QUEUED], 1
    inc QWORD PTR [rdi+REFERENCES]
    mov QWORD PTR [rdi+NEXT], 0
    mov rax, [rip+last_woken]
    mov [rax], rdi
    lea rax, [rdi+NEXT]
    mov [rip+last_woken], rax
1:  ret

    .type release, @function
release:
    dec QWORD PTR [rdi+REFERENCES]
    jnz 1f
    push rdi
    call drop_its_future            # nothing is left that could wake it
    pop rdi
    jmp free
1:  ret

# The functions of a JoinHandle.

    .type poll_handle, @function
poll_handle:
    push rbx
    push r12
    sub rsp, 8
    mov rbx, [rdi+HANDLE_TASK]
    mov r12, rsi
    mov eax, READY
    mov rdx, [rbx+VALUE]
    cmp QWORD PTR [rbx+STATE], FINISHED
    je 1f
    mov rdx, -ECANCELED
    cmp QWORD PTR [rbx+STATE], CANCELLED
    je 1f
    lea rdi, [rbx+JOINER]
    call waker_drop
    mov rdi, [r12]
    lea rsi, [rbx+JOINER]
    call waker_clone
    mov eax, PENDING
1:  add rsp, 8
    pop r12
    pop rbx
    ret

    .type drop_handle, @function
drop_handle:
    push rbx
    mov rbx, [rdi+HANDLE_TASK]
    call free
    lea rdi, [rbx+JOINER]
    call waker_drop
    mov rdi, rbx
    pop rbx
    jmp release

    .section .data.rel.ro
    .balign 8
waker_functions:
    .quad clone, wake, wake_by_ref, release
handle_functions:
    .quad poll_handle, drop_handle

    .data
    .balign 8
last_woken:
    .quad woken                     # where the address of the next one is to be written

    .bss
    .balign 8
woken:
    .zero 8                         # the first task in the queue
polled:
    .zero 8                         # the task that is being polled
