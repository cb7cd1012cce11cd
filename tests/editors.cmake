# SPDX-License-Identifier: Apache-2.0
# What editors need. What an entry needs from npm is pinned beside it; where that cannot be had it says that it was skipped.

find_program(ONUS_PYTHON python3)
if(ONUS_PYTHON)
  add_test(NAME editors_words
    COMMAND ${ONUS_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/editors/words_test.py ${CMAKE_SOURCE_DIR})
endif()
