    .intel_syntax noprefix
    .include "include/reader.s"

# The chapter's finished example: both futures are tasks of their own, so both are polled at once, and the second one is
# ready after two seconds and not after three:
#
#   let mainfut = async {
#       let handle1 = spawn(fut1);
#       let handle2 = spawn(fut2);
#       handle1.await;
#       handle2.await;
#   };
#   block_on(mainfut);

    .text
    .globl main
    .type main, @function
main:
    push rbx
    mov edi, 1000
    mov esi, 1
    call reader
    mov rdi, rax
    call spawn_local
    mov rbx, rax
    mov edi, 2000
    mov esi, 2
    call reader
    mov rdi, rax
    call spawn_local
    xchg rbx, rax
    mov rdi, rax
    call block_on
    mov rdi, rbx
    call block_on
    xor eax, eax
    pop rbx
    ret
