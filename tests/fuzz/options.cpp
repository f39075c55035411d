/// AddressSanitizer's options for all targets. Whatever memory was before must not matter, so it is no zeros. Leaks are
/// not looked for: the core allocates nothing, and where a container forbids tracing the search itself would fail.
extern "C" const char *__asan_default_options() {
  return "max_malloc_fill_size=65536:malloc_fill_byte=165:detect_leaks=0";
}
