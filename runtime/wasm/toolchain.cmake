# SPDX-License-Identifier: Apache-2.0
# For clang's WebAssembly target with Debian's wasi-libc: cmake -S runtime -B DIR --toolchain runtime/wasm/toolchain.cmake
# Needs clang-14 or newer, lld, wasi-libc, libclang-rt-N-dev-wasm32 and the headers of libc++-N-dev-wasm32.
set(CMAKE_SYSTEM_NAME Generic)
set(CMAKE_SYSTEM_PROCESSOR wasm32)
set(CMAKE_C_COMPILER_TARGET wasm32-wasi)
set(CMAKE_CXX_COMPILER_TARGET wasm32-wasi)
find_program(CMAKE_C_COMPILER NAMES clang-14 clang REQUIRED)
find_program(CMAKE_CXX_COMPILER NAMES clang++-14 clang++ REQUIRED)
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
# What configuring tries must not need more of the system than the module does.
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)
