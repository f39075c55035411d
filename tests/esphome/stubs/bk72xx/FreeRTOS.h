#pragma once

using BaseType_t = int;
using SemaphoreHandle_t = void *;
using TaskHandle_t = void *;
using TickType_t = unsigned;
#define pdTRUE 1
#define portMAX_DELAY 0xFFFFFFFFU
SemaphoreHandle_t xSemaphoreCreateMutex();
BaseType_t xSemaphoreTake(SemaphoreHandle_t semaphore, TickType_t ticks);
BaseType_t xSemaphoreGive(SemaphoreHandle_t semaphore);
