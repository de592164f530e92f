    .intel_syntax noprefix

# Mnemonics without n are an fwait and the instruction with it.

    fstcw [rax]
    fstcw WORD PTR fs:[rdi+8]
    fnstcw WORD PTR [rsp]
    fldcw [rsp+6]
    fstsw ax
    fnstsw ax
    fnstsw
    fstsw [rbx]
    finit
    fninit
    fclex
    fnclex
    wait
    fwait
