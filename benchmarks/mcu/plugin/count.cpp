// A plugin of QEMU: how many instructions the guest executes from each call of mark_begin() to the next of mark_end(),
// one number a line. Arguments: out=FILE, begin=ADDRESS, end=ADDRESS.
#include <cinttypes>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "qemu_plugin.h"

#define EXPORT extern "C" __attribute__((visibility("default")))

EXPORT int qemu_plugin_version = 1;

namespace {

uint64_t executed, begun;
uint64_t begin_address, end_address;
FILE *out;

void at_begin(unsigned, void *) { begun = executed; }
void at_end(unsigned, void *) { fprintf(out, "%" PRIu64 "\n", executed - begun); }

void translate(qemu_plugin_id_t, qemu_plugin_tb *block) {
  const size_t count = qemu_plugin_tb_n_insns(block);
  for (size_t i = 0; i < count; i++) {
    qemu_plugin_insn *const insn = qemu_plugin_tb_get_insn(block, i);
    const uint64_t address = qemu_plugin_insn_vaddr(insn);
    if (address == begin_address)
      qemu_plugin_register_vcpu_insn_exec_cb(insn, at_begin, QEMU_PLUGIN_CB_NO_REGS, nullptr);
    if (address == end_address)
      qemu_plugin_register_vcpu_insn_exec_cb(insn, at_end, QEMU_PLUGIN_CB_NO_REGS, nullptr);
    qemu_plugin_register_vcpu_insn_exec_inline(insn, QEMU_PLUGIN_INLINE_ADD_U64, &executed, 1);
  }
}

void finish(qemu_plugin_id_t, void *) { fclose(out); }

}  // namespace

EXPORT int qemu_plugin_install(qemu_plugin_id_t id, const qemu_info_t *, int argc, char **argv) {
  for (int i = 0; i < argc; i++) {
    if (strncmp(argv[i], "out=", 4) == 0) {
      out = fopen(argv[i] + 4, "w");
    } else if (strncmp(argv[i], "begin=", 6) == 0) {
      begin_address = strtoull(argv[i] + 6, nullptr, 16);
    } else if (strncmp(argv[i], "end=", 4) == 0) {
      end_address = strtoull(argv[i] + 4, nullptr, 16);
    }
  }
  if (out == nullptr)
    return 1;
  qemu_plugin_register_vcpu_tb_trans_cb(id, translate);
  qemu_plugin_register_atexit_cb(id, finish, nullptr);
  return 0;
}
