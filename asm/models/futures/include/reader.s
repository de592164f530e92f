    .intel_syntax noprefix

# A future that is not a leaf, as a compiler makes it of this (the chapter's example):
#
#   async {
#       let val = socket.await;
#       println!("Future got {} at time: {:.2}.", val, start.elapsed().as_secs_f32());
#       val
#   }
#
#   Reader: 16 bytes
#     0x00 -> its functions      0x08 -> the socket's future, 0 when that is over

    .equ SOCKET, 0x08
    .equ READER_SIZE, 0x10

    .equ PENDING, 0
    .equ READY, 1                   # rdx: the value

    .text

# reader: rdi: how many milliseconds until something arrives, rsi: the number that arrives -> rax: the future

    .type reader, @function
reader:
    push rbx
    call socket_future
    mov rbx, rax
    mov edi, READER_SIZE
    call malloc
    lea rcx, [rip+reader_functions]
    mov [rax], rcx
    mov [rax+SOCKET], rbx
    pop rbx
    ret

    .type poll_reader, @function
poll_reader:
    add rdi, SOCKET
    push rbx
    call await_future
    cmp eax, READY
    jne 1f
    mov rbx, rdx
    lea rdi, [rip+future_got]
    mov rsi, rdx
    call print_at_time
    mov rdx, rbx
    mov eax, READY
1:  pop rbx
    ret

    .type drop_reader, @function
drop_reader:
    push rdi
    mov rdi, [rdi+SOCKET]
    call drop_future
    pop rdi
    jmp free

# print_at_time: rdi: a text with places for a number, and for the time in seconds: %.%%, rsi: the number

    .type print_at_time, @function
print_at_time:
    push rdi
    push rsi
    sub rsp, 8
    call clock_ms
    mov ecx, 10
    xor edx, edx
    div rcx
    xor edx, edx
    div rcx
    mov r8, rdx                     # hundredths
    xor edx, edx
    div rcx
    mov rcx, rdx                    # tenths
    mov rdx, rax
    add rsp, 8
    pop rsi
    pop rdi
    jmp print_values

    .section .data.rel.ro
    .balign 8
reader_functions:
    .quad poll_reader, drop_reader

    .section .rodata
future_got:
    .asciz "Future got % at time: %.%%.\n"
