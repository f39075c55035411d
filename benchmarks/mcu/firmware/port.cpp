// Semihosting and stack of an emulated chip.
#include "port.h"

extern "C" {
extern uint32_t bss_begin[], bss_end[];
extern void (*const constructors_begin[])(), (*const constructors_end[])();
[[noreturn]] void begin();
}

namespace {

#if defined(__xtensa__)

constexpr int SIMCALL_EXIT = 1, SIMCALL_WRITE = 4;

int simcall(int number, int first, int second, int third) {
  register int a2 __asm__("a2") = number;
  register int a3 __asm__("a3") = first;
  register int a4 __asm__("a4") = second;
  register int a5 __asm__("a5") = third;
  __asm__ volatile("simcall" : "+a"(a2), "+a"(a3) : "a"(a4), "a"(a5) : "memory");
  return a2;
}

void write(const char *text, size_t length) {
  simcall(SIMCALL_WRITE, 1, reinterpret_cast<int>(text), static_cast<int>(length));
}
void leave(int status) { simcall(SIMCALL_EXIT, status, 0, 0); }

#else

constexpr long SYS_WRITE0 = 4, SYS_EXIT = 0x18;
constexpr uintptr_t APPLICATION_EXIT = 0x20026, RUN_TIME_ERROR = 0x20023;

long semihost(long operation, const void *argument) {
#if defined(__riscv)
  register long a0 __asm__("a0") = operation;
  register const void *a1 __asm__("a1") = argument;
  // These three instructions, in one page, are the call.
  __asm__ volatile(".option push\n.option norvc\n.balign 16\nslli x0,x0,0x1f\nebreak\nsrai x0,x0,7\n.option pop"
                   : "+r"(a0)
                   : "r"(a1)
                   : "memory");
  return a0;
#else
  register long r0 __asm__("r0") = operation;
  register const void *r1 __asm__("r1") = argument;
  __asm__ volatile("svc 0xab" : "+r"(r0) : "r"(r1) : "memory", "lr");
  return r0;
#endif
}

void write(const char *text, size_t) { semihost(SYS_WRITE0, text); }
void leave(int status) {
#if defined(__riscv)
  const uintptr_t block[2] = {status == 0 ? APPLICATION_EXIT : RUN_TIME_ERROR, 0};
  semihost(SYS_EXIT, reinterpret_cast<const void *>(block[0]));
#else
  semihost(SYS_EXIT, reinterpret_cast<const void *>(status == 0 ? APPLICATION_EXIT : RUN_TIME_ERROR));
#endif
}

#endif

constexpr uint32_t PAINT = 0xA5A5A5A5;
constexpr size_t PAINTED_WORDS = 8 * 1024;
uint32_t *painted_from;

uint32_t *here() { return static_cast<uint32_t *>(__builtin_frame_address(0)); }

}  // namespace

namespace port {

void print(const char *text) { write(text, __builtin_strlen(text)); }

__attribute__((noinline)) void paint_stack() {
  painted_from = here() - 16;  // below this function's own frame
  for (uint32_t *word = painted_from - PAINTED_WORDS; word < painted_from; word++)
    *static_cast<volatile uint32_t *>(word) = PAINT;
}

uint32_t stack_used() {
  const uint32_t *word = painted_from - PAINTED_WORDS;
  while (word < painted_from && *word == PAINT)
    word++;
  return static_cast<uint32_t>(painted_from - word) * sizeof(uint32_t);
}

}  // namespace port

void begin() {
  for (uint32_t *word = bss_begin; word < bss_end; word++)
    *static_cast<volatile uint32_t *>(word) = 0;
  for (auto constructor = constructors_begin; constructor < constructors_end; constructor++)
    (*constructor)();
  leave(main());
  for (;;) {
  }
}
