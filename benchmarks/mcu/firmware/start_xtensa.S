// QEMU begins at the reset vector, wherever the ELF file says.
  .section .reset,"ax"
  .align 4
  .globl _start
_start:
  j 1f
  .align 4
.Lstack:
  .word stack_top
.Lbegin:
  .word begin
1:
  l32r a1, .Lstack
  movi a2, 0
  wsr a2, ps
  rsync
  l32r a0, .Lbegin
  callx0 a0
