/* What emmintrin.h offers beyond plain vectors: saturation, packing, sums of differences, masks, shuffles, rounding. */

#include "corpus.h"
#include <emmintrin.h>

static void put_vector(__m128i vector) {
  u8 bytes[16];
  _mm_storeu_si128((__m128i *)bytes, vector);
  for (int i = 0; i < 16; i++) put_hex(bytes[i], 2);
  end_line();
}

int main(void) {
  u8 seed[64];
  for (int i = 0; i < 64; i++) seed[i] = (u8)(i * 73 + 11);
  __m128i a = _mm_loadu_si128((const __m128i *)(seed + 1)), b = _mm_loadu_si128((const __m128i *)(seed + 18));
  put_vector(_mm_adds_epi8(a, b));
  put_vector(_mm_subs_epu16(a, b));
  put_vector(_mm_madd_epi16(a, b));
  put_vector(_mm_mulhi_epu16(a, b));
  put_vector(_mm_mul_epu32(a, b));
  put_vector(_mm_sad_epu8(a, b));
  put_vector(_mm_avg_epu8(a, b));
  put_vector(_mm_packs_epi32(a, b));
  put_vector(_mm_packus_epi16(a, b));
  put_vector(_mm_unpackhi_epi8(a, b));
  put_vector(_mm_shuffle_epi32(a, 0x4e));
  put_vector(_mm_shufflehi_epi16(_mm_shufflelo_epi16(a, 0x1b), 0xb1));
  put_vector(_mm_slli_si128(a, 5));
  put_vector(_mm_sra_epi32(a, _mm_cvtsi32_si128(7)));
  put_vector(_mm_max_epi16(_mm_min_epu8(a, b), b));
  put_vector(_mm_andnot_si128(_mm_cmpgt_epi8(a, b), b));
  put_hex((u64)_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_and_si128(a, b), b)), 4);
  end_line();
  __m128d real = _mm_set_pd(-2.5, 3.5);
  put_vector(_mm_unpacklo_epi64(_mm_cvtpd_epi32(real), _mm_cvttpd_epi32(_mm_sqrt_pd(_mm_mul_pd(real, real)))));
  put_vector(_mm_cvtps_epi32(_mm_set_ps(0.5f, 1.5f, -2.5f, 1e8f)));
  put_hex((u64)_mm_movemask_pd(_mm_cmplt_pd(real, _mm_setzero_pd())), 1);
  put_number(_mm_cvtsd_si32(real) + _mm_cvttsd_si32(_mm_unpackhi_pd(real, real)) + _mm_comilt_sd(real, real));
  end_line();
  return 0;
}
