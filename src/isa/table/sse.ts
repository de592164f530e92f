/** Single-precision floating point, and what came with it. Here 66, F3 and F2 always select the instruction. */
export const SSE = `
[sse]
# data transfer
movaps xmm, xmm/m128       = NP 0F 28 /r
movaps xmm/m128, xmm       = NP 0F 29 /r
movups xmm, xmm/m128       = NP 0F 10 /r
movups xmm/m128, xmm       = NP 0F 11 /r
movss xmm, xmm/m32         = F3 0F 10 /r
movss xmm/m32, xmm         = F3 0F 11 /r
movhlps xmm, xmm           = NP 0F 12 /r
movlps xmm, m64            = NP 0F 12 /r
movlps m64, xmm            = NP 0F 13 /r
movlhps xmm, xmm           = NP 0F 16 /r
movhps xmm, m64            = NP 0F 16 /r
movhps m64, xmm            = NP 0F 17 /r
movmskps r32, xmm          = NP 0F 50 /r
movmskps r64, xmm          = NP 0F 50 /r
movntps m128, xmm          = NP 0F 2B /r

# arithmetic and logic
addps xmm, xmm/m128        = NP 0F 58 /r
addss xmm, xmm/m32         = F3 0F 58 /r
subps xmm, xmm/m128        = NP 0F 5C /r
subss xmm, xmm/m32         = F3 0F 5C /r
mulps xmm, xmm/m128        = NP 0F 59 /r
mulss xmm, xmm/m32         = F3 0F 59 /r
divps xmm, xmm/m128        = NP 0F 5E /r
divss xmm, xmm/m32         = F3 0F 5E /r
minps xmm, xmm/m128        = NP 0F 5D /r
minss xmm, xmm/m32         = F3 0F 5D /r
maxps xmm, xmm/m128        = NP 0F 5F /r
maxss xmm, xmm/m32         = F3 0F 5F /r
sqrtps xmm, xmm/m128       = NP 0F 51 /r
sqrtss xmm, xmm/m32        = F3 0F 51 /r
rcpps xmm, xmm/m128        = NP 0F 53 /r
rcpss xmm, xmm/m32         = F3 0F 53 /r
rsqrtps xmm, xmm/m128      = NP 0F 52 /r
rsqrtss xmm, xmm/m32       = F3 0F 52 /r
andps xmm, xmm/m128        = NP 0F 54 /r
andnps xmm, xmm/m128       = NP 0F 55 /r
orps xmm, xmm/m128         = NP 0F 56 /r
xorps xmm, xmm/m128        = NP 0F 57 /r

# comparison
cmpps xmm, xmm/m128, imm8  = NP 0F C2 /r ib
cmpeqps xmm, xmm/m128      = NP 0F C2 /r 00
cmpltps xmm, xmm/m128      = NP 0F C2 /r 01
cmpleps xmm, xmm/m128      = NP 0F C2 /r 02
cmpunordps xmm, xmm/m128   = NP 0F C2 /r 03
cmpneqps xmm, xmm/m128     = NP 0F C2 /r 04
cmpnltps xmm, xmm/m128     = NP 0F C2 /r 05
cmpnleps xmm, xmm/m128     = NP 0F C2 /r 06
cmpordps xmm, xmm/m128     = NP 0F C2 /r 07
cmpss xmm, xmm/m32, imm8   = F3 0F C2 /r ib
cmpeqss xmm, xmm/m32       = F3 0F C2 /r 00
cmpltss xmm, xmm/m32       = F3 0F C2 /r 01
cmpless xmm, xmm/m32       = F3 0F C2 /r 02
cmpunordss xmm, xmm/m32    = F3 0F C2 /r 03
cmpneqss xmm, xmm/m32      = F3 0F C2 /r 04
cmpnltss xmm, xmm/m32      = F3 0F C2 /r 05
cmpnless xmm, xmm/m32      = F3 0F C2 /r 06
cmpordss xmm, xmm/m32      = F3 0F C2 /r 07
ucomiss xmm, xmm/m32       = NP 0F 2E /r
comiss xmm, xmm/m32        = NP 0F 2F /r

# shuffle and unpack
shufps xmm, xmm/m128, imm8 = NP 0F C6 /r ib
unpcklps xmm, xmm/m128     = NP 0F 14 /r
unpckhps xmm, xmm/m128     = NP 0F 15 /r

# conversion
cvtsi2ss xmm, r/m32        = F3 0F 2A /r
cvtsi2ss xmm, r/m64        = F3 REX.W 0F 2A /r
cvttss2si r32, xmm/m32     = F3 0F 2C /r
cvttss2si r64, xmm/m32     = F3 REX.W 0F 2C /r
cvtss2si r32, xmm/m32      = F3 0F 2D /r
cvtss2si r64, xmm/m32      = F3 REX.W 0F 2D /r

# control and caches
ldmxcsr m32                = NP 0F AE /2
stmxcsr m32                = NP 0F AE /3
sfence                     = NP 0F AE F8
prefetchnta m8             = 0F 18 /0
prefetcht0 m8              = 0F 18 /1
prefetcht1 m8              = 0F 18 /2
prefetcht2 m8              = 0F 18 /3
`;
