# SPDX-License-Identifier: Apache-2.0
# Everything that Onus links, found once. The program starts on every keystroke of some editors and on every commit, so
# what is big (LLVM, ANTLR, RE2) is linked statically: the loader then has nothing to do.

# The ABI's newest LLVM is not wanted: 14 is Debian 12's, and the code stays within what 14 to 19 share.
if(NOT LLVM_DIR)
  file(GLOB onus_llvm_dirs /usr/lib/llvm-*/lib/cmake/llvm)
  list(APPEND CMAKE_PREFIX_PATH ${onus_llvm_dirs})
endif()
find_package(LLVM REQUIRED CONFIG)
llvm_map_components_to_libnames(onus_llvm_components support)
add_library(onus_llvm INTERFACE)
target_include_directories(onus_llvm SYSTEM INTERFACE ${LLVM_INCLUDE_DIRS})
target_compile_definitions(onus_llvm INTERFACE ${LLVM_DEFINITIONS})
target_link_libraries(onus_llvm INTERFACE ${onus_llvm_components})

find_package(fmt REQUIRED)
find_package(CLI11 REQUIRED)

# toml++ is used in one file and as a header; its package file would link a shared library.
find_path(ONUS_TOML_INCLUDE toml++/toml.h REQUIRED)
add_library(onus_toml INTERFACE)
target_include_directories(onus_toml SYSTEM INTERFACE ${ONUS_TOML_INCLUDE})

# onus_static(TARGET HEADER NAME) is an interface library for a package without CMake files: the archive where there is
# one, else the shared library.
function(onus_static target header name)
  find_path(${target}_INCLUDE ${header} REQUIRED)
  find_library(${target}_LIBRARY NAMES lib${name}.a ${name} REQUIRED)
  add_library(${target} INTERFACE)
  target_include_directories(${target} SYSTEM INTERFACE ${${target}_INCLUDE})
  target_link_libraries(${target} INTERFACE ${${target}_LIBRARY})
endfunction()

find_package(Threads REQUIRED)
onus_static(onus_re2 re2/re2.h re2)
target_link_libraries(onus_re2 INTERFACE Threads::Threads)
onus_static(onus_utf8proc utf8proc.h utf8proc)
target_compile_definitions(onus_utf8proc INTERFACE UTF8PROC_STATIC)
