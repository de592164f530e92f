/* asm/programs/pingpong.s in C, with the book's switch in assembly. */

#include <stdint.h>
#include <stdio.h>

struct context {
    uint64_t rsp, r15, r14, r13, r12, rbx, rbp, thread_ptr;
};

void switch_to(struct context *from, struct context *to);

__asm__(".intel_syntax noprefix\n"
        ".globl switch_to\n"
        ".type switch_to, @function\n"
        "switch_to:\n"
        "    mov [rdi+0x00], rsp\n"
        "    mov [rdi+0x08], r15\n"
        "    mov [rdi+0x10], r14\n"
        "    mov [rdi+0x18], r13\n"
        "    mov [rdi+0x20], r12\n"
        "    mov [rdi+0x28], rbx\n"
        "    mov [rdi+0x30], rbp\n"
        "    mov rsp, [rsi+0x00]\n"
        "    mov r15, [rsi+0x08]\n"
        "    mov r14, [rsi+0x10]\n"
        "    mov r13, [rsi+0x18]\n"
        "    mov r12, [rsi+0x20]\n"
        "    mov rbx, [rsi+0x28]\n"
        "    mov rbp, [rsi+0x30]\n"
        "    mov rdi, [rsi+0x38]\n"
        "    ret\n"
        ".att_syntax\n");

static struct context here, there;
static uint64_t stack[8192];
static uint64_t switches;

static void partner(void)
{
    for (;;) {
        switches++;
        switch_to(&there, &here);
    }
}

int main(void)
{
    /* 8 off a multiple of 16 when partner begins, as after a call */
    uint64_t *top = &stack[sizeof stack / sizeof stack[0] - 2];
    *top = (uint64_t)partner;
    there.rsp = (uint64_t)top;
    for (unsigned left = SWITCHES / 2; left > 0; left--)
        switch_to(&here, &there);
    printf("%llu\n", (unsigned long long)(switches + SWITCHES / 2));
    return 0;
}
