    .intel_syntax noprefix

# The self-referential structure of the chapter about pinning: b points at a.
#
#   Test: 24 bytes
#     0x00 a: where the text is       0x08 its size in bytes
#     0x10 b: the address of a  -> 0x00

    .equ A, 0x00
    .equ A_SIZE, 0x08
    .equ B, 0x10
    .equ TEST_SIZE, 0x18

    .text

# rdi: where a Test is made, rsi: its text, of 5 bytes

    .type new, @function
new:
    mov [rdi+A], rsi
    mov QWORD PTR [rdi+A_SIZE], 5
    mov [rdi+B], rdi
    ret

# rdi: a Test, printed as it sees itself

    .type show, @function
show:
    push rbx
    mov rbx, rdi
    lea rdi, [rip+a_is]
    call print
    lea rdi, [rbx+A]
    call print_text
    lea rdi, [rip+b_is]
    call print
    mov rdi, [rbx+B]
    call print_text
    lea rdi, [rip+newline]
    call print
    pop rbx
    ret

# rdi: where the address of a text and its size stand

    .type print_text, @function
print_text:
    mov rsi, [rdi]
    mov rdx, [rdi+8]
    mov edi, 1                      # standard output
    jmp write

    .section .rodata
text1:
    .ascii "test1"
text2:
    .ascii "test2"
a_is:
    .asciz "a: "
b_is:
    .asciz ", b: "
newline:
    .asciz "\n"
