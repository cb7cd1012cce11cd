# SPDX-License-Identifier: Apache-2.0
# Fuzz targets: every tests/fuzz/NAME.cpp defines LLVMFuzzerTestOneInput and becomes the program fuzz_NAME. Its seeds are
# the .onus files of tests/fuzz/seeds/NAME, of the examples and of tests/files. `ctest` runs each for ONUS_FUZZ_SECONDS.

set(ONUS_FUZZ_SECONDS 60 CACHE STRING "How long ctest runs each fuzz target")
file(GLOB sources CONFIGURE_DEPENDS fuzz/*.cpp)
foreach(source IN LISTS sources)
  get_filename_component(name ${source} NAME_WE)
  add_executable(fuzz_${name} ${source})
  target_link_libraries(fuzz_${name} PRIVATE onus_driver onus_test_support -fsanitize=fuzzer)
  onus_compile_options(fuzz_${name})
  add_test(NAME fuzz_${name}
    COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/fuzz/run.sh $<TARGET_FILE:fuzz_${name}> ${name} ${ONUS_FUZZ_SECONDS})
endforeach()
