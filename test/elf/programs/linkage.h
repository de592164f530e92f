/* What two objects share in every way that C and the linker know. */

extern int shared;
extern int common_one;
extern char bss_large[100000];
extern const char *const names[3];
int optional(void) __attribute__((weak));
int replaced(void);
__attribute__((visibility("hidden"))) int hidden(int);
int (*choose(int which))(int);
