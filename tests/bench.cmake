# SPDX-License-Identifier: Apache-2.0
# Benchmarks: the .cpp files of tests/bench make one program, onus_bench, on Google Benchmark.

file(GLOB sources CONFIGURE_DEPENDS bench/*.cpp)
if(sources)
  find_package(benchmark REQUIRED)
  add_executable(onus_bench ${sources} support/allocations.cpp)
  target_link_libraries(onus_bench PRIVATE onus_driver onus_runtime onus_test_support benchmark::benchmark
    benchmark::benchmark_main)
  onus_compile_options(onus_bench)
  # It also measures the program itself.
  target_compile_definitions(onus_bench PRIVATE ONUS_PROGRAM="$<TARGET_FILE:onus>")
  add_dependencies(onus_bench onus)
endif()
