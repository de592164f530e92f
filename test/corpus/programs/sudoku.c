/* Sudokus solved by the cell with the fewest candidates first, with sets of digits in the bits of words. */

#include "corpus.h"

struct board {
  u8 cells[81];
  u16 rows[9], columns[9], boxes[9];
};

static u32 guesses;

/* Which digits are possible in a cell. */
static u32 candidates(const struct board *board, int cell) {
  int row = cell / 9, column = cell % 9;
  return ~(u32)(board->rows[row] | board->columns[column] | board->boxes[row / 3 * 3 + column / 3]) & 0x3fe;
}

static void toggle(struct board *board, int cell, int digit) {
  u16 bit = (u16)(1 << digit);
  board->rows[cell / 9] ^= bit;
  board->columns[cell % 9] ^= bit;
  board->boxes[cell / 27 * 3 + cell % 9 / 3] ^= bit;
}

static int count_bits(u32 bits) {
  bits -= bits >> 1 & 0x55555555;
  bits = (bits & 0x33333333) + (bits >> 2 & 0x33333333);
  return (int)(((bits + (bits >> 4)) & 0x0f0f0f0f) * 0x01010101 >> 24);
}

static int solve(struct board *board) {
  int best = -1, fewest = 10;
  for (int cell = 0; cell < 81 && fewest > 1; cell++) {
    if (board->cells[cell]) continue;
    int count = count_bits(candidates(board, cell));
    if (count < fewest) fewest = count, best = cell;
  }
  if (best < 0) return 1;
  for (u32 left = candidates(board, best); left; left &= left - 1) {
    int digit = __builtin_ctz(left);
    guesses++;
    toggle(board, best, digit);
    board->cells[best] = (u8)digit;
    if (solve(board)) return 1;
    toggle(board, best, digit);
  }
  board->cells[best] = 0;
  return 0;
}

static int load(struct board *board, const char *text) {
  memset(board, 0, sizeof *board);
  for (int cell = 0; cell < 81; cell++) {
    if (text[cell] == '.') continue;
    int digit = text[cell] - '0';
    if (!(candidates(board, cell) >> digit & 1)) return 0;
    board->cells[cell] = (u8)digit;
    toggle(board, cell, digit);
  }
  return 1;
}

static int is_solved(const struct board *board) {
  for (int i = 0; i < 9; i++) {
    u32 row = 0, column = 0, box = 0;
    for (int k = 0; k < 9; k++) {
      row |= 1u << board->cells[i * 9 + k];
      column |= 1u << board->cells[k * 9 + i];
      box |= 1u << board->cells[(i / 3 * 3 + k / 3) * 9 + i % 3 * 3 + k % 3];
    }
    if ((row & column & box) != 0x3fe) return 0;
  }
  return 1;
}

int main(void) {
  static const char *const puzzles[] = {
      "53..7....6..195....98....6.8...6...34..8.3..17...2...6.6....28....419..5....8..79",
      "..3.2.6..9..3.5..1..18.64....81.29..7.......8..67.82....26.95..8..2.3..9..5.1.3..",
      "1....7.9..3..2...8..96..5....53..9...1..8...26....4...3......1..4......7..7...3..",
      "55..7....6..195....98....6.8...6...34..8.3..17...2...6.6....28....419..5....8..79",
      "516849732.3.76.......45....9...7...1....2..8.........3...9.5.......4...2.7.....1.",
  };
  for (int i = 0; i < 5; i++) {
    struct board board;
    guesses = 0;
    int consistent = load(&board, puzzles[i]), solved = consistent && solve(&board);
    put_text(!consistent ? "contradiction" : !solved ? "no solution" : is_solved(&board) ? "solved" : "WRONG");
    put_char(' '), put_unsigned(guesses);
    if (solved) put_char(' ');
    for (int cell = 0; solved && cell < 81; cell++) put_unsigned(board.cells[cell]);
    end_line();
  }
  return 0;
}
