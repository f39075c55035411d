#pragma once

#include <cstddef>
#include <cstdint>

// What count.cpp needs of QEMU's interface for TCG plugins, version 1 (qemu/docs/devel/tcg-plugins). Debian ships QEMU
// with the interface, but not its header.
extern "C" {
using qemu_plugin_id_t = uint64_t;
struct qemu_info_t;
struct qemu_plugin_tb;
struct qemu_plugin_insn;
enum qemu_plugin_cb_flags { QEMU_PLUGIN_CB_NO_REGS };
enum qemu_plugin_op { QEMU_PLUGIN_INLINE_ADD_U64 };

void qemu_plugin_register_vcpu_tb_trans_cb(qemu_plugin_id_t id, void (*callback)(qemu_plugin_id_t, qemu_plugin_tb *));
void qemu_plugin_register_atexit_cb(qemu_plugin_id_t id, void (*callback)(qemu_plugin_id_t, void *), void *data);
void qemu_plugin_register_vcpu_insn_exec_cb(qemu_plugin_insn *insn, void (*callback)(unsigned, void *),
                                            qemu_plugin_cb_flags flags, void *data);
void qemu_plugin_register_vcpu_insn_exec_inline(qemu_plugin_insn *insn, qemu_plugin_op op, void *counter,
                                                uint64_t more);
size_t qemu_plugin_tb_n_insns(const qemu_plugin_tb *tb);
qemu_plugin_insn *qemu_plugin_tb_get_insn(const qemu_plugin_tb *tb, size_t i);
uint64_t qemu_plugin_insn_vaddr(const qemu_plugin_insn *insn);
}
