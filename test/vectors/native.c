/* Runs one instruction, or one program, after the other on the processor: cases from stdin, outcomes to stdout (see native.ts).
   x86-64 Linux. Addresses as in layout.ts; STATE is this program's own. */

#define _GNU_SOURCE
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

#define STR(x) #x
#define XSTR(x) STR(x)
#define STATE 0x3000000
#define CODE_PAGE 0x1000000
#define CODE (CODE_PAGE + 0x800)
#define DATA 0x2000000
#define PAGE 0x1000
#define GS_BASE 0x100

struct state {
  uint64_t in[16], flags_in;   /* 0x000 0x080 */
  uint64_t out[16], flags_out; /* 0x088 0x108 */
  uint64_t rsp, entry;         /* 0x110 0x118 */
  uint64_t landing, back;      /* 0x120: 1 behind the instruction, 2 at the branch's target; 0x128 */
  uint64_t fault, fault_rip;
  uint64_t unused[24];
  uint8_t fx_in[512], fx_out[512]; /* 0x200 0x400: as fxsave lays them out */
};

/* xmm registers, and what rounds; of the rest of fxsave's area everything is zero */
struct sse {
  uint64_t xmm[16][2];
  uint32_t mxcsr, control;
};

/* the code and the operand follow */
struct input {
  uint32_t length, operand_length, operand_offset, unused;
  uint64_t target; /* of a branch, 0 when there is none */
  uint64_t registers[16], flags;
  struct sse sse;
};

/* what was written follows */
struct output {
  uint64_t registers[16], flags, fault, rip;
  uint32_t written_offset, written_length;
  struct sse sse;
};

void enter(void);
void back(void);
__asm__(
    ".intel_syntax noprefix\n.text\n"
    "enter: push rbx; push rbp; push r12; push r13; push r14; push r15\n"
    ".set S, " XSTR(STATE) "\n"
    "  mov ds:[S+0x110], rsp; fxrstor ds:[S+0x200]\n"
    "  push QWORD PTR ds:[S+0x80]; popfq\n"
    "  mov rax, ds:[S+0x00]; mov rcx, ds:[S+0x08]; mov rdx, ds:[S+0x10]; mov rbx, ds:[S+0x18]\n"
    "  mov rsp, ds:[S+0x20]; mov rbp, ds:[S+0x28]; mov rsi, ds:[S+0x30]; mov rdi, ds:[S+0x38]\n"
    "  mov r8, ds:[S+0x40]; mov r9, ds:[S+0x48]; mov r10, ds:[S+0x50]; mov r11, ds:[S+0x58]\n"
    "  mov r12, ds:[S+0x60]; mov r13, ds:[S+0x68]; mov r14, ds:[S+0x70]; mov r15, ds:[S+0x78]\n"
    "  jmp QWORD PTR ds:[S+0x118]\n"
    "back: mov ds:[S+0xa8], rsp; mov rsp, ds:[S+0x110]\n"
    "  mov ds:[S+0x88], rax; mov ds:[S+0x90], rcx; mov ds:[S+0x98], rdx; mov ds:[S+0xa0], rbx\n"
    "  mov ds:[S+0xb0], rbp; mov ds:[S+0xb8], rsi; mov ds:[S+0xc0], rdi\n"
    "  mov ds:[S+0xc8], r8; mov ds:[S+0xd0], r9; mov ds:[S+0xd8], r10; mov ds:[S+0xe0], r11\n"
    "  mov ds:[S+0xe8], r12; mov ds:[S+0xf0], r13; mov ds:[S+0xf8], r14; mov ds:[S+0x100], r15\n"
    "  pushfq; pop QWORD PTR ds:[S+0x108]; cld\n"
    "  fxsave ds:[S+0x400]; fninit; push 0x1f80; ldmxcsr [rsp]; pop rcx\n"
    "  pop r15; pop r14; pop r13; pop r12; pop rbp; pop rbx; ret\n"
    ".att_syntax\n");

static struct state *const state = (struct state *)STATE;

