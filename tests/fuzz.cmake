# SPDX-License-Identifier: Apache-2.0
# Fuzz targets: every tests/fuzz/NAME.cpp defines LLVMFuzzerTestOneInput and becomes the program fuzz_NAME of the preset
# `fuzz`. The test of that name runs it for ONUS_FUZZ_SECONDS; `./dev test` builds the preset `fuzz` and points the
# preset `test` at it with ONUS_FUZZ_BUILD, so that one ctest runs everything.

set(ONUS_FUZZ_SECONDS 60 CACHE STRING "How long ctest runs each fuzz target")
file(GLOB sources CONFIGURE_DEPENDS fuzz/*.cpp)
foreach(source IN LISTS sources)
  get_filename_component(name ${source} NAME_WE)
  if(ONUS_FUZZ)
    add_executable(fuzz_${name} ${source})
    target_link_libraries(fuzz_${name} PRIVATE onus_driver onus_test_support -fsanitize=fuzzer)
    onus_compile_options(fuzz_${name})
    set(program $<TARGET_FILE:fuzz_${name}>)
  else()
    set(program ${ONUS_FUZZ_BUILD}/bin/fuzz_${name})
  endif()
  add_test(NAME fuzz_${name}
    COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/fuzz/run.sh ${program} ${name} ${ONUS_FUZZ_SECONDS})
  # The longest tests start first, so that the others run beside them.
  set_tests_properties(fuzz_${name} PROPERTIES COST 1000 LABELS fuzz)
endforeach()

# The target `bundle` begins with what the compiler makes of the programs.
if(ONUS_FUZZ)
  add_executable(fuzz_bundles fuzz/bundles/write.cpp)
  target_link_libraries(fuzz_bundles PRIVATE onus_driver onus_test_support)
  onus_compile_options(fuzz_bundles)
  # What it leaves behind at its end is no concern of the build.
  add_custom_command(TARGET fuzz_bundles POST_BUILD
    COMMAND ${CMAKE_COMMAND} -E env ASAN_OPTIONS=detect_leaks=0 $<TARGET_FILE:fuzz_bundles> ${CMAKE_BINARY_DIR}/bundles)
  add_dependencies(fuzz_bundle fuzz_bundles)
endif()
