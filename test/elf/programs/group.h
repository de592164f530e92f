/* An inline function that every object that uses it has a copy of. */

inline int counter() {
  static int count = 0;
  return ++count;
}
int others();
