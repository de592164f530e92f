/* Planets around a sun for some steps: energy before and after. */

#include "corpus.h"

typedef struct {
  double place[3], speed[3], mass;
} Body;

static Body bodies[] = {
  { { 0, 0, 0 }, { 0, 0, 0 }, 39.47 },
  { { 4.84, -1.16, -0.10 }, { 0.6, 2.8, -0.02 }, 0.037 },
  { { 8.34, 4.12, -0.4 }, { -1.01, 1.82, 0.008 }, 0.011 },
  { { 12.89, -15.11, -0.22 }, { 1.08, 0.86, -0.01 }, 0.0017 },
};
#define COUNT ((int)(sizeof bodies / sizeof *bodies))

static double root(double number) {
  double guess = number > 1 ? number : 1;
  for (int step = 0; step < 40; step++) guess = (guess + number / guess) / 2;
  return guess;
}

static double energy(void) {
  double sum = 0;
  for (int i = 0; i < COUNT; i++) {
    double square = 0;
    for (int axis = 0; axis < 3; axis++) square += bodies[i].speed[axis] * bodies[i].speed[axis];
    sum += bodies[i].mass * square / 2;
    for (int j = i + 1; j < COUNT; j++) {
      double distance = 0;
      for (int axis = 0; axis < 3; axis++) {
        double delta = bodies[i].place[axis] - bodies[j].place[axis];
        distance += delta * delta;
      }
      sum -= bodies[i].mass * bodies[j].mass / root(distance);
    }
  }
  return sum;
}

static void advance(double time) {
  for (int i = 0; i < COUNT; i++)
    for (int j = i + 1; j < COUNT; j++) {
      double delta[3], square = 0;
      for (int axis = 0; axis < 3; axis++) {
        delta[axis] = bodies[i].place[axis] - bodies[j].place[axis];
        square += delta[axis] * delta[axis];
      }
      double strength = time / (square * root(square));
      for (int axis = 0; axis < 3; axis++) {
        bodies[i].speed[axis] -= delta[axis] * bodies[j].mass * strength;
        bodies[j].speed[axis] += delta[axis] * bodies[i].mass * strength;
      }
    }
  for (int i = 0; i < COUNT; i++)
    for (int axis = 0; axis < 3; axis++) bodies[i].place[axis] += time * bodies[i].speed[axis];
}

int main(void) {
  put_bits(energy());
  end_line();
  for (int step = 0; step < 400; step++) advance(0.01);
  put_bits(energy());
  end_line();
  for (int i = 0; i < COUNT; i++) {
    put_real(bodies[i].place[0], 6);
    put_char(' ');
    put_bits(bodies[i].place[1]);
    end_line();
  }
  return 0;
}
