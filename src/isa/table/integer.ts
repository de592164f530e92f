/** What a processor may have beside the base, integer instructions all of them; cpuid tells of each. */
export const INTEGER: string = `
[cx16]
cmpxchg16b m128            = REX.W 0F C7 /1

[popcnt]
popcnt r16, r/m16          = 66 F3 0F B8 /r
popcnt r32, r/m32          = F3 0F B8 /r
popcnt r64, r/m64          = REX.W F3 0F B8 /r

[lzcnt]
lzcnt r16, r/m16           = 66 F3 0F BD /r
lzcnt r32, r/m32           = F3 0F BD /r
lzcnt r64, r/m64           = REX.W F3 0F BD /r

# of BMI1 this one alone, which older processors take for bsf: compilers use it without asking
[bmi1]
tzcnt r16, r/m16           = 66 F3 0F BC /r
tzcnt r32, r/m32           = F3 0F BC /r
tzcnt r64, r/m64           = REX.W F3 0F BC /r

[prefetchw]
prefetch m8                = 0F 0D /0
prefetchw m8               = 0F 0D /1
`;
