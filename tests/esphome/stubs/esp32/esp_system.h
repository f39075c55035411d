#pragma once

[[noreturn]] void esp_system_abort(const char *details);
