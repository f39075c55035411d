  .section .start,"ax"
  .globl _start
_start:
  la sp, stack_top
  li t0, 0x2000 // mstatus.FS: the float unit, where there is one
  .option arch, +zicsr
  csrs mstatus, t0
  call begin
