/* An interpreter of a language of eight letters, and a program in it that prints squares. */

#include "corpus.h"

static const char program[] =
  "++++[>+++++<-]>[<+++++>-]+<+[>[>+>+<<-]++>>[<<+>>-]>>>[-]++>[-]+>>>+[[-]++++++>>>]<<<[[<++++++++<++>>-]+<.<[>----<-]<]"
  "<<[>>>>>[>>>[-]+++++++++<[>-<-]+++++++++>[-[<->-]+[<<<]]<[>+<-]>]<<-]<<-]";

static u8 tape[1000];
static unsigned short jumps[sizeof program];

int main(void) {
  unsigned short open[64];
  int depth = 0;
  for (unsigned short at = 0; program[at]; at++) {
    if (program[at] == '[') open[depth++] = at;
    if (program[at] == ']') {
      jumps[at] = open[--depth];
      jumps[jumps[at]] = at;
    }
  }
  u8 *cell = tape;
  i64 steps = 0;
  for (int at = 0; program[at] && steps < 50000; at++, steps++) {
    switch (program[at]) {
      case '>': cell++; break;
      case '<': cell--; break;
      case '+': ++*cell; break;
      case '-': --*cell; break;
      case '.': put_char((char)*cell); break;
      case '[': if (!*cell) at = jumps[at]; break;
      case ']': if (*cell) at = jumps[at]; break;
    }
  }
  put_text("steps ");
  put_number(steps);
  end_line();
  return 0;
}
