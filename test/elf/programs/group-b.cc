#include "group.h"

int others() { return counter() + counter(); }
