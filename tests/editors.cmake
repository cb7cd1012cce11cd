# SPDX-License-Identifier: Apache-2.0
# What editors need. What an entry needs from npm is pinned beside it; where that cannot be had, it is skipped.

find_program(ONUS_PYTHON python3)
if(ONUS_PYTHON)
  add_test(NAME editors_words
    COMMAND ${ONUS_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/editors/words_test.py ${CMAKE_SOURCE_DIR})
  add_test(NAME editors_copies COMMAND ${ONUS_PYTHON} ${CMAKE_SOURCE_DIR}/editors/copies.py --check)
  add_test(NAME editors_bundles
    COMMAND ${ONUS_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/editors/bundles_test.py ${CMAKE_SOURCE_DIR})
endif()

if(TARGET onus)
  add_test(NAME lsp COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/lsp/run.sh $<TARGET_FILE:onus> ${CMAKE_BINARY_DIR})
  # What the server says after random edits, and what the program says of the same texts.
  add_test(NAME lsp_random_edits
    COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/lsp/run.sh $<TARGET_FILE:onus> ${CMAKE_BINARY_DIR} random_edits.mjs 100 1)
  set_tests_properties(lsp lsp_random_edits PROPERTIES SKIP_RETURN_CODE 77)
  add_test(NAME editors_vim
    COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/editors/vim.sh $<TARGET_FILE:onus> ${CMAKE_SOURCE_DIR})
  add_test(NAME editors_emacs
    COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/editors/emacs.sh $<TARGET_FILE:onus> ${CMAKE_SOURCE_DIR}
            $<TARGET_FILE_DIR:onus_editor_grammar>)
  set_tests_properties(editors_vim editors_emacs PROPERTIES SKIP_RETURN_CODE 77)
endif()

# The grammar's scopes and the extension for Visual Studio Code: both need packages from npm, installed here once.
if(TARGET onus)
  foreach(part textmate vscode)
    add_test(NAME editors_${part}
      COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/editors/npm.sh ${part} $<TARGET_FILE:onus> ${CMAKE_SOURCE_DIR}
              ${CMAKE_BINARY_DIR}/editors)
    set_tests_properties(editors_${part} PROPERTIES SKIP_RETURN_CODE 77 COST 200)
  endforeach()
endif()

# The grammar for tree-sitter as it is committed: compiled, compared with the compiler and tried with every query. Neovim
# and Emacs load the same library.
find_library(ONUS_TREE_SITTER NAMES tree-sitter)
find_path(ONUS_TREE_SITTER_INCLUDE tree_sitter/api.h)
set(grammar ${CMAKE_SOURCE_DIR}/editors/tree-sitter)
add_library(onus_editor_grammar SHARED ${grammar}/src/parser.c)
set_target_properties(onus_editor_grammar PROPERTIES OUTPUT_NAME tree-sitter-onus)
target_include_directories(onus_editor_grammar PRIVATE ${grammar}/src)
add_test(NAME tree_sitter_fresh COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/editors/tree_sitter.sh ${grammar})
if(ONUS_TREE_SITTER AND ONUS_TREE_SITTER_INCLUDE)
  file(GLOB sources CONFIGURE_DEPENDS editors/tree_sitter/*.cpp)
  add_executable(onus_tree_sitter ${sources})
  target_include_directories(onus_tree_sitter SYSTEM PRIVATE ${ONUS_TREE_SITTER_INCLUDE})
  target_link_libraries(onus_tree_sitter PRIVATE onus_parse onus_test_support onus_editor_grammar ${ONUS_TREE_SITTER})
  onus_compile_options(onus_tree_sitter)
  file(GLOB design LIST_DIRECTORIES true ${CMAKE_SOURCE_DIR}/../shared/design/examples)
  set(texts ${CMAKE_SOURCE_DIR}/examples ${CMAKE_SOURCE_DIR}/stdlib ${CMAKE_SOURCE_DIR}/compiler/driver/starter
      ${CMAKE_CURRENT_SOURCE_DIR} ${grammar}/test)
  add_test(NAME tree_sitter_texts COMMAND onus_tree_sitter --texts ${texts} ${design})
  add_test(NAME tree_sitter_mutants COMMAND onus_tree_sitter --mutants 2503 ${texts})
  add_test(NAME tree_sitter_corpus COMMAND onus_tree_sitter --corpus ${grammar}/test/corpus)
  file(GLOB_RECURSE queries CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/editors/*.scm)
  add_test(NAME tree_sitter_queries COMMAND onus_tree_sitter --queries ${queries} ${texts})
endif()

if(TARGET onus)
  add_test(NAME editors_neovim
    COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/editors/neovim.sh $<TARGET_FILE:onus> ${CMAKE_SOURCE_DIR}
            $<TARGET_FILE_DIR:onus_editor_grammar>)
  set_tests_properties(editors_neovim PROPERTIES SKIP_RETURN_CODE 77)
  if(ONUS_PYTHON)
    add_test(NAME editors_packages
      COMMAND ${ONUS_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/editors/packages_test.py $<TARGET_FILE:onus> ${CMAKE_SOURCE_DIR})
  endif()
endif()
