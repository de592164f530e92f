/** The control part of the x87 unit, which code saves that computes with SSE alone; no arithmetic. */
export const X87 = `
[x87]
fnstcw m16                 = D9 /7
fldcw m16                  = D9 /5
fnstsw ax                  = DF E0
fnstsw                     = DF E0
fnstsw m16                 = DD /7
fninit                     = DB E3
fnclex                     = DB E2
fwait                      = 9B
wait                       = 9B

[fxsr]
fxsave64 m                 = NP REX.W 0F AE /0
fxrstor64 m                = NP REX.W 0F AE /1
fxsave m                   = NP 0F AE /0
fxrstor m                  = NP 0F AE /1
`;
