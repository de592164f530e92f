    .intel_syntax noprefix

# What the chapter has promises for: a timer in a timer in a timer.
#
#   setTimer(200, () => {
#     setTimer(100, () => {
#       setTimer(50, () => {
#         console.log("I'm the last one");
#       });
#     });
#   });

    .text
    .globl main
    .type main, @function
main:
    sub rsp, 8
    mov edi, 200
    lea rsi, [rip+after_200]
    call set_timeout
    call run_callbacks
    xor eax, eax
    add rsp, 8
    ret

    .type after_200, @function
after_200:
    mov edi, 100
    lea rsi, [rip+after_100]
    jmp set_timeout

    .type after_100, @function
after_100:
    mov edi, 50
    lea rsi, [rip+after_50]
    jmp set_timeout

    .type after_50, @function
after_50:
    lea rdi, [rip+last]
    jmp print

    .section .rodata
last:
    .asciz "I'm the last one\n"