static void set_sse(const struct sse *sse) {
  memset(state->fx_in, 0, sizeof state->fx_in);
  memcpy(state->fx_in, &sse->control, 2), memcpy(state->fx_in + 24, &sse->mxcsr, 4);
  memcpy(state->fx_in + 160, sse->xmm, sizeof sse->xmm);
}

static void get_sse(struct sse *sse) {
  memcpy(&sse->control, state->fx_out, 2), memcpy(&sse->mxcsr, state->fx_out + 24, 4);
  memcpy(sse->xmm, state->fx_out + 160, sizeof sse->xmm);
}

static void on_signal(int number, siginfo_t *info, void *context) {
  ucontext_t *uc = context;
  (void)info;
  state->fault = number, state->fault_rip = uc->uc_mcontext.gregs[REG_RIP];
  uc->uc_mcontext.gregs[REG_RIP] = (greg_t)back;
}

/* mov QWORD PTR [landing], number; jmp [back]: neither touches flags */
static void land(uint64_t at, uint32_t number) {
  const uint32_t landing = STATE + 0x120, to = STATE + 0x128;
  uint8_t *p = (uint8_t *)at;
  memcpy(p, "\x48\xc7\x04\x25", 4), memcpy(p + 4, &landing, 4), memcpy(p + 8, &number, 4);
  memcpy(p + 12, "\xff\x24\x25", 3), memcpy(p + 15, &to, 4);
}

static void *map(uint64_t at, size_t size, int protection) {
  void *page = mmap((void *)at, size, protection, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
  if (page == MAP_FAILED) perror("mmap"), exit(1);
  return page;
}

static void read_all(void *to, size_t size) {
  if (size > PAGE || fread(to, 1, size, stdin) != size) fprintf(stderr, "cut off\n"), exit(1);
}

int main(void) {
  static uint8_t before[PAGE], pattern[PAGE];
  static struct input in;
  uint8_t *data = map(DATA, PAGE, PROT_READ | PROT_WRITE);
  map(CODE_PAGE, PAGE, PROT_READ | PROT_WRITE | PROT_EXEC);
  map(STATE, PAGE, PROT_READ | PROT_WRITE);
  syscall(SYS_arch_prctl, 0x1001 /* ARCH_SET_GS */, GS_BASE);

  stack_t alternate = {.ss_sp = malloc(65536), .ss_size = 65536};
  sigaltstack(&alternate, NULL);
  struct sigaction action = {.sa_sigaction = on_signal, .sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER};
  const int signals[] = {SIGFPE, SIGSEGV, SIGBUS, SIGILL, SIGTRAP};
  for (int i = 0; i < 5; i++) sigaction(signals[i], &action, NULL);

  for (int i = 0; i < PAGE; i++) pattern[i] = i * 167 + (i >> 8) * 59 + 13;
  while (fread(&in, sizeof in, 1, stdin) == 1) {
    struct output out = {0};
    memset((void *)CODE_PAGE, 0xcc, PAGE);
    read_all((void *)CODE, in.length);
    memcpy(data, pattern, PAGE);
    read_all(data + in.operand_offset, in.operand_length);
    memcpy(before, data, PAGE);
    land(CODE + in.length, 1);
    if (in.target) land(in.target, 2);
    memcpy(state->in, in.registers, sizeof state->in);
    state->flags_in = in.flags | 0x202;
    set_sse(&in.sse);
    state->entry = CODE, state->back = (uint64_t)back, state->landing = 0, state->fault = 0;
    enter();
    memcpy(out.registers, state->out, sizeof out.registers);
    out.flags = state->flags_out, out.fault = state->fault;
    get_sse(&out.sse);
    out.rip = state->fault ? state->fault_rip - CODE : state->landing == 2 ? in.target - CODE : in.length;
    int first = 0, last = PAGE - 1;
    while (first < PAGE && data[first] == before[first]) first++;
    while (last >= first && data[last] == before[last]) last--;
    out.written_offset = first, out.written_length = last - first + 1;
    fwrite(&out, sizeof out, 1, stdout);
    fwrite(data + first, 1, out.written_length, stdout);
  }
  return 0;
}
