/** Double-precision floating point and packed integers. Here 66, F3 and F2 always select the instruction. */
export const SSE2 = `
[sse2]
# data transfer
movapd xmm, xmm/m128       = 66 0F 28 /r
movapd xmm/m128, xmm       = 66 0F 29 /r
movupd xmm, xmm/m128       = 66 0F 10 /r
movupd xmm/m128, xmm       = 66 0F 11 /r
movdqa xmm, xmm/m128       = 66 0F 6F /r
movdqa xmm/m128, xmm       = 66 0F 7F /r
movdqu xmm, xmm/m128       = F3 0F 6F /r
movdqu xmm/m128, xmm       = F3 0F 7F /r
movsd xmm, xmm/m64         = F2 0F 10 /r
movsd xmm/m64, xmm         = F2 0F 11 /r
movlpd xmm, m64            = 66 0F 12 /r
movlpd m64, xmm            = 66 0F 13 /r
movhpd xmm, m64            = 66 0F 16 /r
movhpd m64, xmm            = 66 0F 17 /r
movq xmm, xmm/m64          = F3 0F 7E /r
movq xmm/m64, xmm          = 66 0F D6 /r
movd xmm, r/m32            = 66 0F 6E /r
movd r/m32, xmm            = 66 0F 7E /r
movq xmm, r/m64            = 66 REX.W 0F 6E /r
movq r/m64, xmm            = 66 REX.W 0F 7E /r
movd xmm, r/m64            = 66 REX.W 0F 6E /r
movd r/m64, xmm            = 66 REX.W 0F 7E /r
movmskpd r32, xmm          = 66 0F 50 /r
movmskpd r64, xmm          = 66 0F 50 /r
pmovmskb r32, xmm          = 66 0F D7 /r
pmovmskb r64, xmm          = 66 0F D7 /r
pinsrw xmm, r32, imm8      = 66 0F C4 /r ib
pinsrw xmm, r64, imm8      = 66 0F C4 /r ib
pinsrw xmm, m16, imm8      = 66 0F C4 /r ib
pextrw r32, xmm, imm8      = 66 0F C5 /r ib
pextrw r64, xmm, imm8      = 66 0F C5 /r ib
movntpd m128, xmm          = 66 0F 2B /r
movntdq m128, xmm          = 66 0F E7 /r
movnti m32, r32            = NP 0F C3 /r
movnti m64, r64            = NP REX.W 0F C3 /r
maskmovdqu xmm, xmm        = 66 0F F7 /r

# floating-point arithmetic and logic
addpd xmm, xmm/m128        = 66 0F 58 /r
addsd xmm, xmm/m64         = F2 0F 58 /r
subpd xmm, xmm/m128        = 66 0F 5C /r
subsd xmm, xmm/m64         = F2 0F 5C /r
mulpd xmm, xmm/m128        = 66 0F 59 /r
mulsd xmm, xmm/m64         = F2 0F 59 /r
divpd xmm, xmm/m128        = 66 0F 5E /r
divsd xmm, xmm/m64         = F2 0F 5E /r
minpd xmm, xmm/m128        = 66 0F 5D /r
minsd xmm, xmm/m64         = F2 0F 5D /r
maxpd xmm, xmm/m128        = 66 0F 5F /r
maxsd xmm, xmm/m64         = F2 0F 5F /r
sqrtpd xmm, xmm/m128       = 66 0F 51 /r
sqrtsd xmm, xmm/m64        = F2 0F 51 /r
andpd xmm, xmm/m128        = 66 0F 54 /r
andnpd xmm, xmm/m128       = 66 0F 55 /r
orpd xmm, xmm/m128         = 66 0F 56 /r
xorpd xmm, xmm/m128        = 66 0F 57 /r

# floating-point comparison
cmppd xmm, xmm/m128, imm8  = 66 0F C2 /r ib
cmpeqpd xmm, xmm/m128      = 66 0F C2 /r 00
cmpltpd xmm, xmm/m128      = 66 0F C2 /r 01
cmplepd xmm, xmm/m128      = 66 0F C2 /r 02
cmpunordpd xmm, xmm/m128   = 66 0F C2 /r 03
cmpneqpd xmm, xmm/m128     = 66 0F C2 /r 04
cmpnltpd xmm, xmm/m128     = 66 0F C2 /r 05
cmpnlepd xmm, xmm/m128     = 66 0F C2 /r 06
cmpordpd xmm, xmm/m128     = 66 0F C2 /r 07
cmpsd xmm, xmm/m64, imm8   = F2 0F C2 /r ib
cmpeqsd xmm, xmm/m64       = F2 0F C2 /r 00
cmpltsd xmm, xmm/m64       = F2 0F C2 /r 01
cmplesd xmm, xmm/m64       = F2 0F C2 /r 02
cmpunordsd xmm, xmm/m64    = F2 0F C2 /r 03
cmpneqsd xmm, xmm/m64      = F2 0F C2 /r 04
cmpnltsd xmm, xmm/m64      = F2 0F C2 /r 05
cmpnlesd xmm, xmm/m64      = F2 0F C2 /r 06
cmpordsd xmm, xmm/m64      = F2 0F C2 /r 07
ucomisd xmm, xmm/m64       = 66 0F 2E /r
comisd xmm, xmm/m64        = 66 0F 2F /r

# conversion
cvtsi2sd xmm, r/m32        = F2 0F 2A /r
cvtsi2sd xmm, r/m64        = F2 REX.W 0F 2A /r
cvttsd2si r32, xmm/m64     = F2 0F 2C /r
cvttsd2si r64, xmm/m64     = F2 REX.W 0F 2C /r
cvtsd2si r32, xmm/m64      = F2 0F 2D /r
cvtsd2si r64, xmm/m64      = F2 REX.W 0F 2D /r
cvtps2pd xmm, xmm/m64      = NP 0F 5A /r
cvtpd2ps xmm, xmm/m128     = 66 0F 5A /r
cvtss2sd xmm, xmm/m32      = F3 0F 5A /r
cvtsd2ss xmm, xmm/m64      = F2 0F 5A /r
cvtdq2ps xmm, xmm/m128     = NP 0F 5B /r
cvtps2dq xmm, xmm/m128     = 66 0F 5B /r
cvttps2dq xmm, xmm/m128    = F3 0F 5B /r
cvtdq2pd xmm, xmm/m64      = F3 0F E6 /r
cvtpd2dq xmm, xmm/m128     = F2 0F E6 /r
cvttpd2dq xmm, xmm/m128    = 66 0F E6 /r

# integer arithmetic and logic
paddb xmm, xmm/m128        = 66 0F FC /r
paddw xmm, xmm/m128        = 66 0F FD /r
paddd xmm, xmm/m128        = 66 0F FE /r
paddq xmm, xmm/m128        = 66 0F D4 /r
paddsb xmm, xmm/m128       = 66 0F EC /r
paddsw xmm, xmm/m128       = 66 0F ED /r
paddusb xmm, xmm/m128      = 66 0F DC /r
paddusw xmm, xmm/m128      = 66 0F DD /r
psubb xmm, xmm/m128        = 66 0F F8 /r
psubw xmm, xmm/m128        = 66 0F F9 /r
psubd xmm, xmm/m128        = 66 0F FA /r
psubq xmm, xmm/m128        = 66 0F FB /r
psubsb xmm, xmm/m128       = 66 0F E8 /r
psubsw xmm, xmm/m128       = 66 0F E9 /r
psubusb xmm, xmm/m128      = 66 0F D8 /r
psubusw xmm, xmm/m128      = 66 0F D9 /r
pmullw xmm, xmm/m128       = 66 0F D5 /r
pmulhw xmm, xmm/m128       = 66 0F E5 /r
pmulhuw xmm, xmm/m128      = 66 0F E4 /r
pmuludq xmm, xmm/m128      = 66 0F F4 /r
pmaddwd xmm, xmm/m128      = 66 0F F5 /r
psadbw xmm, xmm/m128       = 66 0F F6 /r
pavgb xmm, xmm/m128        = 66 0F E0 /r
pavgw xmm, xmm/m128        = 66 0F E3 /r
pminub xmm, xmm/m128       = 66 0F DA /r
pmaxub xmm, xmm/m128       = 66 0F DE /r
pminsw xmm, xmm/m128       = 66 0F EA /r
pmaxsw xmm, xmm/m128       = 66 0F EE /r
pand xmm, xmm/m128         = 66 0F DB /r
pandn xmm, xmm/m128        = 66 0F DF /r
por xmm, xmm/m128          = 66 0F EB /r
pxor xmm, xmm/m128         = 66 0F EF /r
pcmpeqb xmm, xmm/m128      = 66 0F 74 /r
pcmpeqw xmm, xmm/m128      = 66 0F 75 /r
pcmpeqd xmm, xmm/m128      = 66 0F 76 /r
pcmpgtb xmm, xmm/m128      = 66 0F 64 /r
pcmpgtw xmm, xmm/m128      = 66 0F 65 /r
pcmpgtd xmm, xmm/m128      = 66 0F 66 /r

# integer shift
psllw xmm, xmm/m128        = 66 0F F1 /r
psllw xmm, imm8            = 66 0F 71 /6 ib
pslld xmm, xmm/m128        = 66 0F F2 /r
pslld xmm, imm8            = 66 0F 72 /6 ib
psllq xmm, xmm/m128        = 66 0F F3 /r
psllq xmm, imm8            = 66 0F 73 /6 ib
psrlw xmm, xmm/m128        = 66 0F D1 /r
psrlw xmm, imm8            = 66 0F 71 /2 ib
psrld xmm, xmm/m128        = 66 0F D2 /r
psrld xmm, imm8            = 66 0F 72 /2 ib
psrlq xmm, xmm/m128        = 66 0F D3 /r
psrlq xmm, imm8            = 66 0F 73 /2 ib
psraw xmm, xmm/m128        = 66 0F E1 /r
psraw xmm, imm8            = 66 0F 71 /4 ib
psrad xmm, xmm/m128        = 66 0F E2 /r
psrad xmm, imm8            = 66 0F 72 /4 ib
pslldq xmm, imm8           = 66 0F 73 /7 ib
psrldq xmm, imm8           = 66 0F 73 /3 ib

# shuffle, pack and unpack
shufpd xmm, xmm/m128, imm8 = 66 0F C6 /r ib
pshufd xmm, xmm/m128, imm8 = 66 0F 70 /r ib
pshufhw xmm, xmm/m128, imm8 = F3 0F 70 /r ib
pshuflw xmm, xmm/m128, imm8 = F2 0F 70 /r ib
unpcklpd xmm, xmm/m128     = 66 0F 14 /r
unpckhpd xmm, xmm/m128     = 66 0F 15 /r
packsswb xmm, xmm/m128     = 66 0F 63 /r
packssdw xmm, xmm/m128     = 66 0F 6B /r
packuswb xmm, xmm/m128     = 66 0F 67 /r
punpcklbw xmm, xmm/m128    = 66 0F 60 /r
punpcklwd xmm, xmm/m128    = 66 0F 61 /r
punpckldq xmm, xmm/m128    = 66 0F 62 /r
punpcklqdq xmm, xmm/m128   = 66 0F 6C /r
punpckhbw xmm, xmm/m128    = 66 0F 68 /r
punpckhwd xmm, xmm/m128    = 66 0F 69 /r
punpckhdq xmm, xmm/m128    = 66 0F 6A /r
punpckhqdq xmm, xmm/m128   = 66 0F 6D /r

# order and caches
lfence                     = NP 0F AE E8
mfence                     = NP 0F AE F0
clflush m8                 = NP 0F AE /7
`;
