# SPDX-License-Identifier: Apache-2.0
# cmake -P tests/layering/check.cmake
#
# Reads the #include lines of compiler/ and editors/lsp against the order in which CMakeLists.txt lists the folders: a
# folder may include itself and those before it. Also: nothing outside compiler/syntax/parse knows ANTLR or the generated parser; nothing
# in compiler/ includes tests; runtime/ includes itself and C alone; every source file opens with its SPDX line, and every
# header with #pragma once.

cmake_minimum_required(VERSION 3.25)
get_filename_component(root ${CMAKE_CURRENT_LIST_DIR}/../.. ABSOLUTE)
set(problems "")

macro(report where message)
  string(APPEND problems "  ${where}: ${message}\n")
endmacro()

file(STRINGS ${root}/CMakeLists.txt rows REGEX "^onus_library\\(")
set(order "")
foreach(row IN LISTS rows)
  string(REGEX MATCH "^onus_library\\(([a-z]+)" ignored "${row}")
  list(APPEND order ${CMAKE_MATCH_1})
endforeach()
list(LENGTH order count)
if(count LESS 10)
  message(FATAL_ERROR "cannot read the order of the folders from CMakeLists.txt")
endif()

list(FIND order backends backends_rank)

# The library a file or an include path (relative to compiler/ or editors/) belongs to.
function(library_of path out)
  string(REGEX MATCH "^[^/]+" folder "${path}")
  if(path MATCHES "^syntax/parse/")
    set(folder parse)
  elseif(path MATCHES "^driver/commands/")
    set(folder commands)
  endif()
  set(${out} ${folder} PARENT_SCOPE)
endfunction()

file(GLOB_RECURSE files RELATIVE ${root} ${root}/compiler/*.h ${root}/compiler/*.cpp ${root}/compiler/*.def
  ${root}/editors/lsp/*.h ${root}/editors/lsp/*.cpp ${root}/editors/lsp/*.def)
set(includes 0)
foreach(file IN LISTS files)
  string(REGEX REPLACE "^(compiler|editors)/" "" below ${file})
  library_of(${below} mine)
  list(FIND order ${mine} my_rank)
  if(my_rank EQUAL -1)
    report(${file} "the folder has no onus_library() line in CMakeLists.txt")
    continue()
  endif()

  file(STRINGS ${root}/${file} lines REGEX "^[ \t]*#[ \t]*include")
  foreach(line IN LISTS lines)
    math(EXPR includes "${includes} + 1")
    string(REGEX MATCH "include[ \t]*[<\"]([^>\"]+)[>\"]" ignored "${line}")
    set(path "${CMAKE_MATCH_1}")
    if(path MATCHES "^\\.\\.?/")
      report(${file} "`${path}`: includes are written from compiler/, editors/ or the root")
      continue()
    endif()
    if(path MATCHES "^tests/" OR path MATCHES "^support/")
      report(${file} "`${path}`: the compiler does not include its tests")
    endif()
    if(path MATCHES "^grammar/" AND NOT mine STREQUAL "parse")
      report(${file} "`${path}`: only syntax/parse sees the generated parser")
    endif()
    library_of(${path} theirs)
    list(FIND order ${theirs} their_rank)
    if(their_rank GREATER my_rank AND (EXISTS ${root}/compiler/${path} OR EXISTS ${root}/editors/${path}))
      report(${file} "`${path}`: ${mine} comes before ${theirs}")
    endif()
    if(path MATCHES "^runtime/")
      if(my_rank LESS backends_rank)
        report(${file} "`${path}`: ${mine} comes before the runtime")
      elseif(mine STREQUAL "backends" AND NOT path MATCHES "^runtime/(base|format|value)/[a-z_]+\\.(h|def)$")
        report(${file} "`${path}`: backends see how artifacts lie, not how they are run")
      endif()
    endif()
  endforeach()

  if(NOT mine STREQUAL "parse")
    file(STRINGS ${root}/${file} mentions REGEX "[Aa][Nn][Tt][Ll][Rr]" LIMIT_COUNT 1)
    if(mentions)
      report(${file} "mentions ANTLR, which is the business of syntax/parse alone")
    endif()
  endif()
endforeach()

# The runtime stands alone: of C++'s library only what is nothing but declarations, the rest is C's and the system's.
file(GLOB_RECURSE files RELATIVE ${root} ${root}/runtime/*.h ${root}/runtime/*.cpp ${root}/runtime/*.def)
foreach(file IN LISTS files)
  file(STRINGS ${root}/${file} lines REGEX "^[ \t]*#[ \t]*include")
  foreach(line IN LISTS lines)
    math(EXPR includes "${includes} + 1")
    if(NOT line MATCHES "include ((\"runtime/[^\"]+\")|(\"onus/onus\\.h\")|<new>|<[a-z0-9_/]+\\.h>)")
      report(${file} "`${line}`: the runtime needs neither C++'s library nor anything outside of runtime/")
    endif()
  endforeach()
endforeach()

file(GLOB_RECURSE files RELATIVE ${root}
  ${root}/runtime/*.h ${root}/runtime/*.cpp ${root}/runtime/*.def
  ${root}/compiler/*.h ${root}/compiler/*.cpp ${root}/compiler/*.def ${root}/editors/lsp/*.h
  ${root}/editors/lsp/*.cpp ${root}/editors/lsp/*.def ${root}/stdlib/*.onus ${root}/grammar/*.g4
  ${root}/tests/unit/*.cpp ${root}/tests/unit/*.h ${root}/tests/support/*.cpp ${root}/tests/support/*.h
  ${root}/tests/harness/*.cpp ${root}/tests/harness/*.h ${root}/tests/fuzz/*.cpp ${root}/tests/bench/*.cpp)
list(REMOVE_ITEM files runtime/include/onus/onus.h) # C, for readers of any standard
foreach(file IN LISTS files)
  file(STRINGS ${root}/${file} lines LIMIT_COUNT 1)
  if(NOT lines STREQUAL "// SPDX-License-Identifier: Apache-2.0")
    report(${file} "does not open with `// SPDX-License-Identifier: Apache-2.0`")
  endif()
  if(file MATCHES "\\.h$")
    file(STRINGS ${root}/${file} once REGEX "^#pragma once$" LIMIT_COUNT 1)
    if(NOT once)
      report(${file} "a header needs `#pragma once`")
    endif()
  endif()
endforeach()

if(problems)
  message(FATAL_ERROR "the tree does not hold its own rules (docs/architecture.md):\n${problems}")
endif()
list(JOIN order " → " shown)
message(STATUS "${includes} includes follow ${shown}")
