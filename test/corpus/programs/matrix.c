/* Matrices of doubles: a product straight and in blocks, a determinant, an inverse. */

#include "corpus.h"

#define SIZE 24
#define BLOCK 8

typedef double Matrix[SIZE][SIZE];

static Matrix a, b, straight, blocked, inverse;

static void multiply(Matrix result, Matrix left, Matrix right) {
  for (int i = 0; i < SIZE; i++)
    for (int j = 0; j < SIZE; j++) {
      double sum = 0;
      for (int k = 0; k < SIZE; k++) sum += left[i][k] * right[k][j];
      result[i][j] = sum;
    }
}

static void multiply_blocks(Matrix result, Matrix left, Matrix right) {
  memset(result, 0, sizeof(Matrix));
  for (int kk = 0; kk < SIZE; kk += BLOCK)
    for (int jj = 0; jj < SIZE; jj += BLOCK)
      for (int i = 0; i < SIZE; i++)
        for (int k = kk; k < kk + BLOCK; k++)
          for (int j = jj; j < jj + BLOCK; j++) result[i][j] += left[i][k] * right[k][j];
}

/* Gauss and Jordan with pivots; returns the determinant. */
static double invert(Matrix result, Matrix source) {
  static Matrix work;
  double determinant = 1;
  memcpy(work, source, sizeof work);
  for (int i = 0; i < SIZE; i++)
    for (int j = 0; j < SIZE; j++) result[i][j] = i == j;
  for (int column = 0; column < SIZE; column++) {
    int pivot = column;
    for (int row = column; row < SIZE; row++) {
      double here = work[row][column], best = work[pivot][column];
      if ((here < 0 ? -here : here) > (best < 0 ? -best : best)) pivot = row;
    }
    if (pivot != column) determinant = -determinant;
    for (int j = 0; j < SIZE; j++) {
      double kept = work[pivot][j];
      work[pivot][j] = work[column][j];
      work[column][j] = kept;
      kept = result[pivot][j];
      result[pivot][j] = result[column][j];
      result[column][j] = kept;
    }
    double factor = work[column][column];
    determinant *= factor;
    for (int j = 0; j < SIZE; j++) {
      work[column][j] /= factor;
      result[column][j] /= factor;
    }
    for (int row = 0; row < SIZE; row++) {
      if (row == column) continue;
      factor = work[row][column];
      for (int j = 0; j < SIZE; j++) {
        work[row][j] -= factor * work[column][j];
        result[row][j] -= factor * result[column][j];
      }
    }
  }
  return determinant;
}

int main(void) {
  u32 state = 7;
  for (int i = 0; i < SIZE; i++)
    for (int j = 0; j < SIZE; j++) {
      state = state * 1103515245 + 12345;
      a[i][j] = (double)(state >> 16) / 65536;
      state = state * 1103515245 + 12345;
      b[i][j] = (double)(i32)state / 65536 / 32768;
    }
  multiply(straight, a, b);
  multiply_blocks(blocked, a, b);
  put_text(memcmp(straight, blocked, sizeof straight) == 0 ? "same " : "DIFFERENT ");
  put_bits(straight[3][5]);
  end_line();
  put_bits(invert(inverse, a));
  end_line();
  multiply(blocked, a, inverse);
  double worst = 0;
  for (int i = 0; i < SIZE; i++)
    for (int j = 0; j < SIZE; j++) {
      double error = blocked[i][j] - (i == j);
      if (error < 0) error = -error;
      if (error > worst) worst = error;
    }
  put_text(worst < 1e-9 ? "inverse " : "NOT inverse ");
  put_bits(worst);
  end_line();
  return 0;
}
