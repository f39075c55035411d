#pragma once

#include <cstddef>
#include <cstdint>

/// What the bench needs of the machine it runs on: an emulated chip, or the host.
namespace port {

void print(const char *text);

/// Fills the unused part of the stack with a pattern; stack_used() then says how deep it went since, in bytes.
void paint_stack();
uint32_t stack_used();

}  // namespace port

int main();
