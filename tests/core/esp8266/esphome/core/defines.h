#pragma once

#define USE_ESP8266
