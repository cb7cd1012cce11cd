# SPDX-License-Identifier: Apache-2.0
# onus_compile_options: the warnings and instruments of every target that is ours. onus_library: one static library for
# one folder under compiler/ (or another root).

option(ONUS_CLANG_TIDY "Run clang-tidy on everything that is compiled" OFF)
if(ONUS_CLANG_TIDY)
  find_program(ONUS_CLANG_TIDY_PROGRAM NAMES clang-tidy-14 clang-tidy REQUIRED)
endif()

function(onus_compile_options target)
  # GCC's optimiser sees uninitialised members in every std::variant that it takes apart; clang and the sanitizers look
  # for real ones.
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wshadow $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>
    $<$<BOOL:${ONUS_WERROR}>:-Werror>)
  if(ONUS_SANITIZE)
    target_compile_options(${target} PRIVATE
      -fsanitize=${ONUS_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(${target} PRIVATE -fsanitize=${ONUS_SANITIZE})
  endif()
  if(ONUS_FUZZ)
    target_compile_options(${target} PRIVATE -fsanitize=fuzzer-no-link)
  endif()
  if(ONUS_CLANG_TIDY)
    set_target_properties(${target} PROPERTIES CXX_CLANG_TIDY ${ONUS_CLANG_TIDY_PROGRAM})
  endif()
endfunction()

# onus_library(NAME [ROOT folder] [DIR folder] [EXCLUDE sub-folder] [EXCLUDE_FILES file...] [PRECOMPILE header...]
#              DEPS target...)
# makes the target onus_NAME from every .cpp below compiler/NAME. Includes are written from compiler/, or the ROOT that is
# given instead. A folder that holds only headers becomes an interface library. Headers that most
# of its files include may be compiled once for all of them.
function(onus_library name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "ROOT;DIR;EXCLUDE" "EXCLUDE_FILES;PRECOMPILE;DEPS")
  if(NOT arg_DIR)
    set(arg_DIR ${name})
  endif()
  if(NOT arg_ROOT)
    set(arg_ROOT compiler)
  endif()
  set(root ${CMAKE_SOURCE_DIR}/${arg_ROOT}/${arg_DIR})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${root}/*.cpp)
  if(arg_EXCLUDE)
    list(FILTER sources EXCLUDE REGEX "^${root}/${arg_EXCLUDE}/")
  endif()
  foreach(file IN LISTS arg_EXCLUDE_FILES)
    list(REMOVE_ITEM sources ${root}/${file})
  endforeach()

  if(sources)
    add_library(onus_${name} STATIC ${sources})
    set(scope PUBLIC)
    onus_compile_options(onus_${name})
    foreach(header IN LISTS arg_PRECOMPILE)
      target_precompile_headers(onus_${name} PRIVATE ${CMAKE_SOURCE_DIR}/${arg_ROOT}/${header})
    endforeach()
  else()
    add_library(onus_${name} INTERFACE)
    set(scope INTERFACE)
  endif()
  target_include_directories(onus_${name} ${scope} ${CMAKE_SOURCE_DIR}/${arg_ROOT})
  target_link_libraries(onus_${name} ${scope} ${arg_DEPS})
endfunction()
