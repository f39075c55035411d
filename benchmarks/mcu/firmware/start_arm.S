// Begins in ARM state; the rest may be Thumb.
  .section .start,"ax"
  .arm
  .globl _start
_start:
  ldr sp, =stack_top
  ldr r0, =begin
  bx r0
