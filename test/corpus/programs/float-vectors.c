/* Four floats, and two doubles, at a time. */

#include "corpus.h"

typedef float F4 __attribute__((vector_size(16)));
typedef double D2 __attribute__((vector_size(16)));
typedef int I4 __attribute__((vector_size(16)));

static F4 points[64];

static F4 rotate(F4 point, float angle) {
  F4 turned = { point[1], -point[0], point[3], -point[2] };
  return point + turned * angle;
}

int main(void) {
  for (int i = 0; i < 64; i++) points[i] = (F4){ (float)i, (float)i * 0.5f, 1.0f / (float)(i + 1), -(float)i };
  F4 sum = { 0, 0, 0, 0 }, most = points[0];
  D2 wide = { 0, 0 };
  for (int round = 0; round < 50; round++)
    for (int i = 0; i < 64; i++) {
      points[i] = rotate(points[i], 0.01f) / 1.0001f;
      sum += points[i] * points[(i + 17) % 64];
      I4 larger = points[i] > most;
      most = (F4)(((I4)points[i] & larger) | ((I4)most & ~larger));
      wide += (D2){ points[i][0], points[i][3] } * (D2){ 0.25, -0.125 };
    }
  for (int lane = 0; lane < 4; lane++) {
    put_bits_float(sum[lane]);
    put_char(' ');
    put_bits_float(most[lane]);
    put_char(' ');
    put_bits(wide[lane & 1] * lane);
    end_line();
  }
  return 0;
}
