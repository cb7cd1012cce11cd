# SPDX-License-Identifier: Apache-2.0
# What editors need. What an entry needs from npm is pinned beside it; where that cannot be had it says that it was skipped.

find_program(ONUS_PYTHON python3)
if(ONUS_PYTHON)
  add_test(NAME editors_words
    COMMAND ${ONUS_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/editors/words_test.py ${CMAKE_SOURCE_DIR})
  add_test(NAME editors_bundles
    COMMAND ${ONUS_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/editors/bundles_test.py ${CMAKE_SOURCE_DIR})
endif()

if(TARGET onus)
  add_test(NAME lsp COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/lsp/run.sh $<TARGET_FILE:onus> ${CMAKE_BINARY_DIR})
  set_tests_properties(lsp PROPERTIES SKIP_RETURN_CODE 77)
  foreach(editor vim emacs)
    add_test(NAME editors_${editor}
      COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/editors/${editor}.sh $<TARGET_FILE:onus> ${CMAKE_SOURCE_DIR})
    set_tests_properties(editors_${editor} PROPERTIES SKIP_RETURN_CODE 77)
  endforeach()
endif()

# The grammar's scopes and the extension for Visual Studio Code: both need packages from npm, which they install here once.
if(TARGET onus)
  foreach(part textmate vscode)
    add_test(NAME editors_${part}
      COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/editors/npm.sh ${part} $<TARGET_FILE:onus> ${CMAKE_SOURCE_DIR}
              ${CMAKE_BINARY_DIR}/editors)
    set_tests_properties(editors_${part} PROPERTIES SKIP_RETURN_CODE 77 COST 200)
  endforeach()
endif()
