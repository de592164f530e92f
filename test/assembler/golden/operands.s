a: / slash line comment?
 jmp 5
 call 5
 je 5
 jmp a+4
 jmp und+4
 call und+4
 call a
 jmp short a
 jmp [a]
 jmp QWORD PTR a
 jmp QWORD PTR [rax]
 jmp rax
 call offset a
 jmp und
 call [und]
 mov eax, b-a
 mov eax, offset b-a
 nop
 jmp c
b: nop
 mov eax, b-a
 mov eax, offset b-a
c:
 push b
 mov rax, [rax+rcx]
 mov rax, [1*rax]
 mov rax, [rcx*1+rax]
 mov rax, [rcx*2][rax]
 mov rax, [rax+rsp]
 mov rax, 8[rax][rcx*2+3]
 mov rax, QWORD PTR [rax]+8
 mov rax, QWORD PTR 8+[rax]
 mov rax, [rax+rcx*4]+b
 mov rax, 5[b]
 mov rax, fs:[0x28]
 mov rax, [fs:0x28]
 mov rax, fs:0x28
 mov rax, QWORD PTR fs:[rax]
 mov rax, fs:QWORD PTR [rax]
 mov rax, [5]
 mov rax, ds:5
 mov rax, [rax+rax]
 mov rax, [rax+rax*2]
 mov rax, [rax+2*4*rcx]
 mov rax, [rax+4*(rcx)]
 mov rax, [(rax+rcx)+4]
 mov rax, [rax-4+rcx]
mov eax, 0xffffffffffffffff
mov eax, -1
mov rax, ds:[rbp]
mov rax, ss:[rbp]
mov rax, ds:[r13]
mov rax, ss:[r12]
mov rax, ss:[rsp]
mov rax, ds:[rsp]
mov rax, es:[rax]
mov rax, cs:[rax]
