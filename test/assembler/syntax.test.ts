import { describe, expect, it } from 'vitest';
import { assemble } from '../../src/assembler/index.ts';
import { blankComments } from '../../src/assembler/comments.ts';
import { detectSyntax } from '../../src/assembler/syntax.ts';

function dialect(source: string): string {
  return detectSyntax(blankComments(source).code).dialect;
}

/** The bytes of .text in hex. */
function code(source: string): string {
  return Buffer.from(assemble(source).sections[0]!.data).toString('hex');
}

describe('a source that does not say its syntax', () => {
  const att = [
    'main: movq %rsp, %rbp',
    'push %rax',
    'call foo\nret\nmovl\t$1, x',
    'jmp *%rax',
    'a: b: incl 8(%rax)',
    'incl (,%rax,8)',
    'rep stosq; lock addl $1, x',
    'mov %fs:40, %rax',
    'mov %xmm1, %xmm0',
    'fld %st(1)',
    '.macro save r\npush %\\r\n.endm\nsave rax',
    'call rax_helper\n.quad rax\npush $-1',
    'movq %rax, %rbx\n.intel_syntax noprefix\nmov rax, rbx',
  ];
  it.each(att)('is AT&T: %j', (source) => expect(dialect(source)).toBe('att'));

  const intel = [
    '',
    'main: ret',
    'sub rsp, 8\nret',
    'mov rax, [rdi+8]\nmov rax, %rbx',
    'jmp $dollar',
    'show %a b',
    '.type f, %function\n.section .x,"a",%progbits\nf: ret',
    'mov eax, 7 %rax',
    '# movq %rax, %rbx\n/* push %rax */ // pop %rax',
    '.ascii "push %rax"\n.long 5 % 3',
    'call _ZN3foo$LT$bar$GT$E',
    '.att_syntax\nmovq %rax, %rbx',
    '.intel_syntax noprefix\nmov rax, 1\n.att_syntax\npush %rax',
  ];
  it.each(intel)('is Intel: %j', (source) => expect(dialect(source)).toBe('intel'));
});

it('changes between the dialects', () => {
  const source = 'mov rax, rbx\n.att_syntax\nmov %rbx, %rax\n.intel_syntax noprefix\nmov rax, rbx\n';
  expect(code(source)).toBe('4889d8'.repeat(3));
});

it('takes registers with a % in Intel syntax and without in AT&T, where a source says so', () => {
  expect(code('.intel_syntax\nmov %rax, [%rbx+%rcx*2+8]\nmov %rax, %gs:[8]')).toBe(
    '488b444b0865488b042508000000',
  );
  expect(code('.att_syntax noprefix\nmov 8(rbx,rcx,2), rax\nmov gs:8, %rax')).toBe(
    '488b444b0865488b042508000000',
  );
});

it('says the width that it takes where nothing says one', () => {
  const warnings: string[] = [];
  const { sections } = assemble('.att_syntax\nadd $1, (%rax)', {
    warn: ({ message }) => warnings.push(message),
  });
  expect([...sections[0]!.data]).toEqual([0x83, 0x00, 0x01]);
  expect(warnings).toEqual(["no suffix and no register says the width of 'add': taken for 32 bits"]);
});
