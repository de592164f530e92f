    .intel_syntax noprefix

# A generator that borrows across a yield:
#
#   let mut generator = move || {
#       let to_borrow = String::from("Hello");
#       let borrowed = &to_borrow;
#       yield borrowed.len();
#       println!("{} world!", borrowed);
#   };
#
# Both variables must outlive the yield, so both lie in the structure, and it points into itself:
#
#   Generator: 32 bytes
#     0x00 state: START, YIELD1 or DONE
#     0x08 to_borrow: where its bytes are
#     0x10             how many there are
#     0x18 borrowed: the address of to_borrow  -> 0x08

    .equ STATE, 0x00
    .equ TO_BORROW, 0x08
    .equ TO_BORROW_SIZE, 0x10
    .equ BORROWED, 0x18
    .equ GENERATOR_SIZE, 0x20
    .equ START, 0
    .equ YIELD1, 1
    .equ DONE, 2

    .equ YIELDED, 0
    .equ COMPLETE, 1

    .text

# rdi: where a generator is made

    .type generator, @function
generator:
    mov QWORD PTR [rdi+STATE], START
    mov QWORD PTR [rdi+TO_BORROW], 0
    mov QWORD PTR [rdi+TO_BORROW_SIZE], 0
    mov QWORD PTR [rdi+BORROWED], 0
    ret

# rdi: a generator, resumed; the value that it yields is printed

    .type advance, @function
advance:
    sub rsp, 8
    call resume
    cmp eax, YIELDED
    jne 1f
    mov rsi, rdx
    lea rdi, [rip+got_value]
    call print_values
1:  add rsp, 8
    ret

# resume: runs a generator up to its next yield or its end.
#
#   in    rdi: the generator
#   out   eax: YIELDED, rdx: the value, or COMPLETE

    .type resume, @function
resume:
    mov eax, [rdi+STATE]
    lea rdx, [rip+states]
    jmp [rdx+rax*8]

start:
    lea rax, [rip+hello]
    mov [rdi+TO_BORROW], rax
    mov QWORD PTR [rdi+TO_BORROW_SIZE], offset hello_size
    lea rax, [rdi+TO_BORROW]
    mov [rdi+BORROWED], rax
    mov rdx, [rax+8]                # borrowed.len()
    mov QWORD PTR [rdi+STATE], YIELD1
    mov eax, YIELDED
    ret

yield1:
    push rbx
    mov rbx, rdi
    mov rax, [rbx+BORROWED]
    mov rsi, [rax]
    mov rdx, [rax+8]
    mov edi, 1                      # standard output
    call write
    lea rdi, [rip+world]
    call print
    mov QWORD PTR [rbx+STATE], DONE
    pop rbx
    mov eax, COMPLETE
    ret

done:
    lea rdi, [rip+exited]
    call print
    mov edi, 101                    # as a panic in Rust ends
    call exit
    .size resume, . - resume

    .section .rodata
    .balign 8
states:
    .quad start, yield1, done
hello:
    .ascii "Hello"
    .equ hello_size, . - hello
world:
    .asciz " world!\n"
got_value:
    .asciz "Got value %\n"
exited:
    .asciz "Can't advance an exited generator!\n"
