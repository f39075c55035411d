# The core as a library for programs of the host: offline tools and tests. ESPHome compiles the same files by itself.
add_library(diol_core STATIC)
set(DIOL_CORE_FILES adaptation days detector extreme_range extremes feature_extractor flash_region flash_text gauge_limits keeper kept_model kmeans learner learning_data levels model model_checks model_text monitor monitor_status
    numeric piece_store previous_model reach reason recent_cycles recent_minutes refusal rest score snapshot store training)
list(TRANSFORM DIOL_CORE_FILES REPLACE "(.+)" "${CMAKE_CURRENT_LIST_DIR}/\\1.cpp")
target_sources(diol_core PRIVATE ${DIOL_CORE_FILES})
target_include_directories(diol_core PUBLIC ${CMAKE_CURRENT_LIST_DIR})
target_compile_features(diol_core PUBLIC cxx_std_20)
# No fused multiply-add: every chip has to come to the same bits.
target_compile_options(diol_core PUBLIC -Wall -Wextra -Wshadow -Werror -ffp-contract=off
                                        -fno-exceptions)
