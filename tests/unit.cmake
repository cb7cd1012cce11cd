# SPDX-License-Identifier: Apache-2.0
# Unit tests: every folder tests/unit/NAME becomes the program unit_NAME, linked with the library of the compiler's
# folder NAME (tests/unit/syntax and tests/unit/parse both exist; the second sees the parser). A program for each folder
# keeps them independent: a change in check does not relink the tests of base.

find_package(Catch2 REQUIRED)
add_library(catch_main STATIC support/catch_main.cpp)
target_link_libraries(catch_main PUBLIC Catch2::Catch2 onus_test_support)
if(Catch2_VERSION VERSION_GREATER_EQUAL 3)
  target_compile_definitions(catch_main PUBLIC ONUS_CATCH2_V3)
endif()
onus_compile_options(catch_main)

# Catch2's header is compiled once for all. It needs a target of its own: the file with Catch2's `main` cannot use it.
set(precompiled ${CMAKE_CURRENT_BINARY_DIR}/catch_precompiled.cpp)
file(CONFIGURE OUTPUT ${precompiled} CONTENT "")
add_library(catch_precompiled OBJECT ${precompiled})
target_link_libraries(catch_precompiled PRIVATE catch_main onus_base)
target_precompile_headers(catch_precompiled PRIVATE support/catch.h)
onus_compile_options(catch_precompiled)

file(GLOB folders CONFIGURE_DEPENDS LIST_DIRECTORIES true RELATIVE ${CMAKE_CURRENT_SOURCE_DIR}/unit unit/*)
foreach(folder IN LISTS folders)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS unit/${folder}/*.cpp)
  if(NOT sources)
    continue()
  endif()
  add_executable(unit_${folder} ${sources})
  target_link_libraries(unit_${folder} PRIVATE onus_${folder} catch_main)
  if(folder STREQUAL runtime) # compared with what the compiler has of its own
    target_link_libraries(unit_runtime PRIVATE onus_evaluate onus_backends)
    target_include_directories(unit_runtime PRIVATE ${CMAKE_SOURCE_DIR})
  endif()
  target_precompile_headers(unit_${folder} REUSE_FROM catch_precompiled)
  onus_compile_options(unit_${folder})
  # GCC 12 takes the buffer of a short string for all that a longer one may fill.
  target_compile_options(unit_${folder} PRIVATE
    $<$<CXX_COMPILER_ID:GNU>:-Wno-array-bounds -Wno-stringop-overflow -Wno-restrict>)
  add_test(NAME unit_${folder} COMMAND unit_${folder})
endforeach()
