    .intel_syntax noprefix
    .include "abi.s"

# Callbacks: functions that are called when something has happened, on the one stack of whoever runs them.
#
# What waits is in a map, callbacks, from the numbers that next_id gives them. The queue of events says which number is
# next. As in the book's runtime; its closures are a function and an argument here. What waits for nothing but its turn
# is in a list.
#
#   Callback: 40 bytes, on the heap
#     0x00 the next one in its bucket, or of those that are called soon
#     0x08 id            0x10 function      0x18 argument
#     0x20 the file that it waits for

    .equ NEXT, 0x00
    .equ ID, 0x08
    .equ FUNCTION, 0x10
    .equ ARGUMENT, 0x18
    .equ FD, 0x20
    .equ CALLBACK_SIZE, 0x28

    .equ BUCKETS, 1024              # a power of two

    .text

# set_timeout: rdi: how many milliseconds later      rsi: the function that is called then      rdx: its argument
#   out   rax: the callback's id, or the negative number of an error: -22 (EINVAL) when there is no function

    .globl set_timeout
    .type set_timeout, @function
set_timeout:
    test rsi, rsi
    jz 1f
    push rsi
    push rdx
    sub rsp, 8
    call timer_after
    add rsp, 8
    pop rdx
    pop rsi
    mov rdi, rax
    test rax, rax
    jns when_readable
    ret
1:  mov rax, -EINVAL
    ret
    .size set_timeout, . - set_timeout

# when_readable: rdi: a file, which is closed before the call      rsi: the function that is called when it can be read
#                rdx: its argument
#   out   rax: the callback's id, or the negative number of an error

    .globl when_readable
    .type when_readable, @function
when_readable:
    test rsi, rsi
    jz 1f
    push rdi
    push rsi
    push rdx
    mov edi, CALLBACK_SIZE
    call malloc
    pop rdx
    pop rsi
    pop rdi
    test rax, rax
    jz 2f
    mov [rax+FUNCTION], rsi
    mov [rax+ARGUMENT], rdx
    mov [rax+FD], rdi
    mov rsi, [rip+next_id]
    inc QWORD PTR [rip+next_id]
    inc QWORD PTR [rip+waiting]
    mov [rax+ID], rsi
    mov ecx, esi
    and ecx, BUCKETS - 1
    lea rdx, [rip+callbacks]
    lea rdx, [rdx+rcx*8]
    mov rcx, [rdx]
    mov [rax+NEXT], rcx
    mov [rdx], rax
    push rsi
    call watch
    pop rdi
    test rax, rax
    js 3f                           # too many are watched
    mov rax, rdi
    ret
1:  mov rax, -EINVAL
    ret
2:  mov rax, -ENOMEM
    ret
3:  push rax
    call clear_timeout
    pop rax
    ret
    .size when_readable, . - when_readable

# call_soon: rdi: a function, which is called when those have been that are to be called already      rsi: its argument
#   out   rax: 0, or the negative number of an error

    .globl call_soon
    .type call_soon, @function
call_soon:
    test rdi, rdi
    jz 1f
    push rdi
    push rsi
    sub rsp, 8
    mov edi, CALLBACK_SIZE
    call malloc
    add rsp, 8
    pop rsi
    pop rdi
    test rax, rax
    jz 2f
    mov QWORD PTR [rax+NEXT], 0
    mov [rax+FUNCTION], rdi
    mov [rax+ARGUMENT], rsi
    mov rdx, [rip+last_soon]
    mov [rdx], rax
    mov [rip+last_soon], rax
    inc QWORD PTR [rip+soon_count]
    xor eax, eax
    ret
1:  mov rax, -EINVAL
    ret
2:  mov rax, -ENOMEM
    ret
    .size call_soon, . - call_soon

# clear_timeout: the callback is not called any more.
#
#   in    rdi: its id
#   out   rax: 0, or -2 (ENOENT) when it has been called, or cleared, or never was

    .globl clear_timeout
    .type clear_timeout, @function
clear_timeout:
    sub rsp, 8
    call take
    test rax, rax
    jz 1f
    mov rdi, rax
    call free
    xor eax, eax
    add rsp, 8
    ret
1:  mov rax, -ENOENT
    add rsp, 8
    ret
    .size clear_timeout, . - clear_timeout

# run_callbacks: calls them, one after the other, until none waits any more.

    .globl run_callbacks
    .type run_callbacks, @function
run_callbacks:
    sub rsp, 8
1:  call run_callback
    test eax, eax
    jnz 1b
    add rsp, 8
    ret
    .size run_callbacks, . - run_callbacks

# run_callback: calls the next one. Those that are to be called soon come in rounds, and before each round one whose event
# has come.
#
#   out   eax: 1, or 0 when none waits

    .globl run_callback
    .type run_callback, @function
run_callback:
    push rbx
1:  mov rbx, [rip+soon_left]
    test rbx, rbx
    jnz 4f
    mov rbx, [rip+soon_count]
    mov [rip+soon_left], rbx
    cmp QWORD PTR [rip+waiting], 0
    je 3f
    xor edi, edi                    # only looks what has happened
    test rbx, rbx
    jnz 2f
    mov edi, -1
2:  call next_event
    test eax, eax
    jz 3f
    mov rdi, rdx
    call take
    test rax, rax
    jz 1b
    jmp 5f
3:  xor eax, eax
    test rbx, rbx
    jz 6f
4:  call take_soon
5:  mov rdi, rax
    mov rbx, [rax+FUNCTION]
    push [rax+ARGUMENT]
    sub rsp, 8
    call free
    add rsp, 8
    pop rdi
    call rbx
    mov eax, 1
6:  pop rbx
    ret
    .size run_callback, . - run_callback

# take_soon: -> rax: the first of those that are to be called soon, no longer among them

    .type take_soon, @function
take_soon:
    dec QWORD PTR [rip+soon_left]
    dec QWORD PTR [rip+soon_count]
    mov rax, [rip+soon]
    mov rdx, [rax+NEXT]
    mov [rip+soon], rdx
    test rdx, rdx
    jnz 1f
    lea rdx, [rip+soon]
    mov [rip+last_soon], rdx
1:  ret
    .size take_soon, . - take_soon

# take: rdi: a callback's id -> rax: the callback, no longer in the map, its file closed; 0 when there is none

    .type take, @function
take:
    mov ecx, edi
    and ecx, BUCKETS - 1
    lea rdx, [rip+callbacks]
    lea rdx, [rdx+rcx*8]            # where the address of rax stands
1:  mov rax, [rdx]
    test rax, rax
    jz 3f
    cmp [rax+ID], rdi
    je 2f
    lea rdx, [rax+NEXT]
    jmp 1b
2:  mov rcx, [rax+NEXT]
    mov [rdx], rcx
    dec QWORD PTR [rip+waiting]
    mov rdx, rax
    mov edi, [rax+FD]
    mov eax, SYS_CLOSE
    syscall
    mov rax, rdx
3:  ret
    .size take, . - take

    .data
    .balign 8
next_id:
    .quad 1
last_soon:
    .quad soon                      # where the address of the next one is to be written

    .bss
    .balign 8
callbacks:
    .zero 8 * BUCKETS
waiting:
    .zero 8                         # how many are in the map
soon:
    .zero 8                         # the first one that is to be called soon
soon_count:
    .zero 8                         # how many of them there are
soon_left:
    .zero 8                         # how many are called before the next look at the events
