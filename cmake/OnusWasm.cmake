# SPDX-License-Identifier: Apache-2.0
# Builds the runtime as WebAssembly beside the native one, where clang, lld and wasi-libc can do that: target onus_wasm,
# ONUS_WASM_PACKAGE is the folder of the JavaScript package. It is a build of its own, since it has another compiler.
include(ExternalProject)

if(NOT DEFINED ONUS_WASM)
  find_program(ONUS_WASM_COMPILER NAMES clang++-14 clang++)
  set(probe ${CMAKE_BINARY_DIR}/wasm_probe)
  file(WRITE ${probe}.cpp "#include <new>\n#include <stdlib.h>\nextern \"C\" void *get() { return malloc(1); }\n")
  set(result 1)
  if(ONUS_WASM_COMPILER)
    execute_process(
      COMMAND ${ONUS_WASM_COMPILER} --target=wasm32-wasi -std=c++20 -mexec-model=reactor -Wl,--export=get ${probe}.cpp
              -o ${probe}.wasm
      RESULT_VARIABLE result OUTPUT_QUIET ERROR_QUIET)
  endif()
  if(result EQUAL 0)
    set(found ON)
  else()
    set(found OFF)
    message(STATUS "no onus.wasm: apt install clang-14 lld-14 wasi-libc libclang-rt-14-dev-wasm32 libc++-14-dev-wasm32")
  endif()
  option(ONUS_WASM "Build the runtime as WebAssembly, too" ${found})
endif()

if(ONUS_WASM)
  set(ONUS_WASM_BUILD ${CMAKE_BINARY_DIR}/wasm)
  set(ONUS_WASM_PACKAGE ${ONUS_WASM_BUILD}/js)
  string(REPLACE ";" "|" launcher "${CMAKE_CXX_COMPILER_LAUNCHER}")
  ExternalProject_Add(onus_wasm
    SOURCE_DIR ${CMAKE_SOURCE_DIR}/runtime
    BINARY_DIR ${ONUS_WASM_BUILD}
    STAMP_DIR ${ONUS_WASM_BUILD}/stamps
    TMP_DIR ${ONUS_WASM_BUILD}/tmp
    CMAKE_ARGS --toolchain ${CMAKE_SOURCE_DIR}/runtime/wasm/toolchain.cmake -DONUS_WERROR=${ONUS_WERROR}
      -DCMAKE_CXX_COMPILER_LAUNCHER=${launcher}
    LIST_SEPARATOR |
    BUILD_ALWAYS ON
    INSTALL_COMMAND "")
endif()
